import { ratioOf, spreadOf } from '@/components/bench/spread';
import { inferShapes } from '@/lib/graph/shapes';
import { modelOf } from '@/lib/networks';
import type { Rewrites } from '@/lib/runtime/plan';
import { launch, openEngines } from '../browser';
import type { Group } from '../group';
import { load } from '../machine';
import type { ConvShape } from '../page/kernels.worker';
import type { Table } from '../report';

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

const REWRITES: readonly (readonly [string, Rewrites])[] = [
  ['none of them', {}],
  ['pools behind 1×1 convolutions', { poolsBehind: true }],
  ['concats written in parts', { joins: true }],
  ['scale and shortcut in the convolution', { residuals: true }],
  ['all, as it runs', { poolsBehind: true, joins: true, residuals: true }],
];

/** Each kernel and each rewrite of the plan alone, on WebAssembly with one thread. */
export const kernels: Group = {
  id: 'kernels',
  async run({ engines, quick, say }) {
    const before = load();
    const browser = await launch();
    const tables: Table[] = [];
    try {
      const page = await openEngines(browser, engines);
      for (const network of ['inception-v4', 'inception-resnet-v2']) {
        const all = shapesOf(network, 299);
        const chosen = quick ? all.slice(0, 4) : all;
        say(`${network}: ${chosen.length} shapes of convolutions`);
        const times = await page.evaluate(([shapes, rounds]) => window.bench.convolutions(shapes, rounds), [
          chosen.map(({ shape }) => shape),
          quick ? 3 : 11,
        ] as const);
        const samples: Record<string, readonly number[]> = {};
        const rows = chosen.map(({ shape, count }, i) => {
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
          rows,
          samples,
        });
        say(`${network}: rewrites of the plan`);
        const node = modelOf(network).graph.nodes.at(-1)?.id ?? '';
        const passes = await page.evaluate(
          ([id, last, rewrites, rounds]) => window.bench.rewrites(id, last, 299, rewrites, rounds),
          [network, node, REWRITES.map(([, rewrites]) => rewrites), quick ? 3 : 11] as const,
        );
        tables.push({
          title: `${network} at 299: a whole pass under each rewrite of the plan`,
          columns: ['', 'median ms', 'min', 'gain'],
          rows: REWRITES.map(([name], i) => {
            const { median, min } = spreadOf(passes[i] ?? []);
            return [name, median.toFixed(1), min.toFixed(1), ratioOf(passes[0] ?? [], passes[i] ?? []).toFixed(3)];
          }),
          samples: Object.fromEntries(REWRITES.map(([name], i) => [name, passes[i] ?? []])),
        });
      }
    } finally {
      await browser.close();
    }
    return [
      {
        id: 'kernels',
        title: 'Our WebAssembly kernels and the rewrites of the plan, each alone',
        notes: [
          'One thread, one worker, one heap; stock and own kernels in turn within each round; medians.',
          '“GMAC/s” counts the multiply-accumulates that the network asks for, so Winograd tiles exceed the processor.',
          `${before} before, ${load()} after.`,
        ],
        tables,
        verdicts: [],
      },
    ];
  },
};
