import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { AtlasError } from '@/lib/error';
import {
  avgPool,
  chain,
  concat,
  conv,
  globalAvgPool,
  linear,
  maxPool,
  network,
  residual,
  softmax,
} from '@/lib/graph/combinators';
import type { Network, Pair } from '@/lib/graph/expression';
import { readNetwork } from '@/lib/graph/model';
import { inferShapes, type Shape } from '@/lib/graph/shapes';
import { Engine, type RunOptions } from '@/lib/runtime/engine/engine';
import { openBackend } from '@/lib/runtime/engine/open-backend';
import { plan, type Rewrites } from '@/lib/runtime/plan/plan';
import { chwToHwc } from '@/lib/weights/layout';
import { seededInput } from '@/lib/weights/recipe';
import { seededWeights } from '@/lib/weights/weight-source';
import { computeNaively } from '../naive';
import { randomNetwork } from '../random-network';

// Whole networks on a machine that may be busy: seconds, but not certainly.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const pictureOf = (size: number) => ({
  height: size,
  width: size,
  channels: 3,
  pixels: chwToHwc(seededInput(size), size, size, 3),
});

const prepare = (written: Network, size: number) => {
  const { graph } = readNetwork(written);
  return { graph, shapes: inferShapes(graph, size), size };
};
type Prepared = ReturnType<typeof prepare>;

const planOf = (
  engine: Engine,
  { graph, shapes, size }: Prepared,
  targets: readonly string[],
  calibrated = false,
  without: Rewrites = {},
) =>
  plan({
    graph,
    shapes,
    targets,
    calibrated,
    picture: `p${size}`,
    weights: 'seeded',
    kept: (key) => engine.has(key),
    rewrites: { ...engine.rewrites, ...without },
  });

async function compute(
  engine: Engine,
  prepared: Prepared,
  targets: readonly string[],
  options: Partial<RunOptions> & { calibrated?: boolean; without?: Rewrites } = {},
): Promise<ReadonlyMap<string, Float32Array>> {
  const made = planOf(engine, prepared, targets, options.calibrated, options.without);
  const { release } = await engine.run(made, {
    picture: pictureOf(prepared.size),
    weights: seededWeights,
    ...options,
  });
  const values = new Map<string, Float32Array>();
  for (const [node, key] of made.targets) values.set(node, await engine.read(key, node));
  release();
  return values;
}

const countOf = (shape: Shape): number => shape.reduce((product, extent) => product * extent, 1);

/** The largest difference, beside the largest value. */
function distance(found: ArrayLike<number>, wanted: ArrayLike<number>): number {
  let [worst, largest] = [0, 1];
  for (let i = 0; i < wanted.length; i++) {
    const difference = Math.abs((found[i] ?? Number.NaN) - (wanted[i] ?? Number.NaN));
    worst = Number.isNaN(difference) ? Number.POSITIVE_INFINITY : Math.max(worst, difference);
    largest = Math.max(largest, Math.abs(wanted[i] ?? 0));
  }
  return worst / largest;
}

/** Some rewrites left out; no backend has to offer what it has no kernels for. */
const withoutSome = fc
  .subarray(['norms', 'relus', 'poolsBehind', 'residuals', 'joins'] as const)
  .map((names): Rewrites => Object.fromEntries(names.map((name) => [name, false])));

