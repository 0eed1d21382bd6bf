import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AtlasError } from '@/lib/error';
import {
  avgPool,
  block,
  chain,
  concat,
  conv,
  maxPool,
  named,
  network,
  residual,
  stage,
  times,
} from '@/lib/graph/combinators';
import { applyEdits, type Edit } from '@/lib/graph/edit';
import type { Network } from '@/lib/graph/expression';
import { stateDict } from '@/lib/graph/graph';
import { type NetworkModel, nodesOf, readNetwork } from '@/lib/graph/model';
import type { Part } from '@/lib/graph/naming';
import { inferShapes, smallestSize } from '@/lib/graph/shapes';
import { findNetwork, findVariant, modelOf, networks } from '@/lib/networks';
import { arbitraryNetwork } from './arbitrary-network';

const networkOf = (id: string): Network => findVariant(findNetwork(id), null).network;
const v4 = networkOf('inception-v4');
const keysOf = (of: Network): readonly string[] => stateDict(readNetwork(of).graph).map(({ key }) => key);
const under =
  (prefix: string) =>
  (key: string): boolean =>
    key === prefix || key.startsWith(`${prefix}.`);
const faultOf = (of: Network, ...edits: readonly Edit[]): unknown => {
  try {
    applyEdits(of, edits);
    return null;
  } catch (error) {
    return error instanceof AtlasError ? { code: error.code, ...error.data } : error;
  }
};

