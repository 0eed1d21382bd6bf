import { ratioOf, ratiosOf, spreadOf } from '@/components/bench/spread';
import { blocksOf } from '@/lib/analysis/blocks';
import { findNetwork, modelOf } from '@/lib/networks';
import { launch, openEngines } from '../browser';
import type { Group } from '../group';
import { load } from '../machine';
import { walkCost } from '../multiplications';
import { atLeast, atMost } from '../report';

const NETWORK = 'inception-v4';
const [OURS, STOCK] = ['ours', 'tfjs layers'];

/**
 * Multiply-accumulates from which a part counts as a block: all of the stem and the Inception blocks. What is left is the
 * head, whose parts take a millisecond or less each, so that for them it is milliseconds that are compared.
 */
const A_BLOCK = 1e7;

/**
 * A click on each block in turn, ours with all that it kept against a stock model that is cut at the block, and against
 * the block by itself.
 *
 * A block by itself is the steps of its plan on an engine without a session, and reading its values: no planning, no
 * messages, nothing of what is kept to be looked up. Both sides are in the same state whenever one is measured: weights
 * are there, code has run in two walks before, the picture is new in every round and the block before was computed last,
 * other threads have been given the time to fall asleep, and in every second round the other side comes first. A ratio is
 * the median over rounds of what was measured within one second.
 */