describe.each(['wasm', 'cpu'] as const)('the engine on %s', (name) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = new Engine(await openBackend(name));
  });
  afterAll(() => engine.close());

  it('computes every tensor of any network as its definition says, in the shape that is inferred', async () => {
    await fc.assert(
      fc.asyncProperty(randomNetwork, fc.integer({ min: 7, max: 12 }), withoutSome, async (written, size, without) => {
        let prepared: Prepared;
        try {
          prepared = prepare(written, size);
        } catch (error) {
          fc.pre(!(error instanceof AtlasError));
          throw error;
        }
        const ids = prepared.graph.nodes.map(({ id }) => id);
        const found = await compute(engine, prepared, ids);
        const wanted = computeNaively(prepared.graph, prepared.shapes, pictureOf(size).pixels);
        for (const id of ids) {
          const values = found.get(id) ?? [];
          expect(values.length, id).toBe(countOf(prepared.shapes.get(id) ?? []));
          expect(distance(values, wanted.get(id) ?? []), id).toBeLessThan(2e-5);
        }
        // The same with everything merged that can be.
        engine.clear();
        const last = ids.at(-1) ?? '';
        const merged = await compute(engine, prepared, [last]);
        expect(distance(merged.get(last) ?? [], wanted.get(last) ?? []), last).toBeLessThan(2e-5);
        // And with some of it left apart.
        engine.clear();
        const apart = await compute(engine, prepared, [last], { without });
        expect(distance(apart.get(last) ?? [], wanted.get(last) ?? []), JSON.stringify(without)).toBeLessThan(2e-5);
        engine.clear();
        expect(engine.memory()).toMatchObject({ tensors: 0, accounted: 0, activationBytes: 0, weightBytes: 0 });
      }),
      { numRuns: name === 'wasm' ? 60 : 20 },
    );
  });

  it('computes pools behind convolutions, and concats in concats, as they are written', async () => {
    const branch = (countPadding: boolean) => chain(avgPool(3, { countPadding }), conv(4, 1));
    const written = network({
      features: chain(
        conv(16, 3),
        concat(
          branch(true),
          branch(false),
          conv(3, 1),
          avgPool(3),
          chain(conv(8, 1), concat(conv(5, [1, 3]), conv(8, 3))),
        ),
        concat(chain(avgPool(3), conv(6, 1)), maxPool(3, { padding: 'same', stride: 1 })),
        conv(4, 3),
      ),
    });
    const prepared = prepare(written, 11);
    const ids = prepared.graph.nodes.map(({ id }) => id);
    const wanted = computeNaively(prepared.graph, prepared.shapes, pictureOf(11).pixels);
    for (const targets of [...ids.map((id) => [id]), ['features.1', 'features.2'], ids]) {
      engine.clear();
      const found = await compute(engine, prepared, targets);
      for (const id of targets) expect(distance(found.get(id) ?? [], wanted.get(id) ?? []), id).toBeLessThan(2e-5);
    }
    const { tensors, accounted } = engine.memory();
    expect(tensors).toBe(accounted);
  });

  it('computes pools in ceil mode as they are written', async () => {
    const after = { top: 0, bottom: 1, left: 0, right: 1 };
    const written = network({
      features: chain(
        conv(8, 3),
        maxPool(3, { stride: 2, ceil: true }),
        concat(
          chain(maxPool(2, { stride: 2, ceil: true }), conv(4, 1)),
          chain(avgPool(2, { stride: 2, padding: after }), conv(4, 1)),
          chain(avgPool(2, { stride: 2, padding: after, countPadding: true }), conv(4, 1)),
        ),
      ),
    });
    for (const size of [11, 12, 13]) {
      const prepared = prepare(written, size);
      const ids = prepared.graph.nodes.map(({ id }) => id);
      const wanted = computeNaively(prepared.graph, prepared.shapes, pictureOf(size).pixels);
      for (const targets of [...ids.map((id) => [id]), ids]) {
        engine.clear();
        const found = await compute(engine, prepared, targets);
        for (const id of targets) expect(distance(found.get(id) ?? [], wanted.get(id) ?? []), id).toBeLessThan(2e-5);
      }
    }
  });

  it('computes residual blocks in one convolution as they are written', async () => {
    const written = network({
      features: chain(
        conv(16, 3),
        residual(conv(4, 3), { scale: 0.2 }),
        residual(concat(conv(3, 1), conv(2, 3)), { scale: 1, relu: false }),
        conv(6, 1),
        // Six channels are no whole panel.
        residual(conv(4, 1), { scale: -0.5 }),
      ),
    });
    const prepared = prepare(written, 11);
    const ids = prepared.graph.nodes.map(({ id }) => id);
    const wanted = computeNaively(prepared.graph, prepared.shapes, pictureOf(11).pixels);
    for (const targets of [...ids.map((id) => [id]), ids]) {
      engine.clear();
      const found = await compute(engine, prepared, targets);
      for (const id of targets) expect(distance(found.get(id) ?? [], wanted.get(id) ?? []), id).toBeLessThan(2e-5);
    }
    const { tensors, accounted } = engine.memory();
    expect(tensors).toBe(accounted);
  });

  it('does not take the weights of one network for those of another with the same keys and other shapes', async () => {
    // As the variants of Inception-ResNet-v2 and Inception-v4: other widths, other windows, the same names.
    const written = (filters: number, kernel: Pair, units: number) =>
      network({ body: chain(conv(filters, kernel), conv(4, 1), globalAvgPool()), last_linear: linear(units) });
    const networks = [written(3, [1, 3], 5), written(3, [3, 1], 5), written(6, [3, 1], 5), written(6, [3, 1], 7)];
    for (const calibrated of [false, true]) {
      const round = async (before: () => void) => {
        const found: number[][] = [];
        for (const one of networks) {
          before();
          const prepared = prepare(one, 7);
          const nodes = prepared.graph.nodes.slice(1).map(({ id }) => id);
          const values = await compute(engine, prepared, nodes, { calibrated });
          found.push(nodes.flatMap((node) => Array.from(values.get(node) ?? [])));
        }
        return found;
      };
      const alone = await round(() => engine.clear());
      engine.clear();
      expect(await round(() => {})).toEqual(alone);
    }
  });

  it('computes a head', async () => {
    const written = network({ features: conv(6, 3), pool: globalAvgPool(), fc: linear(5), probabilities: softmax() });
    const prepared = prepare(written, 9);
    const ids = prepared.graph.nodes.map(({ id }) => id);
    const found = await compute(engine, prepared, ids);
    const wanted = computeNaively(prepared.graph, prepared.shapes, pictureOf(9).pixels);
    for (const id of ids) expect(distance(found.get(id) ?? [], wanted.get(id) ?? []), id).toBeLessThan(1e-5);
  });

  it('calibrates each batch norm on what comes before it: every channel has its β as mean and γ as deviation', async () => {
    const written = network({ features: chain(conv(8, 3), conv(8, 3, { stride: 2 })) });
    const prepared = prepare(written, 33);
    const found = await compute(engine, prepared, ['features.0@bn', 'features.1@bn', 'features.1@relu'], {
      calibrated: true,
    });
    const { tensor } = seededWeights;
    for (const unit of ['features.0', 'features.1']) {
      const values = found.get(`${unit}@bn`) ?? new Float32Array(0);
      const gamma = await tensor({ key: `${unit}.bn.weight`, shape: [8], dtype: 'F32', role: 'gamma' });
      const beta = await tensor({ key: `${unit}.bn.bias`, shape: [8], dtype: 'F32', role: 'beta' });
      for (let c = 0; c < 8; c++) {
        const channel = values.filter((_, i) => i % 8 === c);
        const mean = channel.reduce((total, value) => total + value, 0) / channel.length;
        const variance = channel.reduce((total, value) => total + (value - mean) ** 2, 0) / channel.length;
        expect(mean).toBeCloseTo(beta[c] ?? 0, 4);
        // The deviation is γ but for ε, which weighs little beside any variance that is not 0.
        expect(Math.sqrt(variance) / (gamma[c] ?? 1)).toBeGreaterThan(0.95);
        expect(Math.sqrt(variance) / (gamma[c] ?? 1)).toBeLessThanOrEqual(1.0001);
      }
    }
    const merged = new Engine(engine.backend);
    const alone = await compute(merged, prepared, ['features.1@relu'], { calibrated: true });
    expect(distance(alone.get('features.1@relu') ?? [], found.get('features.1@relu') ?? [1])).toBeLessThan(1e-5);
    merged.clear();
  });
});

