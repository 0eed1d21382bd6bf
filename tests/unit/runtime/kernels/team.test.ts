import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { afterAll, describe, expect, it } from 'vitest';
import { blocksOf, type ConvJob, cut, runBlock, scratchBytes } from '@/lib/runtime/kernels/conv-job';
import { instantiateKernels, kernelModule } from '@/lib/runtime/kernels/kernel-module';
import { packWeights } from '@/lib/runtime/kernels/packed-weights';
import { Lead, TEAM_BYTES } from '@/lib/runtime/kernels/team';

const THREADS = 3;
const [SIZE, CHANNELS, FILTERS] = [20, 8, 16];

const memory = new WebAssembly.Memory({ initial: 64, maximum: 64, shared: true });
const module = new WebAssembly.Module(kernelModule(true, false));
const thread = { functions: instantiateKernels(module, memory), memory };
const floats = new Float32Array(memory.buffer);

const [input, weights, output, scratch] = [1 << 16, 1 << 18, 1 << 20, 1 << 21];
const [outputFloats, perJob] = [SIZE * SIZE * FILTERS, 4 * SIZE * SIZE * FILTERS];

const helper = new URL('./team-helper.ts', import.meta.url);

/** A helper, from when it is there; it reads TypeScript as the command line does. */
async function start(team: SharedArrayBuffer, index: number): Promise<Worker> {
  const script = `import('tsx/esm/api').then(({ register }) => (register(), import(${JSON.stringify(helper.href)})))`;
  const worker = new Worker(script, { eval: true, workerData: { module, memory, team, index } });
  await once(worker, 'message');
  return worker;
}

function jobOf(window: 1 | 3, which: number): ConvJob {
  const values = Float32Array.from({ length: FILTERS * CHANNELS * window * window }, (_, i) => Math.sin(i + which));
  const packed = packWeights(
    { weights: values, shape: [FILTERS, CHANNELS, window, window], factors: null, bias: null },
    window === 3 ? { type: 'winograd', outputs: [4, 4] } : { type: 'direct' },
  );
  floats.set(packed, weights / 4);
  return cut(
    {
      input,
      height: SIZE,
      width: SIZE,
      channels: CHANNELS,
      inputStep: CHANNELS,
      kernelHeight: window,
      kernelWidth: window,
      strideHeight: 1,
      strideWidth: 1,
      top: (window - 1) / 2,
      left: (window - 1) / 2,
      output,
      outputHeight: SIZE,
      outputWidth: SIZE,
      outputStep: FILTERS,
      filters: FILTERS,
      weights,
      onto: 0,
      relu: 0,
      tileHeight: window === 3 ? 4 : 0,
      tileWidth: window === 3 ? 4 : 0,
    },
    4 * THREADS,
  );
}

const resultOf = (run: () => void): Float32Array => {
  floats.fill(Number.NaN, output / 4, (output + perJob) / 4);
  run();
  return floats.slice(output / 4, output / 4 + outputFloats);
};

describe('a team of threads', () => {
  const workers: Worker[] = [];
  afterAll(() => Promise.all(workers.map((worker) => worker.terminate())));

  it('computes every block of every job once, whoever is awake', { timeout: 120_000 }, async () => {
    const team = new SharedArrayBuffer(TEAM_BYTES);
    let [own, all] = [0, 0];
    let woken = 0;
    const wake = (): void => {
      woken++;
      for (const worker of workers) worker.postMessage('wake');
    };
    const counting = (...parameters: readonly number[]): void => {
      own++;
      thread.functions.multiply(...parameters);
    };
    const lead = new Lead(team, { ...thread, functions: { ...thread.functions, multiply: counting } }, wake);
    floats.set(
      Float32Array.from({ length: SIZE * SIZE * CHANNELS }, (_, i) => Math.cos(0.3 * i)),
      input / 4,
    );
    for (let index = 1; index < THREADS; index++) workers.push(await start(team, index));
    // More jobs than the ring remembers.
    for (let round = 0; round < 300; round++) {
      // Long enough for the helpers to go to rest: the next job wakes them.
      if (round === 150) await new Promise((resolve) => setTimeout(resolve, 1000));
      const job = jobOf(round % 3 === 0 ? 3 : 1, round);
      const blocks = blocksOf(job);
      expect(blocks).toBeGreaterThan(2);
      all += round % 3 === 0 ? 0 : blocks;
      const before = own;
      const together = resultOf(() => lead.run(job, blocks, scratch, scratchBytes(job)));
      if (round % 3 === 0) own = before;
      const alone = resultOf(() => {
        for (let block = 0; block < blocks; block++) runBlock(thread, job, block, scratch);
      });
      expect(together).toEqual(alone);
    }
    expect(own).toBeLessThan(all);
    expect(woken).toBeGreaterThan(0);
  });

  it('says so when a block fails', () => {
    const broken = {
      ...thread,
      functions: {
        ...thread.functions,
        multiply: () => {
          throw new Error('planted');
        },
      },
    };
    const lead = new Lead(new SharedArrayBuffer(TEAM_BYTES), broken, () => {});
    const job = jobOf(1, 0);
    expect(() => lead.run(job, blocksOf(job), scratch, scratchBytes(job))).toThrow('planted');
  });
});
