import { ratioOf, spreadOf } from '@/components/bench/spread';
import { blocksOf } from '@/lib/analysis/blocks';
import { findNetwork, modelOf } from '@/lib/networks';
import { launch, openEngines } from '../browser';
import type { Group } from '../group';
import { load } from '../machine';
import { walkCost } from '../multiplications';
import { atLeast, atMost } from '../report';

const NETWORK = 'inception-v4';
const [OURS, ALONE, STOCK] = ['ours', 'ours, block alone', 'tfjs layers'];

/** A click on each block in turn, ours with all that it kept against a stock model that is cut at the block. */
export const blocks: Group = {
  id: 'blocks',
  async run({ engines, quick, say }) {
    const model = modelOf(NETWORK);
    const size = findNetwork(NETWORK).defaultSize;
    const parts = blocksOf(model);
    const nodes = parts.map(({ id }) => model.outputs.get(id) ?? '');
    const rounds = quick ? 1 : 3;
    const browser = await launch();
    try {
      const page = await openEngines(browser, engines);
      say(`${NETWORK}: ${nodes.length} blocks, ours and tfjs layers`);
      for (const name of [OURS, ALONE]) {
        await page.evaluate(([id, net]) => window.bench.addOurs(id, 'wasm', net, {}), [name, NETWORK] as const);
      }
      await page.evaluate(
        ([id, network, side, cuts]) =>
          window.bench.addPeer(id, 'layers', { network, size: side, backend: 'wasm', threads: 1, nodes: cuts }),
        [STOCK, NETWORK, size, nodes] as const,
      );
      const picture = (name: string): Promise<void> =>
        page.evaluate(([id, side]) => window.bench.picture(id, side), [name, size] as const);
      const place = (name: string, node: string): Promise<number> =>
        page.evaluate(([id, at]) => window.bench.place(id, at), [name, node] as const);
      const last = nodes.at(-1) ?? '';
      // Once through, so that weights are there and nothing is new.
      for (const name of [OURS, ALONE]) {
        await picture(name);
        await place(name, last);
      }
      await page.evaluate(([id, at, side]) => window.bench.pass(id, at, side), [STOCK, last, size] as const);

      const times = nodes.map(() => ({
        click: [] as number[],
        computing: [] as number[],
        alone: [] as number[],
        ahead: [] as number[],
        stock: [] as number[],
      }));
      const before = load();
      for (let round = 0; round < rounds; round++) {
        say(`round ${round + 1} of ${rounds}`);
        await picture(OURS);
        await picture(ALONE);
        for (const [index, node] of nodes.entries()) {
          const time = times[index];
          if (!time) continue;
          const click = await page.evaluate(([id, at]) => window.bench.click(id, at), [OURS, node] as const);
          time.click.push(click.milliseconds);
          time.computing.push(click.work.milliseconds);
          // The block before it was the last thing that this one computed, so its input is there.
          time.alone.push(await place(ALONE, node));
          const stock = await page.evaluate(([id, at, side]) => window.bench.pass(id, at, side), [
            STOCK,
            node,
            size,
          ] as const);
          time.stock.push(stock.milliseconds);
        }
        // Once more with a new picture, each block computed ahead as on the page while nothing is asked.
        await picture(OURS);
        for (const [index, node] of nodes.entries()) {
          const { nodes: there } = await page.evaluate(([id, at]) => window.bench.warm(id, at), [OURS, node] as const);
          if (!there.includes(node)) throw new Error(`${node} could not be computed ahead`);
          const click = await page.evaluate(([id, at]) => window.bench.click(id, at), [OURS, node] as const);
          times[index]?.ahead.push(click.milliseconds);
        }
      }
      const costs = walkCost(model, size, nodes);
      const sum = (pick: (time: (typeof times)[number]) => readonly number[]): number =>
        times.reduce((all, time) => all + spreadOf(pick(time)).median, 0);
      const macs = (pick: 'whole' | 'kept'): number => costs.reduce((all, cost) => all + cost[pick], 0);
      const million = (count: number): string => (count / 1e6).toFixed(0);
      const overAlone = Math.max(...times.map(({ computing, alone }) => ratioOf(computing, alone)));
      return [
        {
          id: 'blocks',
          title: `A click on each block of ${NETWORK} at ${size}, from stem to head, on WebAssembly`,
          notes: [
            `${rounds} rounds, each with a new picture, weights loaded; one thread for tfjs. ${before} before, ${load()} after.`,
            '“Click”: from the request on the page to the picture on the page, drawing included. “Alone”: computing and',
            'reading the block when its input is there. Stock: one pass of tf.LayersModel from the picture to the block.',
            '“Computed ahead”: a click on a block that was computed while nothing was asked; what is left is reading and drawing.',
            'onnxruntime-web is left out here: cut at so many places it needs as many files of up to 171 MB.',
          ],
          tables: [
            {
              title: 'medians in milliseconds; multiply-accumulates in millions',
              columns: [
                'block',
                'click',
                'of it computing',
                'alone',
                'click, computed ahead',
                'stock, cut here',
                'stock ÷ click',
                'M computed',
                'M of stock',
              ],
              rows: [
                ...parts.map((part, index) => {
                  const time = times[index];
                  const median = (values: readonly number[] = []): number => Number(spreadOf(values).median.toFixed(1));
                  return [
                    part.path ?? part.id,
                    median(time?.click),
                    median(time?.computing),
                    median(time?.alone),
                    median(time?.ahead),
                    median(time?.stock),
                    ratioOf(time?.stock ?? [], time?.click ?? []).toFixed(1),
                    million(costs[index]?.kept ?? 0),
                    million(costs[index]?.whole ?? 0),
                  ];
                }),
                [
                  'all',
                  sum(({ click }) => click).toFixed(0),
                  sum(({ computing }) => computing).toFixed(0),
                  sum(({ alone }) => alone).toFixed(0),
                  sum(({ ahead }) => ahead).toFixed(0),
                  sum(({ stock }) => stock).toFixed(0),
                  (sum(({ stock }) => stock) / sum(({ click }) => click)).toFixed(1),
                  million(macs('kept')),
                  million(macs('whole')),
                ],
              ],
              samples: Object.fromEntries(
                parts.flatMap((part, index) =>
                  Object.entries(times[index] ?? {}).map(([kind, values]) => [
                    `${part.path ?? part.id} ${kind}`,
                    values,
                  ]),
                ),
              ),
            },
          ],
          verdicts: [
            atLeast(
              'all blocks in turn, less computing than stock (multiply-accumulates)',
              8,
              macs('whole') / macs('kept'),
            ),
            atLeast(
              'all blocks in turn, less time than stock',
              8,
              sum(({ stock }) => stock) / sum(({ click }) => click),
            ),
            atMost(
              'computing of all blocks in turn against each alone (sum)',
              1.1,
              sum(({ computing }) => computing) / sum(({ alone }) => alone),
            ),
            atMost('the same, the worst single block', 1.1, overAlone),
          ],
        },
      ];
    } finally {
      await browser.close();
    }
  },
};