describe('the engine', () => {
  const written = network({ features: chain(...Array.from({ length: 6 }, () => conv(4, 3))) });
  const prepared = prepare(written, 16);
  const unitNodes = Array.from({ length: 6 }, (_, i) => `features.${i}@relu`);
  let engine: Engine;
  /** A map is 16·16·4 floats: room for three, and for the weights of two units. */
  const budgets = { activationBytes: 3 * 4096, weightBytes: 1400 };
  beforeAll(async () => {
    engine = new Engine(await openBackend('wasm'), budgets);
  });
  afterAll(() => engine.close());

  it('stops at the next step when told to, keeps what is finished, and goes on from there', async () => {
    const wide = new Engine(engine.backend);
    const controller = new AbortController();
    const stopped = compute(wide, prepared, ['features.5@relu'], {
      signal: controller.signal,
      onStep: (index) => {
        if (index === 3) controller.abort();
      },
    });
    await expect(stopped).rejects.toMatchObject({ name: 'AbortError' });
    const rest = planOf(wide, prepared, ['features.5@relu']);
    expect(rest.reused).toBe(3);
    expect(rest.steps[0]?.covers.at(-1)).toBe('features.3@relu');
    await compute(wide, prepared, ['features.5@relu']);
    expect(wide.memory().tensors).toBe(wide.memory().accounted);
    wide.clear();
  });

  it('keeps the finished parts of a concat when it is stopped before the others are there', async () => {
    const wide = new Engine(engine.backend);
    const joined = prepare(network({ features: chain(conv(4, 3), concat(conv(4, 1), conv(4, 3), conv(5, 1))) }), 9);
    const { steps } = planOf(wide, joined, ['features.1']);
    expect(steps.filter(({ into }) => into)).toHaveLength(3);
    const controller = new AbortController();
    const stopped = compute(wide, joined, ['features.1'], {
      signal: controller.signal,
      onStep: (index) => {
        if (index === 3) controller.abort();
      },
    });
    await expect(stopped).rejects.toMatchObject({ name: 'AbortError' });
    expect(wide.memory().tensors).toBe(wide.memory().accounted);
    const rest = planOf(wide, joined, ['features.1']);
    expect(rest.reused).toBe(3);
    const values = (await compute(wide, joined, ['features.1'])).get('features.1') ?? [];
    const wanted = computeNaively(joined.graph, joined.shapes, pictureOf(9).pixels).get('features.1') ?? [];
    expect(distance(values, wanted)).toBeLessThan(2e-5);
    wide.clear();
    expect(wide.memory().tensors).toBe(wide.memory().accounted);
  });

  it('leaves no tensor behind after any sequence of requests, cancelled or failing ones too, and keeps its budgets', async () => {
    const request = fc.record({
      targets: fc.uniqueArray(fc.constantFrom(...unitNodes, 'features.2@conv', 'features.4@bn'), {
        minLength: 1,
        maxLength: 2,
      }),
      calibrated: fc.boolean(),
      abortAt: fc.option(fc.nat(5)),
      failAt: fc.option(fc.nat(5)),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(request, { minLength: 1, maxLength: 6 }), async (requests) => {
        for (const { targets, calibrated, abortAt, failAt } of requests) {
          const controller = new AbortController();
          let loaded = 0;
          const weights = {
            ...seededWeights,
            tensor: (spec: Parameters<typeof seededWeights.tensor>[0]) => {
              if (failAt !== null && loaded++ >= failAt) return Promise.reject(new Error('planted'));
              return seededWeights.tensor(spec);
            },
          };
          await compute(engine, prepared, targets, {
            calibrated,
            weights,
            signal: controller.signal,
            onStep: (index) => {
              if (index === abortAt) controller.abort();
            },
          }).catch((error) => {
            const planted = error instanceof AtlasError && error.data.reason === 'planted';
            if (!planted && error.name !== 'AbortError') throw error;
          });
          const memory = engine.memory();
          expect(memory.tensors).toBe(memory.accounted);
          expect(memory.activationBytes).toBeLessThanOrEqual(budgets.activationBytes);
          expect(memory.weightBytes).toBeLessThanOrEqual(budgets.weightBytes);
        }
      }),
      { numRuns: 30 },
    );
    engine.clear();
    expect(engine.memory()).toMatchObject({ tensors: 0, accounted: 0 });
  });
});