describe('an edit changes one part', () => {
  const a = chain(conv(8, 1), conv(8, 3));
  const small = network({
    features: chain(conv(4, 3), stage('Body', times(3, block('A', concat(a, maxPool(3))))), conv(6, 1)),
    tail: residual(chain(conv(4, 1)), { scale: 0.5 }),
  });
  const body = (before: Network): unknown => before.entries[0]?.body;

  it('replaces it', () => {
    const other = applyEdits(small, [{ kind: 'replace', at: 'features.4', by: maxPool(3) }]);
    expect(body(other)).toEqual(
      chain(conv(4, 3), stage('Body', times(3, block('A', concat(a, maxPool(3))))), maxPool(3)),
    );
  });

  it('splits a run so that one repeat alone is another', () => {
    const other = applyEdits(small, [{ kind: 'filters', at: 'features.2.branch0.1', filters: 9 }]);
    const as = (last: number) => block('A', concat(chain(conv(8, 1), conv(last, 3)), maxPool(3)));
    expect(body(other)).toEqual(chain(conv(4, 3), stage('Body', as(8), as(9), as(8)), conv(6, 1)));
    const first = applyEdits(small, [{ kind: 'filters', at: 'features.1.branch0.1', filters: 9 }]);
    expect(body(first)).toEqual(chain(conv(4, 3), stage('Body', as(9), times(2, as(8))), conv(6, 1)));
    expect(keysOf(other)).toEqual(keysOf(small));
    expect(keysOf(first)).toEqual(keysOf(small));
  });

  it('takes a part out of a chain, and what follows keeps its keys', () => {
    const other = applyEdits(small, [{ kind: 'remove', at: 'features.2' }]);
    const A = block('A', concat(a, maxPool(3)));
    expect(body(other)).toEqual(
      chain(conv(4, 3), stage('Body', A, named('features.3', A)), named('features.4', conv(6, 1))),
    );
    expect(keysOf(other)).toEqual(keysOf(small).filter((key) => !under('features.2')(key)));
  });

  it('takes a branch out of a concat, and the branches behind it keep their keys', () => {
    const before = network({ x: block('B', concat(conv(1, 1), conv(2, 1), conv(3, 1))) });
    const other = applyEdits(before, [{ kind: 'removeBranch', at: 'x.branch1' }]);
    expect(body(other)).toEqual(block('B', concat(conv(1, 1), named('branch2', conv(3, 1)))));
    expect(keysOf(other)).toEqual(keysOf(before).filter((key) => !under('x.branch1')(key)));
    // What is left can go too, but for the last.
    const two: readonly Edit[] = [
      { kind: 'removeBranch', at: 'x.branch1' },
      { kind: 'removeBranch', at: 'x.branch0' },
    ];
    expect(keysOf(applyEdits(before, two)).every(under('x.branch2'))).toBe(true);
    expect(faultOf(before, ...two, { kind: 'removeBranch', at: 'x.branch0' })).toMatchObject({
      code: 'edit/last-branch',
    });
  });

  it('sets the scale of a residual, through the block that shares its path', () => {
    const scaled = applyEdits(small, [{ kind: 'scale', at: 'tail', scale: 0 }]);
    expect(scaled.entries[1]?.body).toEqual(residual(chain(conv(4, 1)), { scale: 0 }));
    const before = networkOf('inception-resnet-v2');
    const model = readNetwork(applyEdits(before, [{ kind: 'scale', at: 'repeat.3', scale: 0.1 }]));
    const factors = model.graph.nodes.flatMap(({ id, op }) => (op.type === 'scale' ? [[id, op.factor]] : []));
    expect(factors.filter(([id]) => String(id).startsWith('repeat.')).map(([, factor]) => factor)).toEqual(
      Array.from({ length: 10 }, (_, i) => (i === 3 ? 0.1 : 0.17)),
    );
  });

  it('sets kernel, stride and padding; padding left out goes on by the rule that it went by', () => {
    const before = network({
      x: chain(
        conv(4, 3),
        conv(4, 3, { padding: 'valid' }),
        avgPool(3, { countPadding: true }),
        maxPool(3, { stride: 2 }),
      ),
    });
    const other = applyEdits(before, [
      { kind: 'window', at: 'x.0', kernel: [1, 7] },
      { kind: 'window', at: 'x.1', kernel: [5, 5] },
      { kind: 'window', at: 'x.2', stride: [2, 2] },
      { kind: 'window', at: 'x.3', padding: { top: 0, bottom: 1, left: 0, right: 1 } },
    ]);
    expect(body(other)).toEqual(
      chain(
        conv(4, [1, 7]),
        conv(4, 5, { padding: 'valid' }),
        avgPool(3, { stride: 2, countPadding: true }),
        maxPool(3, { stride: 2, padding: { top: 0, bottom: 1, left: 0, right: 1 } }),
      ),
    );
    expect(body(applyEdits(before, [{ kind: 'window', at: 'x.0', padding: 'valid' }]))).toMatchObject({
      parts: [conv(4, 3, { padding: 'valid' }), {}, {}, {}],
    });
  });

  it('repeats a part less often, or more often with weights of its own', () => {
    const A = block('A', concat(a, maxPool(3)));
    const fewer = applyEdits(small, [{ kind: 'count', at: 'features.1×3', count: 2 }]);
    expect(body(fewer)).toEqual(chain(conv(4, 3), stage('Body', times(2, A)), named('features.4', conv(6, 1))));
    const more = applyEdits(small, [{ kind: 'count', at: 'body', count: 5 }]);
    expect(body(more)).toEqual(
      chain(conv(4, 3), stage('Body', times(3, A), named('features.4_2', A), A), named('features.4', conv(6, 1))),
    );
    const run = network({ repeat: times(3, conv(4, 1)), last: conv(1, 1) });
    expect(body(applyEdits(run, [{ kind: 'count', at: 'repeat', count: 5 }]))).toEqual(times(5, conv(4, 1)));
    expect(keysOf(applyEdits(run, [{ kind: 'count', at: 'repeat', count: 1 }]))[0]).toBe('repeat.0.conv.weight');
  });

  it('keeps the names that the network gives', () => {
    const at = 'features.19.branch1.0';
    const other = readNetwork(applyEdits(v4, [{ kind: 'filters', at, filters: 5 }]));
    expect(other.parts.get(at)?.referencePath).toBe('features.19.branch1_0');
    // The path of the reference code means the same part.
    expect(applyEdits(v4, [{ kind: 'filters', at: 'features.19.branch1_0', filters: 5 }])).toEqual(other.network);
  });

  it('is data', () => {
    const edits: readonly Edit[] = [
      { kind: 'removeBranch', at: 'features.6.branch1' },
      { kind: 'replace', at: 'features.8', by: conv(384, 3) },
      { kind: 'window', at: 'features.0', kernel: [5, 5], padding: 'same', stride: [1, 1] },
    ];
    const again = JSON.parse(JSON.stringify(edits)) as readonly Edit[];
    expect(again).toEqual(edits);
    expect(applyEdits(JSON.parse(JSON.stringify(v4)) as Network, again)).toEqual(applyEdits(v4, edits));
    expect(applyEdits(v4, [])).toBe(v4);
  });
});

