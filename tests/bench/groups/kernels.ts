import type { Page } from 'playwright';
import { type Gain, gainOf, ratioOf, spreadOf } from '@/components/bench/spread';
import { inferShapes } from '@/lib/graph/shapes';
import { modelOf } from '@/lib/networks';
import { CONV_KINDS } from '@/lib/runtime/kernels/conv-choice';
import { convForm } from '@/lib/runtime/kernels/conv-form';
import type { Rewrites } from '@/lib/runtime/plan/plan';
import { launch, openEngines } from '../browser';
import type { BenchContext, Group } from '../group';
import { load } from '../machine';
import { workUnder } from '../multiplications';
import type { ConvShape, Variant, VariantTimes } from '../page/kernels.worker';
import type { Table } from '../report';
import { formUnder, labelOf, type Switches } from '../switches';

interface Shapes {
  readonly shape: ConvShape;
  /** How many convolutions of the network have it. */
  count: number;
}

/** The convolutions of a network that differ in shape, the most work first. */
function shapesOf(network: string, size: number): readonly Shapes[] {
  const { graph } = modelOf(network);
  const sizes = inferShapes(graph, size);
  const found = new Map<string, Shapes>();
  for (const { id, op, inputs } of graph.nodes) {
    if (op.type !== 'conv') continue;
    const [height = 0, width = 0, channels = 0] = sizes.get(inputs[0] ?? '') ?? [];
    const shape = { op, height, width, channels, output: sizes.get(id) ?? [] };
    const key = JSON.stringify(shape);
    const known = found.get(key);
    if (known) known.count++;
    else found.set(key, { shape, count: 1 });
  }
  return [...found.values()].sort((a, b) => b.count * macsOf(b.shape) - a.count * macsOf(a.shape));
}

const macsOf = ({ op, channels, output }: ConvShape): number =>
  output.reduce((all, extent) => all * extent, channels * op.kernel[0] * op.kernel[1]);

const nameOf = ({ op, height, width, channels }: ConvShape): string =>
  `${op.kernel.join('×')}${op.stride[0] > 1 ? ` /${op.stride[0]}` : ''}, ${height}×${width}×${channels} → ${op.filters}`;

interface Row extends Variant {
  readonly name: string;
}

const off = (name: string, switches: Switches, calibrated = false): Row => ({ name, switches, calibrated });

/** What is switched off in turn on WebAssembly. */
const ON_WASM: readonly Row[] = [
  off('batch norm folded into convolutions', { rewrites: { norms: false } }),
  off('ReLU in convolutions', { rewrites: { relus: false } }),
  off('pools behind 1×1 convolutions', { rewrites: { poolsBehind: false } }),
  off('concats written in parts', { rewrites: { joins: false } }),
  off('scale and shortcut in the convolution', { rewrites: { residuals: false } }),
  off('the shortcut added within the product', { without: ['adds'] }),
  off('fused multiply-add (relaxed SIMD)', { without: ['relaxed'] }),
  off('our product for 1×1', { stock: ['1×1'] }),
  off('our product for 3×3 of stride 2 and 5×5', { stock: ['3×3 /2', '5×5'] }),
  off('our product for 1×3 and 3×1', { stock: ['1×3', '3×1'] }),
  off('Winograd for 3×3', { direct: ['3×3'] }),
  off('Winograd for 1×7', { direct: ['1×7'] }),
  off('Winograd for 7×1', { direct: ['7×1'] }),
  off('our average pool', { without: ['pools'] }),
  off('our measured batch norm (calibrated weights)', { without: ['normalises'] }, true),
];

/** And on WebGPU, where what serves a kind of convolution was chosen when the session was opened. */
const ON_WEBGPU: readonly Row[] = [
  off('pools behind 1×1 convolutions', { rewrites: { poolsBehind: false } }),
  off('concats written in parts', { rewrites: { joins: false } }),
  off('scale and shortcut in the convolution', { rewrites: { residuals: false } }),
  ...CONV_KINDS.map((kind) => off(`our kernels for the kind “${kind}”`, { stock: [kind] })),
  off('Winograd for 3×3', { direct: ['square'] }),
  off('Winograd for 1×7 and 7×1', { direct: ['line'] }),
  off('our average pool', { without: ['pools'] }),
];

