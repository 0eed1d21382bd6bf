import { spreadOf } from '@/components/bench/spread';
import { inputOf } from '@/lib/graph/model';
import { resolveAddress } from '@/lib/networks';
import { launch, openEngines } from '../browser';
import type { Group } from '../group';
import { load } from '../machine';
import { atMost, type Verdict } from '../report';

/** Maps of every kind that a reader meets: large and few, small and many. */
const VIEWS = [
  'inception-v4/features.2',
  'inception-v4/stem',
  'inception-v4/features.6',
  'inception-v4/features.10',
  'inception-v4/features.11',
  'inception-v4/features.18',
  'inception-v4/features.21',
  'inception-resnet-v2/repeat.0',
  'inception-resnet-v2/repeat_2.8',
  'inception-resnet-v2/block8',
] as const;

/** How long a view may take to draw where a share of its block is less. */
const FLOOR = 4;

/** Statistics, histogram, colours and tiles of all channels, and the bitmap: everything between values and message. */
export const drawing: Group = {
  id: 'drawing',
  async run({ engines, quick, say }) {
    const rounds = quick ? 8 : 30;
    const browser = await launch();
    const rows: (string | number)[][] = [];
    const verdicts: Verdict[] = [];
    const samples: Record<string, readonly number[]> = {};
    const before = load();
    try {
      const page = await openEngines(browser, engines);
      await page.evaluate(() => window.bench.addOurs('ours', 'wasm', 'inception-v4', {}));
      for (const address of VIEWS) {
        const { model, node, part, definition } = resolveAddress(address);
        const size = definition.defaultSize;
        say(address);
        await page.evaluate((id) => window.bench.network('ours', id), definition.id);
        const input = (part && inputOf(model, part)?.id) ?? 'input';
        const computing: number[] = [];
        for (let round = 0; round < (quick ? 2 : 4); round++) {
          await page.evaluate((side) => window.bench.picture('ours', side), size);
          await page.evaluate((id) => window.bench.place('ours', id), input);
          const { work } = await page.evaluate((id) => window.bench.click('ours', id), node.id);
          // The first time it loads its weights.
          if (round > 0) computing.push(work.milliseconds);
        }
        const times = await page.evaluate(([id, count]) => window.bench.draw('ours', id, count), [
          node.id,
          rounds,
        ] as const);
        const shape = await page.evaluate(([network, id, side]) => window.bench.shape(network, id, side), [
          definition.id,
          node.id,
          size,
        ] as const);
        const block = spreadOf(computing).median;
        const drawn = spreadOf(times.drawing);
        const allowed = Math.max(FLOOR, 0.2 * block);
        const total = drawn.median + spreadOf(times.bitmaps).median;
        samples[address] = times.drawing;
        rows.push([
          address,
          shape.join('×'),
          drawn.median.toFixed(2),
          drawn.min.toFixed(2),
          `${drawn.lower.toFixed(2)}–${drawn.upper.toFixed(2)}`,
          spreadOf(times.bitmaps).median.toFixed(2),
          block.toFixed(1),
          allowed.toFixed(1),
        ]);
        if (shape.join('×') === '35×35×384' && !verdicts.some(({ target }) => target.includes('35×35×384'))) {
          verdicts.push(atMost('drawing 35×35×384', 6, total, 'ms'));
        }
        verdicts.push(
          atMost(`drawing ${address} (20 % of its block, or 4 ms)`, Number(allowed.toFixed(1)), total, 'ms'),
        );
      }
    } finally {
      await browser.close();
    }
    return [
      {
        id: 'drawing',
        title: 'Drawing all channels of a view',
        notes: [
          `${rounds} times each in a worker, with the values of a computed picture. ${before} before, ${load()} after.`,
          'Verdicts take drawing and bitmap together. “Block”: computing of the block when its input is there, one thread.',
        ],
        tables: [
          {
            title: 'milliseconds',
            columns: ['view', 'shape', 'drawing', 'min', 'quartiles', 'bitmap', 'block', 'allowed'],
            rows,
            samples,
          },
        ],
        verdicts,
      },
    ];
  },
};
