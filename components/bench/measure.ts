import { blocksOf } from '@/lib/analysis/blocks';
import { modelOf } from '@/lib/networks';
import { readingOf } from '@/lib/reading/reading';
import type { BackendChoice, BackendReport, Memory, Session } from '@/lib/runtime/protocol';
import { chwToHwc } from '@/lib/weights/layout';
import { seededInput } from '@/lib/weights/recipe';

/** The networks that are run from the picture to the classes; the first one is clicked through block by block. */
export const MEASURED = ['inception-v4', 'inception-resnet-v2'] as const;
export type MeasuredNetwork = (typeof MEASURED)[number];

/** Sides of the picture in pixels: what the published weights ask for, and a small one for slow machines. */
export const SIZES = ['299', '139'] as const;
export type MeasuredSize = (typeof SIZES)[number];

export interface BenchSetting {
  readonly choice: BackendChoice;
  readonly size: number;
  /** How often each network is run, and how often the blocks are clicked through. */
  readonly rounds: number;
}

/** Whole passes of one network with nothing kept but its weights. */
export interface PassResult {
  readonly network: MeasuredNetwork;
  /** Multiply-accumulates of one pass. */
  readonly macs: number;
  /** The first pass, which makes or loads the weights. */
  readonly first: number;
  /** Milliseconds, round by round. */
  readonly milliseconds: readonly number[];
}

/** Clicks on one block after those before it. Milliseconds, round by round. */
export interface BlockResult {
  /** Positional path of the block. */
  readonly block: string;
  readonly node: string;
  /** H, W, C; or C. */
  readonly shape: readonly number[];
  /** Multiply-accumulates from the picture to the block: what a model that is cut there computes at every click. */
  readonly macsFromPicture: number;
  /** From the request to the picture on this side. */
  readonly click: readonly number[];
  /** Of it computing and reading; the rest is drawing and the way between worker and page. */
  readonly computing: readonly number[];
}

export interface BenchResult {
  readonly setting: BenchSetting;
  readonly backend: BackendReport;
  /** Milliseconds until the engine had started, and from there to the first maps. */
  readonly opening: number;
  readonly firstClick: number;
  readonly passes: readonly PassResult[];
  readonly blocks: readonly BlockResult[];
  readonly memory: Memory;
}

/** What is being measured, of all that will be. */
export interface BenchProgress {
  readonly done: number;
  readonly total: number;
  readonly stage: 'open' | 'first' | 'pass' | 'blocks' | 'memory';
  readonly network: MeasuredNetwork;
}

export interface MeasureOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: BenchProgress) => void;
  readonly now?: () => number;
}

const FIRST_BLOCKS = MEASURED[0];
const weights = { kind: 'seeded', calibrated: false } as const;

/**
 * Measures a session: start, first click, whole passes and clicks on every block in turn. The picture and the weights
 * are seeded, so nothing is loaded over the network. Every pass and every round of clicks has a picture of its own, which
 * leaves nothing to be reused from before.
 * @throws AtlasErrors of the session; `AbortError`.
 */
export async function measure(
  session: Session,
  setting: BenchSetting,
  { signal, onProgress, now = () => performance.now() }: MeasureOptions = {},
): Promise<BenchResult> {
  const { choice, size, rounds } = setting;
  const model = modelOf(FIRST_BLOCKS);
  const { shapes, costs } = readingOf(model, size);
  const parts = blocksOf(model);
  const total = 3 + MEASURED.length * (rounds + 1) + rounds * parts.length;
  let done = 0;
  const step = (stage: BenchProgress['stage'], network: MeasuredNetwork = FIRST_BLOCKS): void => {
    signal?.throwIfAborted();
    onProgress?.({ done, total, stage, network });
    done++;
  };
  const timed = async <T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly milliseconds: number }> => {
    const started = now();
    const result = await work();
    return { result, milliseconds: now() - started };
  };

  step('open');
  const opened = await timed(() => session.request<'open'>({ type: 'open', choice }, { signal }));
  const pixels = chwToHwc(seededInput(size), size, size, 3);
  let pictures = 0;
  const picture = async (): Promise<string> => {
    pictures++;
    const key = `measured ${pictures}`;
    const put = { type: 'put-picture', key, pixels, height: size, width: size, channels: 3 } as const;
    await session.request<'put-picture'>(put, { signal });
    return key;
  };
  for (const key of MEASURED) {
    const { graph } = modelOf(key);
    await session.request<'put-network'>({ type: 'put-network', key, graph }, { signal });
  }
  const clicked = async (node: string, key: string) => {
    const ask = { type: 'view', range: 'channel', network: FIRST_BLOCKS, picture: key, weights, node } as const;
    const { result, milliseconds } = await timed(() => session.request<'view'>(ask, { signal }));
    result.bitmap.close();
    return { milliseconds, computing: result.work.milliseconds, shape: result.shape };
  };

  step('first');
  const firstNode = model.outputs.get(parts[0]?.id ?? '') ?? '';
  const { milliseconds: firstClick } = await clicked(firstNode, await picture());

  const passes: PassResult[] = [];
  for (const network of MEASURED) {
    const measured = modelOf(network);
    const node = measured.graph.nodes.at(-1)?.id ?? '';
    const times: number[] = [];
    for (let round = 0; round <= rounds; round++) {
      step('pass', network);
      const key = await picture();
      // One value comes back: what is timed is the pass and its reading, and no transfer of maps.
      const ask = { type: 'place', y: 0, x: 0, network, picture: key, weights, node } as const;
      times.push((await timed(() => session.request<'place'>(ask, { signal }))).milliseconds);
    }
    const [first = Number.NaN, ...milliseconds] = times;
    const { macs } = readingOf(measured, size).total;
    passes.push({ network, macs, first, milliseconds });
  }

  let macs = 0;
  const blocks = parts.map((part) => {
    const node = model.outputs.get(part.id) ?? '';
    return { part, node, click: [] as number[], computing: [] as number[], shape: shapes.get(node) ?? [] };
  });
  for (let round = 0; round < rounds; round++) {
    const key = await picture();
    for (const block of blocks) {
      step('blocks');
      const { milliseconds, computing } = await clicked(block.node, key);
      block.click.push(milliseconds);
      block.computing.push(computing);
    }
  }

  step('memory');
  const memory = await session.request<'memory'>({ type: 'memory' }, { signal });
  onProgress?.({ done: total, total, stage: 'memory', network: FIRST_BLOCKS });
  // Blocks come one after the other, so what lies before the end of one is all nodes up to it.
  let at = 0;
  return {
    setting,
    backend: opened.result,
    opening: opened.milliseconds,
    firstClick,
    passes,
    memory,
    blocks: blocks.map(({ part, node, shape, click, computing }) => {
      for (; at < model.graph.nodes.length; at++) {
        const each = model.graph.nodes[at];
        macs += costs.get(each?.id ?? '')?.macs ?? 0;
        if (each?.id === node) {
          at++;
          break;
        }
      }
      return { block: part.path ?? part.id, node, shape, macsFromPicture: macs, click, computing };
    }),
  };
}
