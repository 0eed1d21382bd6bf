import { blocksOf } from '@/lib/analysis/blocks';
import { modelOf, networks } from '@/lib/networks';
import { DEFAULT_BUDGETS } from '@/lib/runtime/engine/engine';
import type { Memory } from '@/lib/runtime/protocol';
import { mix } from '@/lib/weights/recipe';
import { launch, openEngines } from '../browser';
import type { Group } from '../group';
import { load } from '../machine';

/** Small enough that hundreds of clicks take a minute or two, large enough that a few fill the budgets. */
const SMALL = 203;
const FEW = 50;

/** Clicks on one network before another one: each change makes weights that were let go and takes seconds. */
const STAY = 5;

/** Of the budgets that are full, so much is taken at least: the next tensor did not fit. */
const FULL = 0.9;

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
      const placesOf = new Map(
        networks.map(({ id }) => {
          const model = modelOf(id);
          return [id, blocksOf(model).map((part) => model.outputs.get(part.id) ?? '')] as const;
        }),
      );
      await page.evaluate(() => window.bench.addOurs('ours', 'wasm', 'inception-v4', {}));
      const states: Memory[] = [];
      let network = networks[0]?.id ?? '';
      for (let click = 0; click < many; click++) {
        const dice = (which: number, sides: number): number => mix(7, 4 * click + which) % sides;
        if (dice(0, STAY) === 0) network = networks[dice(1, networks.length)]?.id ?? network;
        const places = placesOf.get(network) ?? [];
        const node = places[dice(2, places.length)] ?? '';
        // Three pictures, so that kept activations are evicted and come back.
        const picture = `picture ${dice(3, 3)}`;
        await page.evaluate(
          async ([id, at, key, size]) => {
            await window.bench.network('ours', id);
            await window.bench.picture('ours', size, key);
            await window.bench.click('ours', at, true);
          },
          [network, node, picture, SMALL] as const,
        );
        states.push(await held());
        if ((click + 1) % 100 === 0) say(`${click + 1} of ${many}`);
      }
      const [few, end] = [states[FEW - 1], states[many - 1]];
      const unaccounted = Math.max(...states.map(({ tensors, accounted }) => Math.abs(tensors - accounted)));
      const most = (pick: (memory: Memory) => number): number => Math.max(...states.map(pick));
      const { activationBytes, weightBytes } = DEFAULT_BUDGETS;
      const within =
        most((memory) => memory.activationBytes) <= activationBytes &&
        most((memory) => memory.weightBytes) <= weightBytes;
      const shareOf = (memory: Memory | undefined): number =>
        ((memory?.activationBytes ?? 0) + (memory?.weightBytes ?? 0)) / (activationBytes + weightBytes);
      return [
        {
          id: 'memory',
          title: 'What a session holds, on WebAssembly',
          notes: [
            'Live tensors are counted by tfjs, the others by the session: a difference is a leak. The heap never shrinks.',
            `${many} random clicks on blocks of all networks at ${SMALL}, three pictures at random, another network after ${STAY} clicks on average,`,
            `weights calibrated. ${before} before, ${load()} after.`,
          ],
          tables: [
            { title: 'at 299', columns: COLUMNS, rows: heldRows },
            {
              title: 'random clicks',
              columns: COLUMNS,
              rows: states.flatMap((state, click) =>
                click + 1 === FEW || (click + 1) % 100 === 0 ? [row(`${click + 1} clicks`, state)] : [],
              ),
            },
          ],
          verdicts: [
            {
              target: `after none of ${many} random clicks there is a tensor that is not accounted for`,
              found: `${unaccounted} at most`,
              reached: unaccounted === 0,
            },
            {
              target: `activations and weights stay within ${mebibytes(activationBytes)} and ${mebibytes(weightBytes)} MiB`,
              found: `at most ${mebibytes(most((memory) => memory.activationBytes))} and ${mebibytes(most((memory) => memory.weightBytes))} MiB`,
              reached: within,
            },
            {
              target: `after ${FEW} and after ${many} clicks at least ${FULL} of both budgets is taken, so the bytes are the same`,
              found: `${shareOf(few).toFixed(2)} and ${shareOf(end).toFixed(2)}`,
              reached: shareOf(few) >= FULL && shareOf(end) >= FULL,
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
