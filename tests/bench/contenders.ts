import { cpus } from 'node:os';
import type { Page } from 'playwright';
import type { KernelChoices } from '@/lib/runtime/protocol';
import type { OurOptions } from './page/main';

/** One engine as it is measured: which, on what, with how many threads. */
export interface Contender {
  readonly name: string;
  readonly engine: 'ours' | 'layers' | 'onnx';
  readonly threads: number;
  /** Of ours only. */
  readonly options?: OurOptions;
}

export interface Added extends Contender {
  /** What it says of itself: version, backend, threads. */
  readonly description: string;
  /** Which of our kernels serve its graphics adapter; null where that is no question. */
  readonly choices: KernelChoices | null;
}

export const CORES = cpus().length;

/** All engines with one thread, and with as many as there are cores. */
export const contenders: readonly Contender[] = [
  { name: 'ours, 1 thread', engine: 'ours', threads: 1, options: { threads: 1 } },
  { name: 'tfjs layers, 1 thread', engine: 'layers', threads: 1 },
  { name: 'onnxruntime-web, 1 thread', engine: 'onnx', threads: 1 },
  ...(CORES > 1
    ? ([
        { name: 'ours, as it comes', engine: 'ours', threads: CORES },
        { name: `tfjs layers, ${CORES} threads (its cap lifted)`, engine: 'layers', threads: CORES },
        { name: `onnxruntime-web, ${CORES} threads`, engine: 'onnx', threads: CORES },
      ] as const)
    : []),
];

/** Brings an engine to the page, its weights loaded, and computes once or twice until nothing is new to it. */
export async function addContender(
  page: Page,
  contender: Contender,
  setting: {
    readonly network: string;
    readonly size: number;
    readonly backend: 'wasm' | 'webgpu';
    readonly node: string;
  },
  warmUps = 2,
): Promise<Added> {
  const { name, engine, threads, options = {} } = contender;
  const { network, size, backend, node } = setting;
  let description: string;
  let choices: KernelChoices | null = null;
  if (engine === 'ours') {
    const report = await page.evaluate(([id, choice, net, open]) => window.bench.addOurs(id, choice, net, open), [
      name,
      backend,
      network,
      options,
    ] as const);
    const adapter = report.adapter
      ? `, ${report.adapter.vendor} ${report.adapter.architecture}${report.adapter.software ? ' (software)' : ''}`
      : '';
    choices = report.choices;
    description = `${report.backend}, ${report.threads} ${report.threads === 1 ? 'thread' : 'threads'}${adapter}${choices ? ', kernels of our own' : ''}`;
  } else {
    const made = await page.evaluate(([id, which, peer]) => window.bench.addPeer(id, which, peer), [
      name,
      engine,
      { network, size, backend, threads, nodes: [node] },
    ] as const);
    description = `${made}, ${backend}, ${threads} ${threads === 1 ? 'thread' : 'threads'}`;
  }
  for (let i = 0; i < warmUps; i++) {
    await page.evaluate(([id, at, side]) => window.bench.pass(id, at, side), [name, node, size] as const);
  }
  return { ...contender, description, choices };
}

/** What a round measured of one engine. */
export interface Measured {
  readonly milliseconds: number[];
  dispatches: number;
}

/** Whole passes, interleaved: in every round each engine once, each round starting with the next one. */
export async function interleave(
  page: Page,
  names: readonly string[],
  setting: { readonly node: string; readonly size: number },
  rounds: number,
): Promise<ReadonlyMap<string, Measured>> {
  const measured = new Map(names.map((name): [string, Measured] => [name, { milliseconds: [], dispatches: 0 }]));
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < names.length; turn++) {
      const name = names[(round + turn) % names.length] ?? '';
      const pass = await page.evaluate(([id, at, side]) => window.bench.pass(id, at, side), [
        name,
        setting.node,
        setting.size,
      ] as const);
      const entry = measured.get(name);
      entry?.milliseconds.push(pass.milliseconds);
      if (entry) entry.dispatches = pass.dispatches;
    }
  }
  return measured;
}
