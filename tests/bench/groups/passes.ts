import { ratioOf, spreadOf } from '@/components/bench/spread';
import { findNetwork, modelOf } from '@/lib/networks';
import { CONV_KINDS, formOn } from '@/lib/runtime/kernels/conv-choice';
import type { KernelChoices } from '@/lib/runtime/protocol';
import { launch, openEngines } from '../browser';
import { type Added, addContender, CORES, type Contender, contenders, interleave, type Measured } from '../contenders';
import type { BenchContext, Group } from '../group';
import { load } from '../machine';
import { type PassCost, passCost } from '../multiplications';
import { atLeast, type GroupReport, type Verdict } from '../report';

/** Enough to be compared, little enough that the software adapter answers within seconds. */
const SMALL = 107;

/** The largest difference between two engines, in standard deviations of the result. */
const AGREED = 1e-3;

interface Setting {
  readonly network: string;
  readonly size: number;
  readonly backend: 'wasm' | 'webgpu';
  readonly node: string;
}

const lastNode = (network: string): string => modelOf(network).graph.nodes.at(-1)?.id ?? '';

function tableOf(
  added: readonly Added[],
  measured: ReadonlyMap<string, Measured>,
  disagreements: ReadonlyMap<string, number>,
) {
  const [first] = added;
  const times = (name: string): readonly number[] => measured.get(name)?.milliseconds ?? [];
  return {
    columns: ['engine', 'median ms', 'min', 'quartiles', '÷ ours, 1st row', 'differs by', 'runs on'],
    rows: added.map(({ name, description }) => {
      const { median, min, lower, upper } = spreadOf(times(name));
      const ratio = ratioOf(times(name), times(first?.name ?? ''));
      const differs = disagreements.get(name);
      return [
        name,
        median.toFixed(1),
        min.toFixed(1),
        `${lower.toFixed(1)}–${upper.toFixed(1)}`,
        ratio.toFixed(2),
        differs === undefined ? '' : differs.toExponential(1),
        description,
      ];
    }),
    samples: Object.fromEntries([...measured].map(([name, { milliseconds }]) => [name, milliseconds])),
  };
}

const million = (macs: number): string => `${(macs / 1e6).toFixed(0)} M`;

const workTable = (cost: PassCost, dispatches: readonly (readonly [string, number])[]) => ({
  title: 'work of one pass',
  columns: ['', 'multiply-accumulates', 'ops or steps', ...(dispatches.length > 0 ? ['dispatches'] : [])],
  rows: [
    [
      'as the network says (stock engines before their own fusing)',
      million(cost.asked),
      cost.ops,
      ...(dispatches.length > 0 ? [''] : []),
    ],
    ['as our plan does it', million(cost.planned), cost.steps, ...(dispatches.length > 0 ? [''] : [])],
    [
      'as our kernels do it: in Winograd tiles where these are quicker',
      million(cost.multiplied),
      cost.rewritten,
      ...(dispatches.length > 0 ? [''] : []),
    ],
    ...dispatches.map(([name, count]) => [name, '', '', count]),
  ],
});

/** What was measured when the session was opened: which kernel serves each kind of layer on this adapter. */
const choicesTable = ({ serves, milliseconds }: KernelChoices) => ({
  title: 'one layer of each kind as measured at the start, in milliseconds',
  columns: ['', 'tfjs', 'ours, direct', 'ours, Winograd', 'serves'],
  rows: CONV_KINDS.map((kind) => {
    const times = milliseconds?.[kind] ?? {};
    const text = (time: number | undefined): string => time?.toFixed(2) ?? '';
    return [kind, text(times.stock), text(times.direct), text(times.winograd), serves[kind]];
  }),
});

async function measure(
  context: BenchContext,
  chosen: readonly Contender[],
  setting: Setting,
  rounds: number,
  warmUps: number,
): Promise<{ added: Added[]; measured: ReadonlyMap<string, Measured>; differs: Map<string, number>; before: string }> {
  const browser = await launch({ webgpu: setting.backend === 'webgpu' });
  try {
    const page = await openEngines(browser, context.engines);
    const added: Added[] = [];
    const differs = new Map<string, number>();
    for (const contender of chosen) {
      context.say(`${setting.network} at ${setting.size} on ${setting.backend}: ${contender.name}`);
      added.push(await addContender(page, contender, setting, warmUps));
      const [first] = chosen;
      if (!first || contender === first) continue;
      const difference = await page.evaluate(([a, b, node, size]) => window.bench.disagreement(a, b, node, size), [
        contender.name,
        first.name,
        setting.node,
        setting.size,
      ] as const);
      // What computes something else is not compared: a wrong answer may be as quick as it likes.
      if (!(difference <= AGREED)) throw new Error(`${contender.name} differs from ${first.name} by ${difference} std`);
      differs.set(contender.name, difference);
    }
    context.say(`${rounds} rounds`);
    const before = load();
    const names = added.map(({ name }) => name);
    return { added, measured: await interleave(page, names, setting, rounds), differs, before };
  } finally {
    await browser.close();
  }
}

