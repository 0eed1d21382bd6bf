import type { WorkbenchParts } from '@/components/lab/workbench/workbench';
import { AtlasError, type ErrorData } from '@/lib/error';
import type { OpenedPicture, PictureClient, PreparedPicture } from '@/lib/picture/client';
import { wholeSize } from '@/lib/picture/preprocessing';
import type {
  BackendReport,
  Put,
  RequestOf,
  RequestType,
  Results,
  Session,
  WeightReport,
} from '@/lib/runtime/protocol';

const bitmap = (width: number, height: number): ImageBitmap => ({ width, height, close() {} });

export const wasm: BackendReport = {
  backend: 'wasm',
  reason: 'no-adapter',
  adapter: null,
  threads: 1,
  kernels: 'stock',
  trouble: null,
  choices: null,
};

/**
 * A session that records what it is asked, with what had to be put there for it, and answers what a test put into
 * `answers`.
 */
export class FakeSession implements Session {
  readonly #held = new Set<string>();
  readonly asked: RequestOf<RequestType>[] = [];
  readonly answers = new Map<RequestType, (request: RequestOf<RequestType>) => unknown>();
  closed = false;
  #listener: ((code: string, data: ErrorData) => void) | null = null;

  async request<T extends RequestType>(
    request: RequestOf<T>,
    { expects = [] }: { readonly expects?: readonly Put[] } = {},
  ): Promise<Results[T]> {
    const asked = request as RequestOf<RequestType>;
    for (const put of expects) {
      const name = `${put.type} ${put.key}`;
      if (!this.#held.has(name)) this.asked.push(put);
      this.#held.add(name);
    }
    this.asked.push(asked);
    const answer = this.answers.get(asked.type);
    const result = answer ? answer(asked) : asked.type === 'open' ? wasm : null;
    return (await result) as Results[T];
  }

  onLost(listener: (code: string, data: ErrorData) => void): () => void {
    this.#listener = listener;
    return () => {
      this.#listener = null;
    };
  }

  close(): void {
    this.closed = true;
  }

  lose(): void {
    this.#held.clear();
    this.#listener?.('runtime/device-lost', { reason: 'planted' });
  }

  types(): readonly RequestType[] {
    return this.asked.map(({ type }) => type);
  }
}

/** Pictures that open by their text: a blob of `bad` is refused, `slow` waits until `release` is called. */
export function fakeParts() {
  const sessions: FakeSession[] = [];
  const prepares: string[] = [];
  /** How the browser was asked not to clear what is stored. */
  const lasting: ('ask' | 'once')[] = [];
  let release: () => void = () => {};
  let opened = 0;
  const client: PictureClient = {
    async open(blob): Promise<OpenedPicture> {
      const text = await blob.text();
      if (text === 'bad') throw new AtlasError('picture/empty', {});
      if (text === 'slow') {
        await new Promise<void>((resolve) => {
          release = resolve;
        });
      }
      opened++;
      return { id: `${text}-${opened}`, kind: 'png', width: 400, height: 300, notes: [], preview: bitmap(400, 300) };
    },
    async prepare(id, { crop }, choice): Promise<PreparedPicture> {
      prepares.push(id);
      const { width, height } = wholeSize(crop);
      return {
        pixels: new Float32Array(width * height * 3),
        width,
        height,
        crop: { x: choice?.x ?? 50, y: choice?.y ?? 0, width: 262, height: 262 },
        notes: [],
        preview: bitmap(width, height),
        key: `${id} ${width}×${height} ${choice?.x ?? 'centre'}`,
      };
    },
    close() {},
  };
  const parts: WorkbenchParts = {
    loadSession: async () => {
      const session = new FakeSession();
      sessions.push(session);
      return session;
    },
    loadPictures: async () => client,
    fetchSample: async (sample) => new Blob([sample]),
    fetchIndex: async () => null,
    weightsFolder: () => 'http://site.test/weights/',
    patience: 20,
    lasting: () => ({
      canAsk: true,
      ask: async () => {
        lasting.push('ask');
        return true;
      },
      askOnce: async () => {
        lasting.push('once');
        return true;
      },
    }),
  };
  return { parts, sessions, prepares, lasting, release: () => release() };
}

export const report = (changes: Partial<WeightReport> = {}): WeightReport => ({
  key: 'k',
  name: 'mine.safetensors',
  bytes: 1024,
  metadata: {},
  lastBlock: null,
  address: null,
  version: null,
  opening: { requests: 0, networkBytes: 0, storedBytes: 0 },
  naming: 'timm',
  tensors: 2,
  extras: [],
  unexpected: [],
  missing: [],
  misshapen: [],
  background: [],
  prefix: '',
  copies: [],
  fitting: 2,
  begins: 'there',
  uncomputable: [],
  lacking: [],
  classes: null,
  head: null,
  ...changes,
});
