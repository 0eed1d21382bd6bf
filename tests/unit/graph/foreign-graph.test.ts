import { describe, expect, it } from 'vitest';
import { costOf, totalCost } from '@/lib/analysis/cost';
import { provenance, reachOf } from '@/lib/analysis/provenance';
import { countBy } from '@/lib/analysis/published-counts';
import { receptiveFields } from '@/lib/analysis/receptive-field';
import { csvOf } from '@/lib/export/csv';
import { onnxModel } from '@/lib/export/onnx/onnx';
import { joined } from '@/lib/export/onnx/protobuf';
import { resolvePath } from '@/lib/graph/address';
import { type Graph, inputId, stateDict } from '@/lib/graph/graph';
import { modelOfGraph } from '@/lib/graph/model';
import { inferShapes, smallestSize } from '@/lib/graph/shapes';
import { modelOf, networks } from '@/lib/networks';
import { headOf } from '@/lib/runtime/head/pooled-head';
import { plan } from '@/lib/runtime/plan/plan';
import { structuralHashes } from '@/lib/runtime/plan/structural-hash';
import type { WeightSource } from '@/lib/weights/weight-source';

/** Another name, as long as ours, so that files differ in the letters of names alone. */
const renamed = (id: string): string => id.toUpperCase();

/** The graph as a file would bring it: ops, tensors, names of its own, and nothing of a tree. */
const foreign = ({ nodes }: Graph): Graph => ({
  nodes: nodes.map(({ id, op, inputs, channels, tensors }) => ({
    id: renamed(id),
    op,
    inputs: inputs.map(renamed),
    role: 'output',
    origin: null,
    referencePath: null,
    channels,
    tensors,
  })),
});

const renamedKeys = <T>(map: ReadonlyMap<string, T>): ReadonlyMap<string, T> =>
  new Map([...map].map(([id, value]) => [renamed(id), value]));

/** No numbers: what is compared are ops, shapes and names. */
const noWeights: WeightSource = { identity: 'none', tensor: async () => new Float32Array() };

const everyVariant = networks.flatMap(({ id, defaultSize, variants }) =>
  variants.map((variant) => [`${id}:${variant.id}`, { size: defaultSize, own: modelOf(id, variant.id) }] as const),
);

describe.each(everyVariant)('the graph of %s, come from outside', (_, { size, own }) => {
  const model = modelOfGraph(foreign(own.graph));
  const shapes = inferShapes(own.graph, size);
  const theirs = inferShapes(model.graph, size);
  const last = own.graph.nodes.at(-1)?.id ?? '';

  it('has nothing of a tree', () => {
    expect(model).toMatchObject({ network: null, root: null });
    expect([model.parts.size, model.parents.size, model.outputs.size]).toEqual([0, 0, 0]);
    expect(inputId(model.graph)).toBe('INPUT');
    expect(() => resolvePath(model, 'theirs', 'features.0')).toThrow(
      expect.objectContaining({ code: 'address/unknown-path' }),
    );
  });

  it('has the same shapes, the same tensors and the same smallest picture', () => {
    expect(theirs).toEqual(renamedKeys(shapes));
    expect(inferShapes(model.graph, size, size + 32)).toEqual(renamedKeys(inferShapes(own.graph, size, size + 32)));
    expect(stateDict(model.graph)).toEqual(stateDict(own.graph));
    expect(smallestSize(model.graph)).toBe(smallestSize(own.graph));
  });

  it('costs the same', () => {
    expect(costOf(model, theirs)).toEqual(renamedKeys(costOf(own, shapes)));
    expect(totalCost(costOf(model, theirs))).toEqual(totalCost(costOf(own, shapes)));
    expect(countBy('timm-gmacs', model, theirs)).toEqual(countBy('timm-gmacs', own, shapes));
  });

  it('sees the same pixels', () => {
    const fields = receptiveFields(own.graph, shapes);
    expect(fields.size).toBe(own.graph.nodes.length);
    expect(receptiveFields(model.graph, theirs)).toEqual(renamedKeys(fields));
    for (const { id } of own.graph.nodes.filter((each) => each.op.type === 'concat')) {
      expect(reachOf(model.graph, theirs, renamed(id), 2, 3)).toEqual(reachOf(own.graph, shapes, id, 2, 3));
      expect(provenance(model, theirs, renamed(id), 2, 3, 5)).toEqual(
        provenance(own, shapes, id, 2, 3, 5).map((read) => ({ ...read, input: renamed(read.input) })),
      );
    }
  });

  it('is computed in as many steps, under the same keys, by the same head', () => {
    const root = { picture: 'p', weights: 'seeded', calibrated: false };
    const rewrites = { poolsBehind: true, residuals: true, joins: true };
    const request = { kept: () => false, rewrites, ...root };
    const ours = plan({ graph: own.graph, shapes, targets: [last], ...request });
    const made = plan({ graph: model.graph, shapes: theirs, targets: [renamed(last)], ...request });
    expect(made.steps).toHaveLength(ours.steps.length);
    expect(made.steps.map(({ key }) => key)).toEqual(ours.steps.map(({ key }) => key));
    expect(made.layers).toBe(ours.layers);
    expect(structuralHashes(model.graph, theirs, root)).toEqual(renamedKeys(structuralHashes(own.graph, shapes, root)));
    const [mine, other] = [headOf(own.graph), headOf(model.graph)];
    expect(other.type).toBe(mine.type);
    if (mine.type === 'pooled') expect(other).toMatchObject({ logits: renamed(mine.logits), classes: mine.classes });
  });

  it('is written as the same table and the same ONNX model', async () => {
    const lines = (text: string): readonly string[] => text.toUpperCase().split('\r\n');
    // The second column, the path in the reference code, is empty: nobody told it.
    const ours = lines(csvOf(own, own.root, size)).map((line, i) =>
      i === 0 ? line : line.replace(/^([^,]*),[^,]*/, '$1,'),
    );
    expect(lines(csvOf(model, null, size))).toEqual(ours);
    expect(csvOf(own, null, size)).toBe(csvOf(own, own.root, size));

    const file = async (graph: Graph, of: typeof shapes): Promise<string> =>
      Buffer.from(joined(await onnxModel({ name: 'net', graph, shapes: of, weights: noWeights }))).toString('latin1');
    const [mine, other] = [await file(own.graph, shapes), await file(model.graph, theirs)];
    expect(other).not.toBe(mine);
    expect(other.toUpperCase() === mine.toUpperCase()).toBe(true);
  });
});
