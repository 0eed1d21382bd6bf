import { AtlasError } from '@/lib/error';
import { findNetwork, modelOf } from '@/lib/networks';
import { createPictureClient } from '@/lib/picture/client';
import { preprocessingAt } from '@/lib/picture/preprocessing';
import type {
  BackendChoice,
  BackendReport,
  Memory,
  Progress,
  RequestOf,
  StoredReport,
  TensorRequest,
  Warmed,
  WeightChoice,
  WeightReport,
  Work,
} from '@/lib/runtime/protocol';
import { drawView } from '@/lib/runtime/session/draw-view';
import { createSession } from '@/lib/runtime/session/session';
import { tensorStatistics } from '@/lib/tiles/statistics';

/** A page that does nothing but hold a session for browser tests; results are plain data. */

const session = createSession();
/** The network that was put last. */
let definition = findNetwork('inception-v4');
const losses: { code: string; reason: string }[] = [];
session.onLost((code, data) => losses.push({ code, reason: String(data.reason ?? '') }));

/** What a session is opened with beyond the backend. */
type OpenOptions = Pick<RequestOf<'open'>, 'kernels' | 'threads' | 'choices'>;

interface Answer {
  readonly values: number[];
  readonly shape: readonly number[];
}

/** What a test compares: the code of a refusal, or the result. */
async function coded<T>(work: Promise<T>): Promise<T | { readonly code: string; readonly reason: string }> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof AtlasError)
      return { code: error.code, reason: String(error.data.reason ?? error.data.tried ?? '') };
    if (error instanceof DOMException) return { code: error.name, reason: error.message };
    throw error;
  }
}

const request = (node: string, picture: string, calibrated: boolean) => {
  const weights: WeightChoice = { kind: 'seeded', calibrated };
  return { network: definition.id, picture, weights, node };
};