describe('an edit of a network of the family', () => {
  const shapesOf = (of: Network) => inferShapes(readNetwork(of).graph, 299);

  it('a branch of Inception-A is gone from one block of four, and the next block reads what is left', () => {
    const other = applyEdits(v4, [{ kind: 'removeBranch', at: 'features.7.branch1' }]);
    expect(shapesOf(other).get('features.7')).toEqual([35, 35, 288]);
    expect(shapesOf(other).get('features.8')).toEqual([35, 35, 384]);
    expect(keysOf(other)).toEqual(keysOf(v4).filter((key) => !under('features.7.branch1')(key)));
  });

  it('a block is gone, and every other weight keeps its key and its shape', () => {
    const other = applyEdits(v4, [{ kind: 'remove', at: 'features.7' }]);
    const before = stateDict(readNetwork(v4).graph);
    expect(stateDict(readNetwork(other).graph)).toEqual(before.filter(({ key }) => !under('features.7')(key)));
    expect(readNetwork(other).parts.get('inception-b')?.children).toHaveLength(7);
  });

  it('a stage is gone, by its alias', () => {
    const other = applyEdits(v4, [{ kind: 'remove', at: 'inception-a' }]);
    expect(readNetwork(other).parts.has('inception-a')).toBe(false);
    const gone = (key: string): boolean => [6, 7, 8, 9].some((index) => under(`features.${index}`)(key));
    expect(keysOf(other)).toEqual(keysOf(v4).filter((key) => !gone(key)));
  });

  it('an entry is gone from the network and from its stage', () => {
    const other = applyEdits(networkOf('inception-resnet-v1'), [{ kind: 'remove', at: 'block8' }]);
    expect(other.stages.find(({ name }) => name === 'Inception-ResNet-C')?.entries).toEqual(['repeat_3']);
    expect(other.entries.some(({ name }) => name === 'block8')).toBe(false);
  });
});

describe('an edit that cannot be made says why', () => {
  it.each<[Edit, unknown]>([
    [
      { kind: 'remove', at: 'features.99' },
      { code: 'edit/no-such-part', near: expect.arrayContaining(['features.9']) },
    ],
    [
      { kind: 'scale', at: 'features.6', scale: 1 },
      { code: 'edit/wrong-part', wanted: 'residual' },
    ],
    [
      { kind: 'filters', at: 'features.6', filters: 1 },
      { code: 'edit/wrong-part', wanted: 'unit' },
    ],
    [
      { kind: 'window', at: 'last_linear', kernel: [1, 1] },
      { code: 'edit/wrong-part', wanted: 'window' },
    ],
    [
      { kind: 'count', at: 'features.6', count: 2 },
      { code: 'edit/wrong-part', wanted: 'repeat' },
    ],
    [{ kind: 'removeBranch', at: 'features.6' }, { code: 'edit/not-a-branch' }],
    [
      { kind: 'remove', at: 'features.6.branch0' },
      { code: 'edit/fixed', why: 'branch' },
    ],
    [
      { kind: 'remove', at: 'features.6/concat' },
      { code: 'edit/fixed', why: 'body' },
    ],
    [
      { kind: 'replace', at: 'head', by: conv(1, 1) },
      { code: 'edit/fixed', why: 'whole' },
    ],
    [
      { kind: 'remove', at: '' },
      { code: 'edit/fixed', why: 'whole' },
    ],
    [
      { kind: 'filters', at: 'features.0', filters: 0 },
      { code: 'expression/not-positive', what: 'filters' },
    ],
    [
      { kind: 'window', at: 'features.0', kernel: [0, 1] },
      { code: 'expression/not-positive', what: 'kernel' },
    ],
    [{ kind: 'window', at: 'features.0', padding: 'same' }, { code: 'expression/same-needs-stride-1' }],
    [
      { kind: 'count', at: 'features.6×4', count: 0 },
      { code: 'expression/not-positive', what: 'count' },
    ],
    [
      { kind: 'replace', at: 'features.19.branch3', by: named('branch1_0', conv(1, 1)) },
      { code: 'naming/duplicate', path: 'features.19.branch1_0' },
    ],
  ])('%j', (edit, fault) => {
    expect(faultOf(v4, edit)).toMatchObject(fault as object);
  });

  it('keeps a last part, a scale that is a number, and the 1×1 that a residual makes', () => {
    const before = network({ x: chain(conv(1, 1)), y: residual(conv(1, 1)) });
    expect(faultOf(before, { kind: 'remove', at: 'x.0' })).toMatchObject({ code: 'edit/last-part' });
    expect(faultOf(before, { kind: 'remove', at: 'x' }, { kind: 'remove', at: 'y' })).toMatchObject({
      code: 'edit/last-part',
    });
    expect(faultOf(before, { kind: 'scale', at: 'y', scale: Number.NaN })).toMatchObject({ code: 'edit/bad-scale' });
    expect(faultOf(before, { kind: 'replace', at: 'y.conv2d', by: conv(1, 1) })).toMatchObject({
      code: 'edit/fixed',
      why: 'sum',
    });
  });
});