const ALL: Rewrites = { poolsBehind: true, joins: true, residuals: true };

/** Whether a network has anything for which the row makes a difference. */
function concerns(network: string, size: number, backend: 'wasm' | 'webgpu', { switches }: Row): boolean {
  const { graph } = modelOf(network);
  if (switches.rewrites?.residuals === false || switches.without?.includes('adds')) {
    return graph.nodes.some(({ op }) => op.type === 'add');
  }
  const labels = [...(switches.stock ?? []), ...(switches.direct ?? [])];
  if (labels.length === 0) return true;
  const sizes = inferShapes(graph, size);
  return graph.nodes.some(
    ({ id, op }) => op.type === 'conv' && labels.includes(labelOf(backend, op, sizes.get(id) ?? [])),
  );
}

/** Fewer rounds say nothing of their spread. */
const FEWEST_ROUNDS = 3;

function verdictOf({ low, high }: Gain, rounds: number): string {
  if (rounds < FEWEST_ROUNDS) return 'too few rounds';
  return low > 1 ? 'gains' : high < 1 ? 'COSTS' : 'within the noise';
}

const fraction = (value: number): string => value.toFixed(3);

/** The gain of what is switched off: how much longer a pass takes without it. */
function gainTable(
  title: string,
  backend: 'wasm' | 'webgpu',
  { network, size, node }: { readonly network: string; readonly size: number; readonly node: string },
  rows: readonly Row[],
  times: readonly VariantTimes[],
): Table {
  const workOf = ({ switches, calibrated }: Variant) =>
    workUnder(modelOf(network), size, node, {
      calibrated,
      rewrites: { ...ALL, ...switches.rewrites },
      formOf: (op, channels, output, measured) =>
        formUnder(switches, labelOf(backend, op, output), convForm(op, channels, output, measured)),
    });
  return {
    title,
    columns: [
      'switched off',
      'ms with',
      'ms without',
      'gain',
      '±',
      '',
      ...(backend === 'wasm' ? ['M saved'] : []),
      'steps saved',
    ],
    rows: rows.map((row, i) => {
      const { whole = [], switched = [] } = times[i] ?? {};
      const gain = gainOf(switched, whole);
      const { median, high } = gain;
      const [on, without] = [workOf({ ...row, switches: {} }), workOf(row)];
      return [
        row.name,
        spreadOf(whole).median.toFixed(1),
        spreadOf(switched).median.toFixed(1),
        fraction(median),
        fraction(high - median),
        verdictOf(gain, switched.length),
        ...(backend === 'wasm' ? [((without.multiplied - on.multiplied) / 1e6).toFixed(0)] : []),
        without.steps - on.steps,
      ];
    }),
    samples: Object.fromEntries(
      rows.flatMap(({ name }, i) => [
        [`with ${name}`, times[i]?.whole ?? []],
        [`without ${name}`, times[i]?.switched ?? []],
      ]),
    ),
  };
}

/** Small: a software adapter takes seconds for a pass with kernels of tfjs. */
const ON_WEBGPU_AT = 107;

/** Rounds of passes. */
const ROUNDS = { wasm: 5, webgpu: 3 };

/** What is not told from no gain at all after these rounds is measured in so many, where a round takes less than a second. */
const MOST_ROUNDS = { wasm: 20, webgpu: 3 };

async function measureRows(page: Page, { backend, network, size, quick, say }: Setting): Promise<Table> {
  const node = modelOf(network).graph.nodes.at(-1)?.id ?? '';
  const all = (backend === 'wasm' ? ON_WASM : ON_WEBGPU).filter((row) => concerns(network, size, backend, row));
  const rows = quick ? all.slice(0, 4) : all;
  say(`${network} on ${backend}: a pass without each of ${rows.length}`);
  const times = await page.evaluate((request) => window.bench.passes(request), {
    network,
    node,
    size,
    backend,
    variants: rows.map(({ switches, calibrated }) => ({ switches, calibrated })),
    rounds: quick ? 1 : ROUNDS[backend],
    most: quick ? 1 : MOST_ROUNDS[backend],
  });
  return gainTable(
    `${network} at ${size} on ${backend}: a whole pass without each of them`,
    backend,
    { network, size, node },
    rows,
    times,
  );
}