const harness = {
  losses,
  coded,
  open: (choice: BackendChoice, options: OpenOptions = {}): Promise<BackendReport> =>
    session.request<'open'>({ type: 'open', choice, ...options }),
  /** Decodes a sample as the site does, and gives it and the network to the session; of a new copy nothing is kept. */
  async put(sample: string, size: number, id = 'inception-v4', copy = 1): Promise<string> {
    definition = findNetwork(id);
    const pictures = createPictureClient();
    const opened = await pictures.open(await (await fetch(`/public/samples/${sample}`)).blob());
    const made = await pictures.prepare(opened.id, preprocessingAt(size, definition.preprocessing));
    pictures.close();
    const key = `${sample} ${size} ${copy}`;
    const { graph } = modelOf(definition.id);
    const { renames } = definition;
    await session.request<'put-network'>({ type: 'put-network', key: definition.id, graph, renames });
    const { pixels, width, height } = made;
    await session.request<'put-picture'>({ type: 'put-picture', key, pixels, width, height, channels: 3 });
    return key;
  },
  async tensor(node: string, picture: string, calibrated = true): Promise<Answer> {
    const { values, shape } = await session.request<'tensor'>({
      type: 'tensor',
      ...request(node, picture, calibrated),
    });
    return { values: [...values], shape };
  },
  /** The stages that an answer goes through, each once. */
  async stages(node: string, picture: string): Promise<string[]> {
    const stages = new Set<string>();
    const onProgress = ({ stage }: Progress): void => void stages.add(stage);
    await session.request<'tensor'>({ type: 'tensor', ...request(node, picture, true) }, { onProgress });
    return [...stages];
  },
  /** Computes ahead. */
  warm(nodes: readonly string[], picture: string): Promise<Warmed> {
    const { node: _, ...where } = request('', picture, true);
    return session.request<'warm'>({ type: 'warm', nodes, fetch: 0, ...where });
  },
  /** A view, and the colours of the first pixels of its bitmap. */
  async view(node: string, picture: string): Promise<{ width: number; height: number; colours: number; work: Work }> {
    const view = await session.request<'view'>({ type: 'view', range: 'channel', ...request(node, picture, true) });
    const { width, height } = view.bitmap;
    const context = new OffscreenCanvas(width, height).getContext('2d');
    context?.drawImage(view.bitmap, 0, 0);
    view.bitmap.close();
    const pixels = new Uint32Array(context?.getImageData(0, 0, width, height).data.buffer ?? new ArrayBuffer(0));
    return { width, height, colours: new Set(pixels).size, work: view.work };
  },
  /**
   * How a view drawn in the worker differs from the same values drawn here without SIMD: the share of pixels, the
   * largest difference of one of their bytes, and how many are transparent that should not be, or the other way round.
   */
  async drawing(node: string, picture: string, range: 'channel' | 'shared') {
    const asked = request(node, picture, true);
    const { values, shape } = await session.request<'tensor'>({ type: 'tensor', ...asked });
    const { bitmap, statistics } = await session.request<'view'>({ type: 'view', range, ...asked });
    const wanted = drawView(node, shape, values, range);
    const { width, height } = bitmap;
    const context = new OffscreenCanvas(width, height).getContext('2d');
    context?.drawImage(bitmap, 0, 0);
    bitmap.close();
    const found = context?.getImageData(0, 0, width, height).data ?? new Uint8ClampedArray(0);
    let [different, largest, transparent] = [0, 0, 0];
    for (let at = 0; at < wanted.pixels.length; at += 4) {
      const by = [0, 1, 2].map((i) => Math.abs((found[at + i] ?? 255) - (wanted.pixels[at + i] ?? 0)));
      if (by.some((each) => each > 0)) different++;
      largest = Math.max(largest, ...by);
      if (found[at + 3] !== wanted.pixels[at + 3]) transparent++;
    }
    const sameMeans = statistics.mean.every((mean, channel) => mean === wanted.statistics.mean[channel]);
    return { share: different / (wanted.pixels.length / 4), largest, transparent, sameMeans };
  },
  /** Asks for a view and cancels it after its first layers; then tells what a second one costs. */
  async cancelled(node: string, picture: string, after: number): Promise<{ name: string; again: Work }> {
    const controller = new AbortController();
    const ask = { type: 'view', range: 'channel', ...request(node, picture, true) } as const;
    const first = session.request<'view'>(ask, {
      signal: controller.signal,
      onProgress: (progress) => {
        if (progress.stage === 'layers' && progress.done >= after) controller.abort();
      },
    });
    const name = await first.then(
      () => 'done',
      (error: unknown) => (error instanceof DOMException ? error.name : 'another error'),
    );
    const second = await session.request<'view'>(ask);
    second.bitmap.close();
    return { name, again: second.work };
  },
  /** Computes under both backends, one after the other; the largest difference in standard deviations of the second. */
  async disagreement(
    nodes: readonly string[],
    picture: string,
    backends: readonly [BackendChoice, BackendChoice],
    options: readonly [OpenOptions, OpenOptions] = [{}, {}],
    calibrated = true,
  ) {
    const results: Float32Array[][] = [];
    for (const [i, choice] of backends.entries()) {
      await harness.open(choice, options[i]);
      const values: Float32Array[] = [];
      for (const node of nodes) {
        const answer = await session.request<'tensor'>({ type: 'tensor', ...request(node, picture, calibrated) });
        values.push(answer.values);
      }
      results.push(values);
    }
    return nodes.map((node, i) => {
      const [found = new Float32Array(0), wanted = new Float32Array(0)] = results.map((values) => values[i]);
      const { std } = tensorStatistics(wanted);
      let worst = found.length === wanted.length && std > 0 ? 0 : Number.POSITIVE_INFINITY;
      wanted.forEach((value, place) => {
        const difference = Math.abs((found[place] ?? Number.NaN) - value) / std;
        if (!(difference <= worst)) worst = Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference;
      });
      return { node, worst };
    });
  },
  /** Gives the session a weight file: an address, or its bytes. */
  putWeights: (key: string, file: string | readonly number[]): Promise<WeightReport> =>
    session.request<'put-weights'>({
      type: 'put-weights',
      key,
      name: key,
      network: definition.id,
      file: typeof file === 'string' ? file : new Blob([Uint8Array.from(file)]),
    }),
  /** What a tensor costs with a weight file; after so many bytes of weights it is cancelled, where that is given. */
  async cost(node: string, picture: string, key: string, cancelAfter?: number): Promise<Work> {
    const controller = new AbortController();
    const onProgress = (progress: Progress): void => {
      if (cancelAfter !== undefined && progress.stage === 'weights' && progress.done > cancelAfter) controller.abort();
    };
    const asked: TensorRequest = { ...request(node, picture, false), weights: { kind: 'file', key } };
    const options = { signal: controller.signal, onProgress };
    const view = await session.request<'view'>({ type: 'view', range: 'channel', ...asked }, options);
    view.bitmap.close();
    return view.work;
  },
  /** Whether a weight file by the recipe gives, value by value, what the recipe gives. */
  async asSeeded(node: string, picture: string, key: string): Promise<boolean> {
    const asked = { type: 'tensor', ...request(node, picture, false) } as const;
    const seeded = await session.request<'tensor'>(asked);
    const served = await session.request<'tensor'>({ ...asked, weights: { kind: 'file', key } });
    return seeded.values.length > 0 && seeded.values.every((value, place) => value === served.values[place]);
  },
  stored: (): Promise<StoredReport> => session.request<'stored'>({ type: 'stored' }),
  forgetStored: (address?: string): Promise<StoredReport> =>
    session.request<'forget-stored'>({ type: 'forget-stored', ...(address === undefined ? {} : { address }) }),
  memory: (): Promise<Memory> => session.request<'memory'>({ type: 'memory' }),
};

export type Harness = typeof harness;

declare global {
  interface Window {
    harness: Harness;
  }
}

window.harness = harness;
