import { describe, expect, it } from 'vitest';
import { commandErrors as errors } from '@/cli/words/command-errors';
import { AtlasError } from '@/lib/error';
import { explain } from '@/lib/explanation';
import { graphError } from '@/lib/graph/errors';

describe('errors in words', () => {
  it('name the facts of the case', () => {
    const error = graphError('shape/window-too-large', {
      node: 'features.18.branch0.1@conv',
      op: 'conv',
      input: [2, 2, 192],
      window: [3, 3],
      padded: [2, 2],
    });
    expect(explain(errors, error)?.what).toBe(
      'At features.18.branch0.1@conv the 3×3 window of a conv does not fit into its 2×2 input.',
    );
    const padded = graphError('shape/window-too-large', {
      node: 'x@conv',
      op: 'conv',
      input: [1, 1, 3],
      window: [7, 7],
      padded: [3, 3],
    });
    expect(explain(errors, padded)?.what).toContain('3×3 input (padded; 1×1 without)');
  });

  it('are three sentences each', () => {
    const cases = [
      graphError('address/unknown-path', { network: 'inception-v4', path: 'x', near: [] }),
      graphError('address/unknown-path', { network: 'inception-v4', path: 'x', near: ['a', 'b'] }),
      graphError('address/no-such-tensor', { path: 'x', tensor: 'sum', known: [] }),
      graphError('address/no-such-tensor', { path: 'x', tensor: 'sum', known: ['conv'] }),
      graphError('shape/join-mismatch', { node: 'x', op: 'add', first: [1, 1, 3], second: [1, 2, 3], branch: 1 }),
      graphError('shape/wrong-rank', { node: 'x', op: 'linear', input: [1, 1, 3], wanted: 'vector' }),
    ];
    for (const error of cases) {
      const words = explain(errors, error);
      for (const sentence of [words?.what, words?.means, words?.next]) expect(sentence).toMatch(/^[“\w].*\.$/);
    }
  });

  it('are missing for a code that no reader was meant to see', () => {
    expect(explain(errors, new AtlasError('nobody/knows', {}))).toBeNull();
  });
});
