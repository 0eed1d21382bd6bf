import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '@/lib/runtime/engine/engine';
import oracle from '../../golden/oracle/oracle-timm-inception_v4.json';
import { compute, disagreement, nodeOf, openEngine, type Reference, shapes, TOLERANCE } from './oracle';

const references: readonly Reference[] = [...oracle.stages, ...oracle.units];

describe.each(['wasm', 'cpu'] as const)('Inception-v4 at 299 under the recipe, on %s', (name) => {
  let engine: Engine;
  let values: Map<string, Float32Array>;

  beforeAll(async () => {
    engine = await openEngine(name);
    values = await compute(engine, [...new Set(references.map(({ path }) => nodeOf(path)))]);
  }, 600_000);
  afterAll(() => engine.close());

  it('agrees with the reference code at all 26 stages and 149 units', () => {
    expect(references).toHaveLength(26 + 149);
    const worst = references.map((reference) => {
      const node = nodeOf(reference.path);
      const found = values.get(node) ?? new Float32Array(0);
      const shape = shapes.get(node) ?? [];
      expect(found.length, reference.path).toBe(reference.shape.reduce((product, extent) => product * extent, 1));
      return { path: reference.path, disagreement: disagreement(reference, found, shape) };
    });
    expect(worst.filter((each) => !(each.disagreement <= TOLERANCE))).toEqual([]);
  });

  it('agrees with the reference code at every logit', () => {
    const reference = oracle.output.flat();
    const std = oracle.stages.at(-1)?.std ?? 0;
    const logits = values.get(nodeOf('last_linear')) ?? new Float32Array(0);
    expect(logits).toHaveLength(1000);
    const worst = Math.max(...reference.map((value, i) => Math.abs(value - (logits[i] ?? Number.NaN))));
    expect(worst / std).toBeLessThanOrEqual(TOLERANCE);
    const top = [...logits.keys()].sort((a, b) => (logits[b] ?? 0) - (logits[a] ?? 0)).slice(0, 5);
    expect(top).toEqual(oracle.output_top5.map(([label]) => label));
  });

  it('counts as many zeros, but for what float32 rounds', () => {
    for (const reference of references) {
      const found = values.get(nodeOf(reference.path)) ?? new Float32Array(0);
      const zeros = found.reduce((total, value) => total + Number(value === 0), 0);
      expect(Math.abs(zeros - reference.zeros), reference.path).toBeLessThanOrEqual(1e-4 * found.length + 1);
    }
  });

  it('leaves no tensor behind', () => {
    const { tensors, accounted } = engine.memory();
    expect(tensors).toBe(accounted);
  });
});
