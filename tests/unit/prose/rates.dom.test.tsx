import { render } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { Rates } from '@/components/prose/rates';
import { proseContentOf } from '@/content/prose';
import type { SystemId, TrialId } from '@/content/results';

const textOf = (of: SystemId, trial: TrialId): string =>
  render(<Rates content={proseContentOf('en')} of={of} trial={trial} />).container.textContent ?? '';

// FACTS section 5: the paper's tables 2 to 4.
describe('rates in an article', () => {
  it('are top-1 and top-5 with the digits of the source', () => {
    expect(textOf('inception-resnet-v1', 'single-crop')).toBe('21.3 / 5.5');
    expect(textOf('inception-v4', 'single-crop')).toBe('20.0 / 5.0');
    expect(textOf('inception-resnet-v2', '12-crops')).toBe('18.7 / 4.1');
    expect(textOf('inception-resnet-v2', '144-crops')).toBe('17.8 / 3.7');
  });

  it('stop the build where there is no row, one that is doubted, or more than one', () => {
    expect(() => textOf('inception-resnet-v1', 'slim')).toThrow('there is no such row, or more than one');
    expect(() => textOf('resnet', '12-crops')).toThrow('there is no such row, or more than one');
    expect(() => textOf('inception-v3', 'timm')).toThrow('there is no such row, or more than one');
  });
});
