import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '@/lib/runtime/engine/engine';
import facenetV1 from '../../golden/oracle/oracle-facenet-inception_resnet_v1.json';
import timmV2 from '../../golden/oracle/oracle-timm-inception_resnet_v2.json';
import timmV3 from '../../golden/oracle/oracle-timm-inception_v3.json';
import timmV4 from '../../golden/oracle/oracle-timm-inception_v4.json';
import { compute, disagreement, openEngine, type Reference, subjectOf, TOLERANCE } from './oracle';
import { recipeThrough, type Through } from './recipe-through';

interface Case {
  readonly network: string;
  readonly size: number;
  readonly backend: 'wasm' | 'cpu';
  /** Where the weights of the recipe come from: the recipe itself, or a float32 file of them. */
  readonly through: Through;
  /** The path of the last tensor of the reference code. */
  readonly output: string;
  readonly stages: readonly Reference[];
  readonly units: readonly Reference[];
  readonly values: readonly (readonly number[])[];
  readonly top5: readonly (readonly number[])[];
  /** How many stages and units the reference run recorded. */
  readonly counts: readonly [number, number];
}

const timm = (oracle: typeof timmV4, output: string) => ({
  size: 299,
  output,
  stages: oracle.stages,
  units: oracle.units,
  values: oracle.output,
  top5: oracle.output_top5,
});
const facenet160 = {
  network: 'inception-resnet-v1',
  size: 160,
  output: 'normalize',
  stages: facenetV1.stages,
  units: facenetV1.units,
  values: facenetV1.output,
  top5: facenetV1.output_top5,
  counts: [38, 132],
} as const;

const cases: readonly Case[] = [
  { network: 'inception-v4', backend: 'wasm', through: 'server', ...timm(timmV4, 'last_linear'), counts: [26, 149] },
  { network: 'inception-v4', backend: 'cpu', through: 'recipe', ...timm(timmV4, 'last_linear'), counts: [26, 149] },
  { network: 'inception-resnet-v2', backend: 'wasm', through: 'server', ...timm(timmV2, 'classif'), counts: [58, 244] },
  { network: 'inception-v3', backend: 'wasm', through: 'disk', ...timm(timmV3, 'fc'), counts: [22, 94] },
  { ...facenet160, backend: 'wasm', through: 'server' },
  { ...facenet160, backend: 'cpu', through: 'recipe' },
  {
    network: 'inception-resnet-v1',
    backend: 'wasm',
    through: 'blob',
    size: 299,
    output: 'normalize',
    stages: facenetV1.stages_299,
    units: facenetV1.units_299,
    values: facenetV1.output_299,
    top5: facenetV1.output_299_top5,
    counts: [38, 132],
  },
];

describe.each(cases)('$network at $size under the recipe, on $backend, weights from the $through', (each) => {
  const { stages, units, backend, through } = each;
  const subject = subjectOf(each.network, each.size, each.output);
  const { shapes, nodeOf } = subject;
  const references = [...stages, ...units];
  let engine: Engine;
  let values: Map<string, Float32Array>;

  beforeAll(async () => {
    engine = await openEngine(backend);
    const { weights, close } = await recipeThrough(through, each.network);
    const targets = [...new Set(references.map(({ path }) => nodeOf(path)))];
    values = await compute(engine, targets, subject, subject.model.graph, weights);
    await close();
  }, 600_000);
  afterAll(() => engine.close());

  it('agrees with the reference code at all stages and units', () => {
    expect([stages.length, units.length]).toEqual(each.counts);
    const worst = references.map((reference) => {
      const node = nodeOf(reference.path);
      const found = values.get(node) ?? new Float32Array(0);
      const shape = shapes.get(node) ?? [];
      expect(found.length, reference.path).toBe(reference.shape.reduce((product, extent) => product * extent, 1));
      return { path: reference.path, disagreement: disagreement(reference, found, shape) };
    });
    const most = Math.max(...worst.map((place) => place.disagreement));
    console.log(
      `${each.network} at ${each.size}, ${backend}, ${through}: ${worst.length} places within ${most} of std`,
    );
    expect(worst.filter((place) => !(place.disagreement <= TOLERANCE))).toEqual([]);
  });

  it('agrees with the reference code at every value of its output', () => {
    const reference = each.values.flat();
    const std = stages.at(-1)?.std ?? 0;
    const output = values.get(nodeOf(each.output)) ?? new Float32Array(0);
    expect(output).toHaveLength(reference.length);
    const worst = Math.max(...reference.map((value, i) => Math.abs(value - (output[i] ?? Number.NaN))));
    expect(worst / std).toBeLessThanOrEqual(TOLERANCE);
    const top = [...output.keys()].sort((a, b) => (output[b] ?? 0) - (output[a] ?? 0)).slice(0, 5);
    expect(top).toEqual(each.top5.map(([label]) => label));
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
