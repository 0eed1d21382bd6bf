import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterEach, describe, expect, it } from 'vitest';
import * as branch from '@/components/instruments/branch/article-part';
import * as factor from '@/components/instruments/factor/article-part';
import { FactorCalculator } from '@/components/instruments/factor/factor-calculator';
import * as padding from '@/components/instruments/padding/article-part';
import { PaddingCalculator } from '@/components/instruments/padding/padding-calculator';
import * as size from '@/components/instruments/size/article-part';
import { SizeSlider } from '@/components/instruments/size/size-slider';
import { proseContentOf } from '@/content/prose';

const prose = { ...branch, ...factor, ...padding, ...size };
const content = proseContentOf('en');
const type = (label: string, value: number): void => {
  const field = screen.getByRole('spinbutton', { name: label });
  fireEvent.change(field, { target: { value: String(value) } });
  fireEvent.blur(field);
};
const said = (): string => screen.getByRole('status').textContent ?? '';

afterEach(cleanup);

describe('the padding calculator', () => {
  it('says how many places there are and what nobody reads', () => {
    render(<PaddingCalculator size={160} kernel={3} stride={2} padding="valid" />);
    expect(said()).toBe('⌊(160 + 0 − 3) / 2⌋ + 1 = 79. The last value is never read.');
    type('Values in the row', 299);
    expect(said()).toBe('⌊(299 + 0 − 3) / 2⌋ + 1 = 149. Every value is read.');
    type('Window', 9);
    type('Values in the row', 4);
    expect(said()).toBe('The window is larger than the row: there is no place for it.');
  });

  it('pads by hand, and tells what a mean divides by in the corner', () => {
    render(<PaddingCalculator size={7} kernel={3} stride={1} padding="same" />);
    const first = () => [...document.querySelectorAll('tbody tr')][0]?.textContent;
    expect(said()).toContain('= 7.');
    expect(first()).toBe('11 to 2, and zeros22 (square window: 4)');
    fireEvent.click(screen.getByRole('radio', { name: 'all values, zeros too' }));
    expect(first()).toBe('11 to 2, and zeros23 (square window: 9)');
    fireEvent.click(screen.getByRole('radio', { name: 'by hand' }));
    type('Zeros on each side', 2);
    expect(said()).toContain('⌊(7 + 4 − 3) / 1⌋ + 1 = 9');
  });
});

describe('the calculator of row and column', () => {
  it('compares the ways at once', () => {
    render(<FactorCalculator side={7} input={192} middle={224} output={256} positions={289} />);
    const rows = () => [...document.querySelectorAll('tbody tr')].map((row) => row.textContent);
    expect(rows()[0]).toContain('7×72,408,448');
    expect(rows()[1]).toContain('1×7, 7×1702,464');
    expect(rows()).toHaveLength(3);
    expect(said()).toBe('The pair sees the same 7×7 patch with 3.43 times fewer weights.');
    type('Channels between', 1024);
    expect(said()).toContain('saves nothing');
    type('Side of the window', 4);
    expect(rows()).toHaveLength(2);
  });
});

describe('the size slider', () => {
  it('follows the picture down the network', () => {
    render(<SizeSlider network="inception-v4" variant="released" size={299} title="size" />);
    const grids = () => [...document.querySelectorAll('tbody tr')].map((row) => row.textContent ?? '');
    expect(grids()[0]).toMatch(/^Stem35×35×384/);
    expect(grids().at(-1)).toMatch(/^Inception-C8×8×1536/);
    expect(said()).toBe(
      '299×299 is the size that the network is made for; its 42,679,816 parameters serve every other size too.',
    );
    type('Side of the picture', 427);
    expect(grids().at(-1)).toMatch(/^Inception-C12×12×1536/);
    expect(said()).toMatch(/^At 427×427 the work is 2\.\d+ times/);
    type('Side of the picture', 1);
    expect(screen.getByRole('alert').textContent).toMatch(/“1” is not an input size\..* from 75 to 4096\./);
    expect(said()).toMatch(/^At 427×427/);
    type('Side of the picture', 75);
    expect(screen.queryByRole('alert')).toBeNull();
    expect(said()).toMatch(/^At 75×75/);
  });
});

describe('in an article', () => {
  it('starts with the numbers of the op that is named', () => {
    expect(prose.PaddingCalculator({ of: 'inception-v4/features.0' }).props).toEqual({
      size: 299,
      kernel: 3,
      stride: 2,
      padding: 'valid',
    });
    expect(prose.PaddingCalculator({ of: 'inception-v4/features.6.branch3.0' }).props).toMatchObject({
      padding: 'same',
    });
    expect(prose.FactorCalculator({ of: 'inception-v4/features.11.branch1' }).props).toEqual({
      side: 7,
      input: 192,
      middle: 224,
      output: 256,
      positions: 17 * 17,
    });
    expect(prose.SizeSlider({ content, of: 'inception-resnet-v1' }).props).toEqual({
      network: 'inception-resnet-v1',
      variant: 'released',
      size: 160,
      title: 'Inception-ResNet-v1 at another size',
    });
  });

  it('shows the branches of a block as shares that add up, with no script', () => {
    const html = renderToStaticMarkup(<prose.BranchCost content={content} of="inception-resnet-v2/repeat_1.0" />);
    const page = new DOMParser().parseFromString(html, 'text/html');
    const rows = [...page.querySelectorAll('tbody tr')];
    expect(rows.map((row) => row.querySelector('th')?.firstChild?.textContent)).toEqual([
      'branch 0',
      'branch 1',
      'after the join',
    ]);
    const shares = rows.map((row) => Number.parseFloat(row.querySelector('td span span')?.textContent ?? ''));
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(100, 0);
  });

  it.each([
    [() => <prose.PaddingCalculator of="inception-v4/features.6" />, /only a convolution or a pool has a window/],
    [() => <prose.FactorCalculator of="inception-v4/features.6.branch1" />, /no row and column of one length/],
    [() => <prose.SizeSlider content={content} of="inception-v4/stem" />, /name a whole network/],
    [() => <prose.BranchCost content={content} of="inception-v4/features.0" />, /name a block with branches/],
    [() => <prose.SizeSlider content={content} of="inception-v5" />, /unknown-network.*near it: inception-v4/],
  ])('stops the build at a mistake (%#)', (make, fault) => {
    expect(() => renderToStaticMarkup(make())).toThrow(fault);
  });
});
