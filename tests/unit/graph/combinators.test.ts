import { describe, expect, it } from 'vitest';
import {
  avgPool,
  chain,
  concat,
  conv,
  dropout,
  globalAvgPool,
  linear,
  maxPool,
  network,
  residual,
  stage,
  times,
} from '@/lib/graph/combinators';

const throws = (make: () => unknown, code: string, data: Record<string, unknown> = {}) =>
  expect(make).toThrow(expect.objectContaining({ code, data: expect.objectContaining(data) }));

describe('defaults of the combinators', () => {
  it('mean same padding at stride 1 and valid padding above', () => {
    expect(conv(8, 3)).toEqual({
      kind: 'unit',
      filters: 8,
      kernel: [3, 3],
      stride: [1, 1],
      padding: { top: 1, bottom: 1, left: 1, right: 1 },
      epsilon: 0.001,
    });
    expect(conv(8, 3, { stride: 2 }).padding).toEqual({ top: 0, bottom: 0, left: 0, right: 0 });
    expect(maxPool(3, { stride: [1, 2] }).padding).toEqual({ top: 0, bottom: 0, left: 0, right: 0 });
  });

  it('pad rows and columns apart, an even kernel more after than before', () => {
    expect(conv(1, [1, 7]).padding).toEqual({ top: 0, bottom: 0, left: 3, right: 3 });
    expect(conv(1, [7, 1]).padding).toEqual({ top: 3, bottom: 3, left: 0, right: 0 });
    expect(conv(1, [2, 4]).padding).toEqual({ top: 0, bottom: 1, left: 1, right: 2 });
  });

  it('can be overruled', () => {
    expect(conv(1, 3, { padding: 'valid' }).padding.top).toBe(0);
    const padding = { top: 1, bottom: 0, left: 2, right: 0 };
    expect(maxPool(3, { stride: 2, padding }).padding).toEqual(padding);
    expect(conv(1, 1, { epsilon: 1e-5 }).epsilon).toBe(1e-5);
    expect(avgPool(3).countPadding).toBe(false);
    expect(avgPool(3, { countPadding: true }).countPadding).toBe(true);
    expect(residual(conv(1, 1))).toMatchObject({ scale: 1, relu: true });
    expect(linear(10)).toEqual({ kind: 'linear', units: 10, bias: true });
  });

  it('give an expression that survives JSON', () => {
    const expression = network(
      { x: chain(stage('S', times(2, residual(concat(conv(1, 1), maxPool(3)), { scale: 0.17 }))), globalAvgPool()) },
      { stages: { All: ['x'] }, inputChannels: 1 },
    );
    expect(JSON.parse(JSON.stringify(expression))).toEqual(expression);
  });
});

describe('what cannot be written', () => {
  it('is refused by name', () => {
    throws(() => conv(0, 1), 'expression/not-positive', { what: 'filters', value: 0 });
    throws(() => conv(1, [1, 2.5]), 'expression/not-positive', { what: 'kernel', value: 2.5 });
    throws(() => maxPool(3, { stride: -1 }), 'expression/not-positive', { what: 'stride', value: -1 });
    throws(() => linear(Number.NaN), 'expression/not-positive', { what: 'units' });
    throws(() => times(0, conv(1, 1)), 'expression/not-positive', { what: 'count' });
    throws(() => conv(1, 3, { stride: 2, padding: 'same' }), 'expression/same-needs-stride-1', { stride: [2, 2] });
    throws(() => conv(1, 3, { padding: { top: -1, bottom: 0, left: 0, right: 0 } }), 'expression/bad-padding', {
      padding: [-1, 0, 0, 0],
    });
    throws(() => dropout(1), 'expression/bad-rate', { rate: 1 });
    throws(() => dropout(Number.NaN), 'expression/bad-rate');
    throws(() => chain(), 'expression/empty', { what: 'chain' });
    throws(() => concat(), 'expression/empty', { what: 'concat' });
    throws(() => stage('S'), 'expression/empty', { what: 'stage' });
    throws(() => network({}), 'expression/empty', { what: 'network' });
    throws(() => network({ x: conv(1, 1) }, { stages: { Head: ['y'] } }), 'expression/unknown-entry', {
      stage: 'Head',
      entry: 'y',
    });
  });
});