export const blocks: Group = {
  id: 'blocks',
  async run({ engines, quick, say }) {
    const model = modelOf(NETWORK);
    const size = findNetwork(NETWORK).defaultSize;
    const parts = blocksOf(model);
    const nodes = parts.map(({ id }) => model.outputs.get(id) ?? '');
    const [rounds, stockRounds] = quick ? [3, 1] : [11, 3];
    const browser = await launch();
    try {
      const page = await openEngines(browser, engines);
      say(`${NETWORK}: ${nodes.length} blocks, ours and tfjs layers`);
      await page.evaluate(([id, net]) => window.bench.addOurs(id, 'wasm', net, {}), [OURS, NETWORK] as const);
      await page.evaluate(([network, side]) => window.bench.alone({ type: 'open', network, size: side }), [
        NETWORK,
        size,
      ] as const);
      const newPictures = async (): Promise<void> => {
        await page.evaluate(([id, side]) => window.bench.picture(id, side), [OURS, size] as const);
        await page.evaluate(() => window.bench.alone({ type: 'picture' }));
      };
      const click = (node: string) => page.evaluate(([id, at]) => window.bench.click(id, at), [OURS, node] as const);
      const alone = (node: string) => page.evaluate((at) => window.bench.alone({ type: 'block', node: at }), node);
      const sleep = () => page.evaluate(() => window.bench.sleep());
      // Twice through, so that weights are there and nothing is new.
      for (let walk = 0; walk < 2; walk++) {
        await newPictures();
        for (const node of nodes) {
          await click(node);
          await alone(node);
        }
      }

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
        await newPictures();
        for (const [index, node] of nodes.entries()) {
          const time = times[index];
          const measured = async (): Promise<void> => {
            await sleep();
            const { milliseconds, work } = await click(node);
            time?.click.push(milliseconds);
            time?.computing.push(work.milliseconds);
          };
          if (round % 2 === 0) await measured();
          await sleep();
          time?.alone.push(await alone(node));
          if (round % 2 === 1) await measured();
        }
        if (round >= stockRounds) continue;
        // Once more with a new picture, each block computed ahead as on the page while nothing is asked.
        await newPictures();
        for (const [index, node] of nodes.entries()) {
          const { nodes: there } = await page.evaluate(([id, at]) => window.bench.warm(id, at), [OURS, node] as const);
          if (!there.includes(node)) throw new Error(`${node} could not be computed ahead`);
          times[index]?.ahead.push((await click(node)).milliseconds);
        }
      }
      say('tfjs layers');
      await page.evaluate(
        ([id, network, side, cuts]) =>
          window.bench.addPeer(id, 'layers', { network, size: side, backend: 'wasm', threads: 1, nodes: cuts }),
        [STOCK, NETWORK, size, nodes] as const,
      );
      const stock = (node: string) =>
        page.evaluate(([id, at, side]) => window.bench.pass(id, at, side), [STOCK, node, size] as const);
      await stock(nodes.at(-1) ?? '');
      for (let round = 0; round < stockRounds; round++) {
        for (const [index, node] of nodes.entries()) times[index]?.stock.push((await stock(node)).milliseconds);
      }
      const costs = walkCost(model, size, nodes);
      const sum = (pick: (time: (typeof times)[number]) => readonly number[]): number =>
        times.reduce((all, time) => all + spreadOf(pick(time)).median, 0);
      const macs = (pick: 'whole' | 'kept'): number => costs.reduce((all, cost) => all + cost[pick], 0);
      const million = (count: number): string => (count / 1e6).toFixed(0);
      const [blockTimes, headTimes] = [true, false].map((isBlock) =>
        times.filter((_, index) => (costs[index]?.kept ?? 0) >= A_BLOCK === isBlock),
      );
      const overAlone = Math.max(...(blockTimes ?? []).map((time) => ratioOf(time.computing, time.alone)));
      const overHead = Math.max(
        ...(headTimes ?? []).map((time) => spreadOf(time.computing).median - spreadOf(time.alone).median),
      );
      const added = spreadOf(
        times.flatMap(({ computing, alone: by }) => computing.map((value, round) => value - (by[round] ?? Number.NaN))),
      );
      return [
        {
          id: 'blocks',
          title: `A click on each block of ${NETWORK} at ${size}, from stem to head, on WebAssembly`,
          notes: [
            `${rounds} rounds (${stockRounds} of stock and of “computed ahead”), each with a new picture, weights loaded; one thread for tfjs. ${before} before, ${load()} after.`,
            '“Click”: from the request on the page to the picture on the page, drawing included. “Alone”: the steps of the',
            'block and reading its values, on an engine without a session; in turn with the click, the other one first in',
            'every second round. Stock: one pass of tf.LayersModel from the picture to the block.',
            `What the session adds to a block: ${added.median.toFixed(2)} ms (quartiles ${added.lower.toFixed(2)} to ${added.upper.toFixed(2)}).`,
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
                'computing ÷ alone',
                '±',
                'click, computed ahead',
                'stock, cut here',
                'stock ÷ click',
                'M computed',
                'M of stock',
              ],
              rows: [
                ...parts.map((part, index) => {
                  const time = times[index];
                  const over = spreadOf(ratiosOf(time?.computing ?? [], time?.alone ?? []));
                  const median = (values: readonly number[] = []): number => Number(spreadOf(values).median.toFixed(1));
                  return [
                    part.path ?? part.id,
                    median(time?.click),
                    median(time?.computing),
                    median(time?.alone),
                    over.median.toFixed(2),
                    ((over.upper - over.lower) / 2).toFixed(2),
                    median(time?.ahead),
                    median(time?.stock),
                    ratioOf(time?.stock ?? [], time?.click ?? []).toFixed(1),
                    million(costs[index]?.kept ?? 0),
                    million(costs[index]?.whole ?? 0),
                  ];
                }),
                [
                  'all',
                  sum(({ click: own }) => own).toFixed(0),
                  sum(({ computing }) => computing).toFixed(0),
                  sum(({ alone: by }) => by).toFixed(0),
                  (sum(({ computing }) => computing) / sum(({ alone: by }) => by)).toFixed(2),
                  '',
                  sum(({ ahead }) => ahead).toFixed(0),
                  sum(({ stock: theirs }) => theirs).toFixed(0),
                  (sum(({ stock: theirs }) => theirs) / sum(({ click: own }) => own)).toFixed(1),
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
              sum(({ stock: theirs }) => theirs) / sum(({ click: own }) => own),
            ),
            atMost(
              'computing of all blocks in turn against each alone (sum)',
              1.1,
              sum(({ computing }) => computing) / sum(({ alone: by }) => by),
            ),
            atMost('the same, the worst single block (10 M multiply-accumulates or more)', 1.1, overAlone),
            atMost('the parts of the head, what computing takes more than each alone at most', 1, overHead, 'ms'),
          ],
        },
      ];
    } finally {
      await browser.close();
    }
  },
};