function named(chosen: readonly Contender[], engine: Contender['engine'], threads: number): string {
  return chosen.find((each) => each.engine === engine && each.threads === threads)?.name ?? '';
}

async function onWasm(context: BenchContext, network: string, wanted: number): Promise<GroupReport> {
  const size = findNetwork(network).defaultSize;
  const node = lastNode(network);
  const setting = { network, size, backend: 'wasm', node } as const;
  const rounds = context.quick ? 3 : 9;
  const { added, measured, differs, before } = await measure(context, contenders, setting, rounds, 2);
  const times = (name: string): readonly number[] => measured.get(name)?.milliseconds ?? [];
  const ratio = (peer: 'layers' | 'onnx', threads: number): number =>
    ratioOf(times(named(contenders, peer, threads)), times(named(contenders, 'ours', threads)));
  const verdicts: Verdict[] = [
    atLeast(`${network}, 1 thread each, faster than tfjs layers`, wanted, ratio('layers', 1)),
    atLeast(`${network}, 1 thread each, faster than onnxruntime-web`, wanted, ratio('onnx', 1)),
  ];
  if (CORES > 1) {
    const ours = times(named(contenders, 'ours', CORES));
    verdicts.push(
      atLeast(
        `${network}, ours with all cores against tfjs layers with one thread`,
        1.7,
        ratioOf(times(named(contenders, 'layers', 1)), ours),
      ),
      atLeast(`${network}, all cores each, faster than tfjs layers`, wanted, ratio('layers', CORES)),
      atLeast(`${network}, all cores each, faster than onnxruntime-web`, wanted, ratio('onnx', CORES)),
    );
  }
  return {
    id: `wasm ${network}`,
    title: `A whole pass of ${network} at ${size}, warm, on WebAssembly`,
    notes: [
      `${rounds} interleaved rounds; ratios are medians of the rounds. ${before} before, ${load()} after.`,
      'Ours is timed on the page with its messages, the others inside their worker. The page is cross-origin isolated.',
      '“Differs by”: largest difference of the result from the first row, in standard deviations.',
      'By itself tfjs takes half of the cores: on two cores its row with one thread is what people have.',
    ],
    tables: [
      { title: 'time of a pass', ...tableOf(added, measured, differs) },
      workTable(passCost(modelOf(network), size, node), []),
    ],
    verdicts,
  };
}

async function onWebgpu(context: BenchContext, network: string, wanted: number): Promise<GroupReport> {
  const node = lastNode(network);
  const setting = { network, size: SMALL, backend: 'webgpu', node } as const;
  const rounds = context.quick ? 1 : 3;
  const four: readonly Contender[] = [
    { name: 'ours', engine: 'ours', threads: 1 },
    { name: 'ours, kernels of tfjs', engine: 'ours', threads: 1, options: { kernels: 'stock' } },
    { name: 'tfjs layers', engine: 'layers', threads: 1 },
    { name: 'onnxruntime-web', engine: 'onnx', threads: 1 },
  ];
  const { added, measured, differs, before } = await measure(context, four, setting, rounds, 1);
  const times = (name: string): readonly number[] => measured.get(name)?.milliseconds ?? [];
  const choices = added[0]?.choices ?? null;
  const cost = passCost(modelOf(network), SMALL, node, (op, channels, output) =>
    choices ? formOn(choices, op, channels, output, false) : { type: 'stock' },
  );
  const dispatches = added.map(({ name }) => [name, measured.get(name)?.dispatches ?? 0] as const);
  return {
    id: `webgpu ${network}`,
    title: `A whole pass of ${network} at ${SMALL}, warm, on WebGPU`,
    notes: [
      `${rounds} interleaved rounds, after one pass of each to compile. ${before} before, ${load()} after.`,
      'All on one adapter; a software adapter computes on the processor, so times here say little about a graphics card.',
    ],
    tables: [
      { title: 'time of a pass', ...tableOf(added, measured, differs) },
      ...(choices ? [choicesTable(choices)] : []),
      workTable(cost, dispatches),
    ],
    verdicts: [
      atLeast(
        `${network} on one WebGPU adapter, faster than tfjs layers`,
        wanted,
        ratioOf(times('tfjs layers'), times('ours')),
      ),
      atLeast(
        `${network} on one WebGPU adapter, faster than onnxruntime-web`,
        wanted,
        ratioOf(times('onnxruntime-web'), times('ours')),
      ),
    ],
  };
}

export const wasmPasses: Group = {
  id: 'wasm',
  run: async (context) => [
    await onWasm(context, 'inception-v4', 1.3),
    ...(context.quick ? [] : [await onWasm(context, 'inception-resnet-v2', 1.2)]),
  ],
};

export const webgpuPasses: Group = {
  id: 'webgpu',
  run: async (context) => [
    await onWebgpu(context, 'inception-v4', 1.2),
    ...(context.quick ? [] : [await onWebgpu(context, 'inception-resnet-v2', 1.2)]),
  ],
};