describe('whatever is edited', () => {
  type Change = (at: string) => Edit;

  /** Every edit that there is, possible at a part or not. */
  const change: fc.Arbitrary<Change> = fc.oneof(
    fc.constantFrom(conv(2, 1), maxPool(3), times(3, conv(2, 1)), stage('New', conv(1, 1), conv(2, 1))).map(
      (by): Change =>
        (at) => ({ kind: 'replace', at, by }),
    ),
    fc.constantFrom<Change>(
      (at) => ({ kind: 'remove', at }),
      (at) => ({ kind: 'removeBranch', at }),
    ),
    fc.constantFrom(0, 0.3).map(
      (scale): Change =>
        (at) => ({ kind: 'scale', at, scale }),
    ),
    fc.integer({ min: 0, max: 4 }).map(
      (filters): Change =>
        (at) => ({ kind: 'filters', at, filters }),
    ),
    fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 2 })).map(
      ([k, s]): Change =>
        (at) => ({ kind: 'window', at, kernel: [k, 1], stride: [s, s] }),
    ),
    fc.integer({ min: 1, max: 4 }).map(
      (count): Change =>
        (at) => ({ kind: 'count', at, count }),
    ),
  );

  const keysIn = (model: NetworkModel, part: Part): ReadonlySet<string> =>
    new Set(nodesOf(model, part).flatMap(({ tensors }) => tensors.map(({ key }) => key)));

  /** Makes one edit and holds what it may not touch; the network as it was where it cannot be made. */
  function edited(before: Network, edit: Edit): Network {
    const model = readNetwork(before);
    const whole = JSON.stringify(before);
    let after: Network;
    try {
      after = applyEdits(before, [JSON.parse(JSON.stringify(edit)) as Edit]);
    } catch (error) {
      if (!(error instanceof AtlasError)) throw error;
      expect(error.code).toMatch(/^(edit|expression|naming)\//);
      return before;
    }
    expect(JSON.stringify(before)).toBe(whole);
    const part = model.parts.get(edit.at);
    if (!part) throw new Error('the part is there');
    const all = stateDict(model.graph).map(({ key }) => key);
    const now = keysOf(after);
    const touched = keysIn(model, part);
    const stays = all.filter((key) => !touched.has(key));
    const known = new Set(stays);
    expect(now.filter((key) => known.has(key))).toEqual(stays);
    // Numbers alone move nothing: then every key is what it was.
    if (['scale', 'filters', 'window'].includes(edit.kind)) expect(now).toEqual(all);
    try {
      smallestSize(readNetwork(after).graph, 64);
    } catch (error) {
      if (!(error instanceof AtlasError)) throw error;
      expect(error.code).toMatch(/^shape\//);
    }
    return after;
  }

  it('reads without a fault or says why; the weights of every other part keep their keys, in order', () => {
    let made = 0;
    const changes = fc.array(fc.tuple(fc.nat(), change), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(arbitraryNetwork, changes, (network, steps) => {
        let now = network;
        for (const [where, changed] of steps) {
          const ids = [...readNetwork(now).parts.keys()];
          const next = edited(now, changed(ids[where % ids.length] ?? ''));
          if (next !== now) made++;
          now = next;
        }
      }),
      { numRuns: 300 },
    );
    expect(made).toBeGreaterThan(100);
  });

  it('a part of the family can be replaced by itself, and nothing changes', () => {
    for (const { id } of networks) {
      const { network: before, graph, parts, parents } = modelOf(id);
      const tried = new Set<string>();
      for (const part of parts.values()) {
        const sort = `${part.kind} in ${parents.get(part.id)?.kind}`;
        if (part.expression === null || tried.has(sort)) continue;
        tried.add(sort);
        const after = applyEdits(before, [{ kind: 'replace', at: part.id, by: part.expression }]);
        expect(stateDict(readNetwork(after).graph), part.id).toEqual(stateDict(graph));
      }
      expect(tried.size).toBeGreaterThan(8);
    }
  });
});
