import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { avgPool, chain, concat, conv, network, residual } from '@/lib/graph/combinators';
import type { Network } from '@/lib/graph/expression';
import { readNetwork } from '@/lib/graph/model';
import { inferShapes } from '@/lib/graph/shapes';
import { modelOf } from '@/lib/networks';
import { Grounds } from '@/lib/runtime/plan/ground';
import { type Plan, type PlanRequest, plan, type Rewrites } from '@/lib/runtime/plan/plan';
import { structuralHashes } from '@/lib/runtime/plan/structural-hash';

const v4 = modelOf('inception-v4').graph;
const root = { picture: 'p', weights: 'seeded', calibrated: false };

const request = (targets: readonly string[], more: Partial<PlanRequest> = {}): PlanRequest => ({
  graph: v4,
  shapes: inferShapes(v4, 299),
  targets,
  kept: () => false,
  ...root,
  ...more,
});

const nodesIn = (made: Plan): readonly string[] => made.steps.flatMap(({ covers }) => covers);
const small = (body: Network['entries'][number]['body'], size = 16) => {
  const { graph } = readNetwork(network({ a: body }));
  return { graph, shapes: inferShapes(graph, size) };
};

describe('a plan', () => {
  it('makes one step of a unit, and only what the target needs', () => {
    const made = plan(request(['features.1@relu']));
    expect(made.steps.map(({ covers }) => covers)).toEqual([
      ['input'],
      ['features.0@conv', 'features.0@bn', 'features.0@relu'],
      ['features.1@conv', 'features.1@bn', 'features.1@relu'],
    ]);
    expect(made.steps.at(-1)?.task).toMatchObject({ type: 'conv', relu: true, norm: { statistics: { mean: {} } } });
    expect(made.reused).toBe(0);
  });

  it('covers the whole network once: 149 convolutions, each with its batch norm and ReLU', () => {
    const made = plan(request(['softmax']));
    expect(made.steps.filter(({ task }) => task.type === 'conv' && task.norm && task.relu)).toHaveLength(149);
    const covered = nodesIn(made);
    expect(new Set(covered).size).toBe(covered.length);
    // All but the dropout, which is its input.
    expect(covered).toHaveLength(v4.nodes.length - 1);
  });

  it('leaves apart only the group whose inner tensor is asked for', () => {
    const made = plan(request(['features.1@relu', 'features.0@conv']));
    expect(made.steps.map(({ covers }) => covers)).toEqual([
      ['input'],
      ['features.0@conv'],
      ['features.0@bn', 'features.0@relu'],
      ['features.1@conv', 'features.1@bn', 'features.1@relu'],
    ]);
    const normed = plan(request(['features.1@relu', 'features.0@bn']));
    expect(normed.steps.map(({ covers }) => covers)).toEqual([
      ['input'],
      ['features.0@conv', 'features.0@bn'],
      ['features.0@relu'],
      ['features.1@conv', 'features.1@bn', 'features.1@relu'],
    ]);
  });

  it('leaves batch norm and ReLU apart where they are switched off', () => {
    const coversOf = (rewrites: Rewrites) =>
      plan(request(['features.0@relu'], { rewrites })).steps.map(({ covers }) => covers.map((id) => id.split('@')[1]));
    expect(coversOf({ norms: false })).toEqual([[undefined], ['conv'], ['bn', 'relu']]);
    expect(coversOf({ relus: false })).toEqual([[undefined], ['conv', 'bn'], ['relu']]);
    expect(coversOf({ norms: false, relus: false })).toEqual([[undefined], ['conv'], ['bn'], ['relu']]);
  });

  it('is the same on a ground that is remembered', () => {
    const grounds = new Grounds(v4);
    const ground = grounds.of(299, 299, root);
    expect(grounds.of(299, 299, root)).toBe(ground);
    for (const target of ['features.6', 'softmax']) {
      const kept = (key: string) => key === ground.reach('features.5');
      const wanted = request([target], { kept });
      for (let time = 0; time < 2; time++) expect(plan(wanted, ground)).toEqual(plan(wanted));
    }
    const others = [
      grounds.of(139, 299, root),
      grounds.of(299, 299, { ...root, picture: 'q' }),
      grounds.of(299, 299, { ...root, weights: 'file' }),
      grounds.of(299, 299, { ...root, calibrated: true }),
    ];
    const keys = [ground, ...others].map((each) => each.reach('softmax'));
    expect(new Set(keys).size).toBe(keys.length);
    for (let picture = 0; picture < 10; picture++) grounds.of(75, 75, { ...root, picture: `${picture}` });
    expect(grounds.of(299, 299, root)).not.toBe(ground);
  });

  it('needs the keys of what comes before a node only', () => {
    const ground = new Grounds(v4).of(299, 299, root);
    plan(request(['features.1@relu']), ground);
    expect(ground.keys.has('features.1@relu')).toBe(true);
    expect(ground.keys.has('features.2@conv')).toBe(false);
    expect(ground.reach('features.99')).toBeUndefined();
    expect(ground.keys).toEqual(structuralHashes(v4, inferShapes(v4, 299), root));
  });

  it('starts from what is kept', () => {
    const first = plan(request(['features.5']));
    const kept = new Set(first.steps.map(({ key }) => key));
    const next = plan(request(['features.6'], { kept: (key) => kept.has(key) }));
    expect(nodesIn(next).every((id) => id.startsWith('features.6'))).toBe(true);
    expect(next.reads).toEqual([first.targets.get('features.5')]);
    // The upload of the picture is no layer.
    expect(next.reused).toBe(first.steps.length - 1);
    expect(first.layers).toBe(first.steps.length - 1);
    const again = plan(request(['features.5'], { kept: (key) => kept.has(key) }));
    expect(again.steps).toEqual([]);
    expect(again.reads).toEqual([first.targets.get('features.5')]);
  });

  it('reads a kept pre-activation instead of computing it again', () => {
    const first = plan(request(['features.0@conv']));
    const kept = new Set(first.steps.map(({ key }) => key));
    const next = plan(request(['features.0@relu'], { kept: (key) => kept.has(key) }));
    expect(next.steps.map(({ covers }) => covers)).toEqual([['features.0@bn', 'features.0@relu']]);
  });

  it('measures statistics only where they are calibrated and there are places enough', () => {
    const made = plan(request(['features.21'], { calibrated: true, shapes: inferShapes(v4, 75) }));
    const measured = made.steps.filter(({ task }) => task.type === 'conv' && task.norm?.statistics === null);
    const given = made.steps.filter(({ task }) => task.type === 'conv' && task.norm?.statistics);
    expect(measured.length).toBeGreaterThan(0);
    expect(measured.every(({ shape }) => (shape[0] ?? 0) * (shape[1] ?? 0) >= 9)).toBe(true);
    expect(given.length).toBeGreaterThan(0);
    expect(given.every(({ shape }) => (shape[0] ?? 0) * (shape[1] ?? 0) < 9)).toBe(true);
  });

  it('releases every tensor once, after its last reader, and no target', () => {
    for (const targets of [['softmax'], ['features.6', 'features.6.branch1.0@conv', 'features.3']]) {
      const made = plan(request(targets));
      const wanted = new Set(made.targets.values());
      const released = new Map<string, number>();
      made.steps.forEach((step, index) => {
        for (const key of step.release) {
          expect(released.has(key)).toBe(false);
          released.set(key, index);
        }
      });
      for (const [index, step] of made.steps.entries()) {
        for (const key of step.inputs) expect(released.get(key) ?? made.steps.length).toBeGreaterThanOrEqual(index);
        expect(released.has(step.key)).toBe(!wanted.has(step.key));
      }
    }
  });

  it('makes every tensor before it is read, whatever is asked for and kept', () => {
    const ids = v4.nodes.map(({ id }) => id);
    const keys = structuralHashes(v4, inferShapes(v4, 299), root);
    const some = fc.uniqueArray(fc.constantFrom(...ids), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(some, some, (targets, keptIds) => {
        const kept = new Set(keptIds.map((id) => keys.get(id) ?? ''));
        const made = plan(request(targets, { kept: (key) => kept.has(key) }));
        const there = new Set(made.reads);
        for (const key of made.reads) expect(kept.has(key)).toBe(true);
        for (const step of made.steps) {
          for (const key of step.inputs) expect(there.has(key)).toBe(true);
          expect(kept.has(step.key)).toBe(false);
          there.add(step.key);
          for (const key of step.release) expect(there.delete(key)).toBe(true);
        }
        for (const key of made.targets.values()) expect(there.has(key)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it('computes twins once', () => {
    const twins = concat(avgPool(3), avgPool(3));
    const { graph, shapes } = small(twins);
    const made = plan({ graph, shapes, targets: ['a'], kept: () => false, ...root });
    expect(made.steps).toHaveLength(3);
    expect(made.steps.at(-1)?.inputs).toEqual([made.steps[1]?.key, made.steps[1]?.key]);
  });

  it('refuses a node that is not there', () => {
    expect(() => plan(request(['features.99']))).toThrow(expect.objectContaining({ code: 'runtime/unknown-node' }));
  });
});

describe('a plan with concats written in parts and pools behind convolutions', () => {
  const rewrites = { joins: true, poolsBehind: true, residuals: true };
  const pooled = (made: Plan) => made.steps.filter(({ task }) => task.type === 'conv' && task.pool);
  const joins = (made: Plan) => made.steps.filter(({ task }) => task.type === 'join');

  it('covers the whole network once: every concat is joined, and the pool of each Inception block goes behind', () => {
    const made = plan(request(['softmax'], { rewrites }));
    const covered = nodesIn(made);
    expect(new Set(covered).size).toBe(covered.length);
    expect(covered).toHaveLength(v4.nodes.length - 1);
    const concats = v4.nodes.filter(({ op }) => op.type === 'concat');
    // In Inception-C two concats lie in the one of the block: they are one.
    expect(joins(made)).toHaveLength(concats.length - 2 * 3);
    expect(joins(made).flatMap(({ covers }) => covers)).toHaveLength(concats.length);
    expect(pooled(made)).toHaveLength(4 + 7 + 3);
  });

  it('gives every part of a concat its own channels, all of them', () => {
    const made = plan(request(['softmax'], { rewrites }));
    const sizes = new Map(made.steps.map(({ key, shape }) => [key, shape.at(-1) ?? 0]));
    for (const join of joins(made)) {
      if (join.task.type !== 'join') continue;
      const written = made.steps.flatMap(({ key, into }) =>
        into?.key === join.key ? [[into.offset, key] as const] : [],
      );
      const copied = join.task.offsets.map((offset, i) => [offset, join.inputs[i] ?? ''] as const);
      expect(written.length).toBeGreaterThan(0);
      let end = 0;
      for (const [offset, key] of [...written, ...copied].sort(([a], [b]) => a - b)) {
        expect(offset).toBe(end);
        end += sizes.get(key) ?? 0;
      }
      expect(end).toBe(join.shape.at(-1));
    }
  });

  it('leaves a part and a pool that are asked for as they are, and only those', () => {
    const pool = v4.nodes.find(({ id, op }) => id.startsWith('features.6.') && op.type === 'avgPool')?.id ?? '';
    const part = 'features.6.branch0@relu';
    const made = plan(request(['features.6', part, pool], { rewrites }));
    const stepOf = (node: string) => made.steps.find((step) => step.node === node);
    expect(stepOf(part)?.into).toBeNull();
    expect(stepOf('features.6')).toMatchObject({ task: { type: 'join', offsets: [0] }, inputs: [stepOf(part)?.key] });
    expect(stepOf(pool)?.task).toMatchObject({ type: 'plain' });
    expect(pooled(made)).toHaveLength(0);
    expect(made.steps.filter(({ into }) => into?.key === stepOf('features.6')?.key)).toHaveLength(3);
  });

  it('makes every tensor before it is read, and lets go what it made', () => {
    const ids = v4.nodes.map(({ id }) => id);
    const keys = structuralHashes(v4, inferShapes(v4, 299), root);
    const some = fc.uniqueArray(fc.constantFrom(...ids), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(some, some, (targets, keptIds) => {
        const kept = new Set(keptIds.map((id) => keys.get(id) ?? ''));
        const made = plan(request(targets, { rewrites, kept: (key) => kept.has(key) }));
        const there = new Set(made.reads);
        const begun = new Set<string>();
        for (const step of made.steps) {
          for (const key of step.inputs) expect(there.has(key)).toBe(true);
          if (step.task.type === 'join') expect(begun.delete(step.key)).toBe(true);
          if (step.into) begun.add(step.into.key);
          else there.add(step.key);
          for (const key of step.release) expect(there.delete(key)).toBe(true);
        }
        expect(begun.size).toBe(0);
        expect([...there].sort()).toEqual([...new Set(made.targets.values())].sort());
      }),
      { numRuns: 50 },
    );
  });

  it('takes scale, shortcut and ReLU of a residual block into its linear convolution, but for what is asked for', () => {
    const body = chain(
      conv(6, 1),
      residual(conv(4, 3), { scale: 0.17 }),
      residual(conv(4, 3), { scale: 1, relu: false }),
    );
    const { graph, shapes } = small(body);
    const ids = graph.nodes.map(({ id }) => id);
    const taskOf = (targets: readonly string[]) => {
      const made = plan({ graph, shapes, targets, kept: () => false, rewrites: { residuals: true }, ...root });
      return made.steps.map(({ task, inputs }) => [task.type, inputs.length, 'adds' in task && task.adds]);
    };
    const unit = ['conv', 1, false];
    const last = ids.at(-1) ?? '';
    expect(taskOf([last])).toEqual([['plain', 0, false], unit, unit, ['conv', 2, true], unit, ['conv', 2, true]]);
    const scaled = ids.find((id) => id.endsWith('@scaled')) ?? '';
    expect(taskOf([last, scaled]).slice(3)).toEqual([
      unit,
      ['plain', 2, false],
      ['plain', 1, false],
      unit,
      ['conv', 2, true],
    ]);
  });

  it('pools before a convolution with more channels, a window or a stride, and where the pool makes the map smaller', () => {
    const poolsOf = (body: Parameters<typeof small>[0]) => {
      const { graph, shapes } = small(body);
      return pooled(
        plan({ graph, shapes, targets: [graph.nodes.at(-1)?.id ?? ''], kept: () => false, rewrites, ...root }),
      ).length;
    };
    expect(poolsOf(chain(conv(8, 1), avgPool(3), conv(4, 1)))).toBe(1);
    expect(poolsOf(chain(conv(8, 1), avgPool(3, { countPadding: true }), conv(4, 1)))).toBe(1);
    expect(poolsOf(chain(conv(8, 1), avgPool(3), conv(8, 1)))).toBe(0);
    expect(poolsOf(chain(conv(8, 1), avgPool(3), conv(4, 3)))).toBe(0);
    expect(poolsOf(chain(conv(8, 1), avgPool(3), conv(4, 1, { stride: 2 })))).toBe(0);
    expect(poolsOf(chain(conv(8, 1), avgPool(3, { stride: 2 }), conv(4, 1)))).toBe(0);
    expect(poolsOf(chain(conv(8, 1), avgPool(3, { padding: 'valid' }), conv(4, 1)))).toBe(0);
    expect(poolsOf(chain(conv(8, 1), concat(avgPool(3), chain(avgPool(3), conv(4, 1)))))).toBe(0);
  });
});

describe('the key of a tensor', () => {
  const keyOf = (body: Parameters<typeof small>[0], more: Partial<typeof root> = {}, size = 16): string => {
    const { graph, shapes } = small(body, size);
    return structuralHashes(graph, shapes, { ...root, ...more }).get(graph.nodes.at(-1)?.id ?? '') ?? '';
  };

  it('is different for every tensor of Inception-v4 but the dropout, which is its input', () => {
    const keys = structuralHashes(v4, inferShapes(v4, 299), root);
    expect(new Set(keys.values()).size).toBe(v4.nodes.length - 1);
    expect(keys.get('head_drop')).toBe(keys.get('global_pool'));
  });

  it('depends on attributes, weights, picture, size and calibration, and on nothing else', () => {
    const base = keyOf(conv(4, 3));
    expect(keyOf(conv(4, 3))).toBe(base);
    const others = [
      keyOf(conv(4, 3, { epsilon: 1e-5 })),
      keyOf(conv(4, 3, { padding: 'valid' })),
      keyOf(conv(4, 3, { stride: 2 })),
      keyOf(conv(4, [1, 3])),
      keyOf(conv(5, 3)),
      keyOf(conv(4, 3), { picture: 'q' }),
      keyOf(conv(4, 3), { weights: 'file 1' }),
      keyOf(conv(4, 3), { calibrated: true }),
      keyOf(conv(4, 3), {}, 17),
    ];
    expect(new Set([base, ...others]).size).toBe(others.length + 1);
    expect(keyOf(avgPool(3), { weights: 'file 1' })).toBe(keyOf(avgPool(3)));
    expect(keyOf(avgPool(3, { countPadding: true }))).not.toBe(keyOf(avgPool(3)));
  });

  it('lets a longer network share what it has in common with a shorter one', () => {
    const short = small(chain(conv(4, 3), conv(4, 3)));
    const long = small(chain(conv(4, 3), conv(4, 3), residual(conv(2, 1), { scale: 0.17 })));
    const shorter = structuralHashes(short.graph, short.shapes, root);
    const longer = structuralHashes(long.graph, long.shapes, root);
    for (const [id, key] of shorter) expect(longer.get(id)).toBe(key);
  });
});