interface Setting {
  readonly backend: 'wasm' | 'webgpu';
  readonly network: string;
  readonly size: number;
  readonly quick: boolean;
  readonly say: BenchContext['say'];
}

/** Each kernel and each rewrite of the plan alone: on WebAssembly with one thread, and on WebGPU. */
export const kernels: Group = {
  id: 'kernels',
  async run({ engines, quick, say }) {
    const before = load();
    const browser = await launch();
    const tables: Table[] = [];
    try {
      const page = await openEngines(browser, engines);
      for (const network of ['inception-v4', 'inception-resnet-v2']) {
        const shapes = shapesOf(network, 299);
        const chosen = quick ? shapes.slice(0, 4) : shapes;
        say(`${network}: ${chosen.length} shapes of convolutions`);
        const times = await page.evaluate(([each, count]) => window.bench.convolutions(each, count), [
          chosen.map(({ shape }) => shape),
          quick ? 3 : 7,
        ] as const);
        const samples: Record<string, readonly number[]> = {};
        const shapeRows = chosen.map(({ shape, count }, i) => {
          const { form = '', stock = [], direct = [], chosen: own = [], difference = Number.NaN } = times[i] ?? {};
          const [theirs, ours] = [spreadOf(stock).median, spreadOf(own).median];
          samples[`${nameOf(shape)} stock`] = stock;
          samples[`${nameOf(shape)} ${form}`] = own;
          return [
            nameOf(shape),
            count,
            theirs.toFixed(2),
            spreadOf(direct).median.toFixed(2),
            ours.toFixed(2),
            form,
            ratioOf(stock, own).toFixed(2),
            (macsOf(shape) / ours / 1e6).toFixed(1),
            difference.toExponential(1),
          ];
        });
        tables.push({
          title: `${network} at 299: convolutions by shape`,
          columns: ['', 'times', 'tfjs ms', 'direct', 'as chosen', 'form', 'tfjs ÷ chosen', 'GMAC/s', 'differs by'],
          rows: shapeRows,
          samples,
        });
        tables.push(await measureRows(page, { backend: 'wasm', network, size: 299, quick, say }));
      }
    } finally {
      await browser.close();
    }
    const onWebgpu: Table[] = [];
    const missing: string[] = [];
    if (!quick) {
      const graphics = await launch({ webgpu: true });
      try {
        const page = await openEngines(graphics, engines);
        const setting = { backend: 'webgpu', network: 'inception-v4', size: ON_WEBGPU_AT, quick, say } as const;
        onWebgpu.push(await measureRows(page, setting));
      } catch (error) {
        // What was measured on WebAssembly stands without it.
        missing.push(`On WebGPU it could not be measured: ${error instanceof Error ? error.message : error}.`);
      } finally {
        await graphics.close();
      }
    }
    return [
      {
        id: 'kernels',
        title: 'Our kernels and the rewrites of the plan, each alone',
        notes: [
          'WebAssembly: one thread, one worker, one heap; stock and own kernels in turn within each round; medians.',
          '“GMAC/s” counts the multiply-accumulates that the network asks for, so Winograd tiles exceed the processor.',
          '“Gain”: how much longer a pass takes without it; each pass without it is measured beside one with everything, in turn.',
          `Median of ${ROUNDS.wasm} rounds, up to ${MOST_ROUNDS.wasm} where they do not tell; on WebGPU ${ROUNDS.webgpu}. “±” is the interval of 19 in 20.`,
          ...missing,
          `${before} before, ${load()} after.`,
        ],
        tables: [...tables, ...onWebgpu],
        verdicts: [],
      },
    ];
  },
};
