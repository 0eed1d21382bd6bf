import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Graph, GraphNode, Op } from '@/lib/graph/graph';
import type { Engine } from '@/lib/runtime/engine/engine';
import facenetV1 from '../../golden/oracle/oracle-facenet-inception_resnet_v1.json';
import oracle from '../../golden/oracle/oracle-timm-inception_v4.json';
import { compute, disagreement, inceptionV4, openEngine, subjectOf, TOLERANCE } from './oracle';

const { model, nodeOf } = inceptionV4;

// Whole networks on a machine that may be busy: seconds, but not certainly.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

/** That the tolerance refuses what it should: the smallest mistakes that are easily made, each alone. */

const output = oracle.stages.at(-1);
const changed = (change: (op: Op) => Op): Graph => ({
  nodes: model.graph.nodes.map((node) => ({ ...node, op: change(node.op) })),
});

describe('a planted mistake', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openEngine('wasm');
  });
  afterAll(() => engine.close());

  const logitsOf = async (graph: Graph): Promise<number> => {
    const node = nodeOf('last_linear');
    const values = await compute(engine, [node], inceptionV4, graph);
    if (!output) throw new Error('the oracle has no output');
    return disagreement(output, values.get(node) ?? new Float32Array(0), [1000]);
  };

  it('that is none is accepted', async () => {
    expect(await logitsOf(changed((op) => op))).toBeLessThanOrEqual(TOLERANCE);
  });

  it.each<[string, (op: Op) => Op]>([
    ['an ε of 1e-5 for 1e-3', (op) => (op.type === 'batchNorm' ? { ...op, epsilon: 1e-5 } : op)],
    ['padding that counts in the mean', (op) => (op.type === 'avgPool' ? { ...op, countPadding: true } : op)],
    [
      'the 3×1 windows of the last blocks shifted by a pixel',
      (op) =>
        op.type === 'conv' && op.filters === 448
          ? { ...op, padding: { ...op.padding, top: op.padding.bottom + 1, bottom: op.padding.top - 1 } }
          : op,
    ],
  ])('in the network is refused at the output: %s', async (_, change) => {
    expect(await logitsOf(changed(change))).toBeGreaterThan(10 * TOLERANCE);
  });
});

describe('a planted mistake in the residual connections of Inception-ResNet-v1', () => {
  const subject = subjectOf('inception-resnet-v1', 160, 'normalize');
  const { graph } = subject.model;
  const embedding = facenetV1.stages.at(-1);
  let engine: Engine;
  beforeAll(async () => {
    engine = await openEngine('wasm');
  });
  afterAll(() => engine.close());

  const mistaken = async (nodes: readonly GraphNode[]): Promise<number> => {
    const node = subject.nodeOf('@output');
    const planted = {
      ...subject,
      shapes: new Map([...subject.shapes, ['planted', subject.shapes.get('block8@add') ?? []]]),
    };
    const values = await compute(engine, [node], planted, { nodes });
    if (!embedding) throw new Error('the oracle has no output');
    return disagreement(embedding, values.get(node) ?? new Float32Array(0), [512]);
  };
  const ops = (change: (node: GraphNode) => Op): readonly GraphNode[] =>
    graph.nodes.map((node) => ({ ...node, op: change(node) }));
  const scale = (from: number, to: number, where: string): readonly GraphNode[] =>
    ops(({ id, op }) =>
      op.type === 'scale' && op.factor === from && id.startsWith(where) ? { ...op, factor: to } : op,
    );
  const rectified = (): readonly GraphNode[] =>
    graph.nodes.flatMap((node): readonly GraphNode[] => {
      if (node.id === 'block8@add') return [node, { ...node, id: 'planted', op: { type: 'relu' }, inputs: [node.id] }];
      return [{ ...node, inputs: node.inputs.map((id) => (id === 'block8@add' ? 'planted' : id)) }];
    });

  it('that is none is accepted', async () => {
    expect(await mistaken(graph.nodes)).toBeLessThanOrEqual(TOLERANCE);
  });

  it.each<[string, () => readonly GraphNode[]]>([
    ['0.10 for 0.17 in the A blocks', () => scale(0.17, 0.1, 'repeat_1.')],
    ['0.2 for 1 in the last C block', () => scale(1, 0.2, 'block8')],
    ['a ReLU after the last C block', rectified],
    ['a 1×1 without its bias', () => ops(({ op }) => (op.type === 'conv' && op.bias ? { ...op, bias: false } : op))],
  ])('is refused at the output: %s', async (_, nodes) => {
    expect(await mistaken(nodes())).toBeGreaterThan(10 * TOLERANCE);
  });
});

describe('merging', () => {
  it('changes no tensor that is asked for: each pre-activation, and all that comes after it', async () => {
    const merged = await openEngine('wasm');
    const apart = await openEngine('wasm');
    const block = model.graph.nodes.filter(({ id }) => id.startsWith('features.6')).map(({ id }) => id);
    const ends = ['features.6', 'features.7.branch0@relu'];
    const one = await compute(merged, ends, inceptionV4);
    const all = await compute(apart, [...block, ...ends], inceptionV4);
    for (const id of ends) {
      const [a, b] = [one.get(id) ?? new Float32Array(0), all.get(id) ?? new Float32Array(0)];
      expect(a.length).toBe(b.length);
      const largest = b.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      const worst = a.reduce((most, value, i) => Math.max(most, Math.abs(value - (b[i] ?? Number.NaN))), 0);
      expect(worst / largest).toBeLessThan(1e-5);
    }
    // Nothing was negative before the ReLU without becoming zero after it, and nothing else changed.
    for (const id of block.filter((each) => each.endsWith('@bn'))) {
      const before = all.get(id) ?? new Float32Array(0);
      const after = all.get(id.replace('@bn', '@relu')) ?? new Float32Array(0);
      expect(after).toEqual(before.map((value) => Math.max(0, value)));
    }
    merged.clear();
    apart.clear();
  });
});
