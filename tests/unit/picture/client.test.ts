import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AtlasError } from '@/lib/error';
import { createPictureClient, type PictureWorker } from '@/lib/picture/client';
import type { OpenedPicture, PictureAnswer, PictureRequest, PreparedPicture } from '@/lib/picture/protocol';

/** A worker that notes what it is asked and answers when told to. */
class ScriptedWorker implements PictureWorker {
  onmessage: PictureWorker['onmessage'] = null;
  onerror: PictureWorker['onerror'] = null;
  onmessageerror: PictureWorker['onmessageerror'] = null;
  readonly asked: PictureRequest[] = [];
  ended = false;

  postMessage(message: PictureRequest): void {
    if (this.ended) throw new Error('asked after its end');
    this.asked.push(message);
  }

  terminate(): void {
    this.ended = true;
  }

  answer(data: PictureAnswer): void {
    this.onmessage?.call(this as unknown as Worker, { data } as MessageEvent);
  }

  opened(request: PictureRequest): void {
    this.answer({ type: 'opened', request: request.request, picture: openedAs(request.id) });
  }

  crash(message: string): void {
    this.onerror?.call(this as unknown as Worker, { message, preventDefault() {} } as ErrorEvent);
  }
}

const openedAs = (id: string): OpenedPicture => ({
  id,
  kind: 'png',
  width: 4,
  height: 3,
  notes: [],
  preview: {} as ImageBitmap,
});

const prepared = { key: 'k' } as PreparedPicture;
const preprocessing = {
  resizeShort: 85,
  crop: 75,
  interpolation: 'bicubic',
  mean: [0.5, 0.5, 0.5],
  std: [0.5, 0.5, 0.5],
} as const;

let workers: ScriptedWorker[] = [];
const client = () =>
  createPictureClient({
    timeoutMs: 1000,
    createWorker: () => {
      const worker = new ScriptedWorker();
      workers.push(worker);
      return worker;
    },
  });
const latest = () => workers.at(-1) as ScriptedWorker;
const lastAsked = () => latest().asked.at(-1) as PictureRequest;
/** Lets the steps between promises run. */
const settle = () => vi.advanceTimersByTimeAsync(0);
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'answered',
    (error: unknown) => (error instanceof AtlasError ? error.code : String(error)),
  );
const blob = (text: string) => new Blob([text]);

beforeEach(() => {
  vi.useFakeTimers();
  workers = [];
});
afterEach(() => vi.useRealTimers());

describe('createPictureClient', () => {
  it('starts one worker, with the first request, and matches answers to requests', async () => {
    const pictures = client();
    expect(workers).toHaveLength(0);
    const opening = pictures.open(blob('a'));
    await settle();
    latest().opened(lastAsked());
    const { id } = await opening;
    const first = pictures.prepare(id, preprocessing);
    const second = pictures.prepare(id, preprocessing, { x: 1, y: 2 });
    await settle();
    const [, one, two] = latest().asked as [PictureRequest, PictureRequest, PictureRequest];
    expect(two).toMatchObject({ type: 'prepare', id, choice: { x: 1, y: 2 } });
    latest().answer({ type: 'prepared', request: two.request, picture: { ...prepared, key: 'two' } });
    latest().answer({ type: 'prepared', request: one.request, picture: { ...prepared, key: 'one' } });
    expect([(await first).key, (await second).key]).toEqual(['one', 'two']);
    expect(workers).toHaveLength(1);
  });

  it('passes an error of the worker on with its code and facts, and stays usable', async () => {
    const pictures = client();
    const opening = pictures.open(blob('a'));
    const outcome = opening.catch((error: unknown) => error);
    await settle();
    const { request } = lastAsked();
    const data = { kind: 'png', bytes: 9 };
    latest().answer({ type: 'failed', request, failure: { code: 'picture/truncated', data } });
    expect(await outcome).toMatchObject({ code: 'picture/truncated', data });
    const again = pictures.open(blob('b'));
    await settle();
    latest().opened(lastAsked());
    expect((await again).kind).toBe('png');
    expect(workers).toHaveLength(1);
  });

  it('ends a decode that never answers, says so, and goes on with a new worker', async () => {
    const pictures = client();
    const code = codeOf(pictures.open(blob('a')));
    await vi.advanceTimersByTimeAsync(999);
    expect(workers[0]?.ended).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await code).toBe('picture/timeout');
    expect(workers[0]?.ended).toBe(true);
    const again = pictures.open(blob('b'));
    await settle();
    expect(workers).toHaveLength(2);
    latest().opened(lastAsked());
    expect((await again).width).toBe(4);
  });

  it('gives an older open up for a newer one, and asks again whatever else was under way', async () => {
    const pictures = client();
    const opening = pictures.open(blob('a'));
    await settle();
    latest().opened(lastAsked());
    const { id } = await opening;
    const preparing = pictures.prepare(id, preprocessing);
    const overtaken = codeOf(pictures.open(blob('b')));
    await settle();
    const newest = pictures.open(blob('c'));
    await settle();
    expect(await overtaken).toBe('picture/cancelled');
    expect(workers).toHaveLength(2);
    expect(workers[0]?.ended).toBe(true);
    const [prepare, open] = latest().asked as [PictureRequest, PictureRequest];
    expect(prepare).toMatchObject({ type: 'prepare', id });
    latest().opened(open);
    latest().answer({ type: 'prepared', request: prepare.request, picture: prepared });
    expect((await newest).id).toBe(open.id);
    expect((await preparing).key).toBe('k');
  });

  it('keeps an opened picture usable when a newer one fails or the worker breaks', async () => {
    const pictures = client();
    const opening = pictures.open(blob('a'));
    await settle();
    latest().opened(lastAsked());
    const { id } = await opening;
    const failing = codeOf(pictures.open(blob('b')));
    await settle();
    latest().crash('out of memory');
    expect(await failing).toBe('picture/worker-failed');
    const preparing = pictures.prepare(id, preprocessing);
    await settle();
    expect(workers).toHaveLength(2);
    expect(lastAsked()).toMatchObject({ type: 'prepare', id });
    expect(await (lastAsked() as { blob: Blob }).blob.text()).toBe('a');
    latest().answer({ type: 'prepared', request: lastAsked().request, picture: prepared });
    expect((await preparing).key).toBe('k');
  });

  it('refuses what it has not opened, and everything once closed', async () => {
    const pictures = client();
    expect(await codeOf(pictures.prepare('picture-7', preprocessing))).toBe('picture/not-open');
    const pending = codeOf(pictures.open(blob('a')));
    await settle();
    pictures.close();
    expect(await pending).toBe('picture/cancelled');
    expect(latest().ended).toBe(true);
    expect(await codeOf(pictures.open(blob('a')))).toBe('picture/cancelled');
    expect(workers).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('says so when no worker can be started', async () => {
    const pictures = createPictureClient({
      createWorker: () => {
        throw new Error('blocked by the policy');
      },
    });
    const failure = pictures.open(blob('a')).catch((error: unknown) => error);
    expect(await failure).toMatchObject({ code: 'picture/worker-failed' });
    expect(vi.getTimerCount()).toBe(0);
  });
});
