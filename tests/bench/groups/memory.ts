import { blocksOf } from '@/lib/analysis/blocks';
import { modelOf, networks } from '@/lib/networks';
import type { Memory } from '@/lib/runtime/protocol';
import { mix } from '@/lib/weights/recipe';
import { launch, openEngines } from '../browser';
import type { Group } from '../group';
import { load } from '../machine';

/** Small enough that hundreds of clicks take a minute or two; the budgets are those of every size. */
const SMALL = 139;
const FEW = 50;

const mebibytes = (bytes: number | null): string => (bytes === null ? '–' : (bytes / 2 ** 20).toFixed(0));

const row = (name: string, memory: Memory) => [
  name,
  memory.tensors,
  memory.accounted,
  mebibytes(memory.activationBytes),
  mebibytes(memory.weightBytes),
  mebibytes(memory.heapBytes),
];

const COLUMNS = ['after', 'live tensors', 'accounted for', 'activations MiB', 'weights MiB', 'wasm heap MiB'];

/** What a session holds, and that hundreds of clicks leave nothing behind. */
export const memory: Group = {
  id: 'memory',
  async run({ engines, quick, say }) {
    const many = quick ? 120 : 500;
    const browser = await launch();
    try {
      const page = await openEngines(browser, engines);
      const held = (): Promise<Memory> => page.evaluate(() => window.bench.memory('ours'));
      const heldRows: (string | number)[][] = [];
      say('whole networks at 299');
      await page.evaluate(() => window.bench.addOurs('ours', 'wasm', 'inception-v4', {}));
      heldRows.push(row('opening', await held()));
      for (const [network, node] of [
        ['inception-v4', 'features.5'],
        ['inception-v4', 'softmax'],
        ['inception-resnet-v2', 'softmax'],
      ] as const) {
        await page.evaluate((id) => window.bench.network('ours', id), network);
        await page.evaluate(() => window.bench.picture('ours', 299));
        await page.evaluate((id) => window.bench.place('ours', id), node);
        heldRows.push(row(`${network} to ${node}`, await held()));
      }
      await page.evaluate(() => window.bench.remove('ours'));

      say(`${many} random clicks over ${networks.length} networks`);
      const before = load();
      const places = networks.flatMap(({ id }) => {
        const model = modelOf(id);
        return blocksOf(model).map((part) => ({ network: id, node: model.outputs.get(part.id) ?? '' }));
      });
      await page.evaluate(() => window.bench.addOurs('ours', 'wasm', 'inception-v4', {}));
      for (const { id } of networks) await page.evaluate((each) => window.bench.network('ours', each), id);
      const states: Memory[] = [];
      for (let click = 0; click < many; click++) {
        const at = places[mix(7, 2 * click) % places.length];
        if (!at) continue;
        // Three pictures, so that kept activations are evicted and come back.
        const picture = `picture ${mix(7, 2 * click + 1) % 3}`;
        await page.evaluate(
          async ([network, node, key, size]) => {
            await window.bench.network('ours', network);
            await window.bench.picture('ours', size, key);
            await window.bench.click('ours', node, true);
          },
          [at.network, at.node, picture, SMALL] as const,
        );
        if (click + 1 === FEW || click + 1 === many) states.push(await held());
      }
      const [few, end] = states;
      const steady =
        few !== undefined && end !== undefined && few.tensors === few.accounted && end.tensors === end.accounted;
      const budget = 256 * 2 ** 20;
      const within = end !== undefined && end.activationBytes <= budget && end.weightBytes <= budget;
      return [
        {
          id: 'memory',
          title: 'What a session holds, on WebAssembly',
          notes: [
            'Live tensors are counted by tfjs, the others by the session: a difference is a leak. The heap never shrinks.',
            `${many} random clicks on blocks of all networks at ${SMALL}, three pictures in turn, weights calibrated. ${before} before, ${load()} after.`,
          ],
          tables: [
            { title: 'at 299', columns: COLUMNS, rows: heldRows },
            {
              title: 'random clicks',
              columns: COLUMNS,
              rows: [...(few ? [row(`${FEW} clicks`, few)] : []), ...(end ? [row(`${many} clicks`, end)] : [])],
            },
          ],
          verdicts: [
            {
              target: `${many} random clicks hold no tensor that is not accounted for, as ${FEW} do`,
              found: `${(end?.tensors ?? 0) - (end?.accounted ?? 0)} more than accounted for`,
              reached: steady,
            },
            {
              target: `after ${many} random clicks activations and weights are each within 256 MiB`,
              found: `${mebibytes(end?.activationBytes ?? null)} and ${mebibytes(end?.weightBytes ?? null)} MiB`,
              reached: within,
            },
            {
              target: `the heap after ${many} clicks is not more than 1.1 × that after ${FEW} once the budgets are full`,
              found: `${((end?.heapBytes ?? 0) / (few?.heapBytes ?? 1)).toFixed(2)} ×`,
              reached: (end?.heapBytes ?? 0) <= 1.1 * (few?.heapBytes ?? 0),
            },
          ],
        },
      ];
    } finally {
      await browser.close();
    }
  },
};
