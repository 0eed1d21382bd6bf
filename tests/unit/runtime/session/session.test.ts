import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { conv, network } from '@/lib/graph/combinators';
import { readNetwork } from '@/lib/graph/model';
import type { BackendChoice, BackendReport, FromWorker, Request, ToWorker } from '@/lib/runtime/protocol';
import { createSession, type SessionWorker } from '@/lib/runtime/session/session';
import type { Patience } from '@/lib/runtime/session/sign-of-life';

const report = (backend: BackendReport['backend'], reason: BackendReport['reason']): BackendReport => ({
  backend,
  reason,
  adapter: null,
  threads: 1,
  kernels: 'stock',
  trouble: null,
  choices: null,
});

/** A worker in this thread: opens at once, and answers the rest when a test says so. */
class FakeWorker implements SessionWorker {
  readonly requests: { readonly id: number; readonly request: Request }[] = [];
  readonly cancelled: number[] = [];
  terminated = false;
  /** One that died without an event answers nothing, pings neither. */
  lives = true;
  pings = 0;
  readonly #listeners = new Map<string, (event: never) => void>();
  readonly backend: BackendReport['backend'];

  constructor(backend: BackendReport['backend']) {
    this.backend = backend;
  }

  postMessage(message: ToWorker): void {
    if (message.kind === 'ping') {
      this.pings++;
      if (this.lives) queueMicrotask(() => this.say({ kind: 'pong' }));
      return;
    }
    if (message.kind === 'cancel') {
      this.cancelled.push(message.id);
      return;
    }
    this.requests.push(message);
    if (!this.lives) return;
    const { id, request } = message;
    if (request.type === 'open') {
      const given = request.without?.includes('webgpu')
        ? report('wasm', 'webgpu-failed')
        : report(this.backend, 'forced');
      queueMicrotask(() => this.say({ kind: 'result', id, result: given }));
    } else if (/^(put|drop)-/.test(request.type)) queueMicrotask(() => this.say({ kind: 'result', id, result: null }));
  }

  addEventListener(type: string, listener: (event: never) => void): void {
    this.#listeners.set(type, listener);
  }

  terminate(): void {
    this.terminated = true;
  }

  say(message: FromWorker): void {
    if (!this.terminated) this.#listeners.get('message')?.({ data: message } as never);
  }

  crash(message: string): void {
    this.#listeners.get('error')?.({ message } as never);
  }

  get types(): readonly string[] {
    return this.requests.map(({ request }) => request.type);
  }

  last(): number {
    return this.requests.at(-1)?.id ?? 0;
  }
}

function sessionOf(backend: BackendReport['backend'] = 'wasm', patience: Partial<Patience> = {}, lives = true) {
  const workers: FakeWorker[] = [];
  const start = () => {
    const worker = new FakeWorker(backend);
    worker.lives = lives;
    workers.push(worker);
    return worker;
  };
  const session = createSession({ start, ...patience });
  const { graph } = readNetwork(network({ a: conv(1, 1) }));
  const open = (choice: BackendChoice = 'auto') => session.request<'open'>({ type: 'open', choice });
  const put = async () => {
    await session.request<'put-network'>({
      type: 'put-network',
      key: 'n',
      graph: readNetwork(network({ a: conv(1, 1) })).graph,
    });
    const pixels = new Float32Array(3);
    await session.request<'put-picture'>({ type: 'put-picture', key: 'p', height: 1, width: 1, channels: 3, pixels });
  };
  const tensor = (options: { signal?: AbortSignal } = {}) =>
    session.request<'tensor'>(
      { type: 'tensor', network: 'n', picture: 'p', weights: { kind: 'seeded', calibrated: false }, node: 'a@relu' },
      options,
    );
  const worker = (index: number): FakeWorker => {
    const found = workers[index];
    if (!found) throw new Error(`no worker ${index}`);
    return found;
  };
  return { session, workers, worker, graph, open, put, tensor };
}

const answer = { values: new Float32Array(1), shape: [1, 1, 1] };
const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

describe('the client of a session', () => {
  it('asks what is kept on the device without a backend, and opens one in the same worker when it is needed', async () => {
    const { workers, worker, session } = sessionOf();
    const asked = session.request<'stored'>({ type: 'stored' });
    await settled();
    expect(worker(0).types).toEqual(['stored']);
    const stored = { files: [], bytes: 0, trouble: null, persisted: false };
    worker(0).say({ kind: 'result', id: worker(0).last(), result: stored });
    expect(await asked).toEqual(stored);
    void session.request<'memory'>({ type: 'memory' }).catch(() => {});
    await settled();
    expect(worker(0).types).toEqual(['stored', 'open', 'memory']);
    expect(workers).toHaveLength(1);
    session.close();
  });

  it('starts no worker before the first request, opens by itself, and gives answers and progress', async () => {
    const { workers, worker, tensor, session } = sessionOf();
    expect(workers).toHaveLength(0);
    const onProgress = vi.fn();
    const asked = session.request<'memory'>({ type: 'memory' }, { onProgress });
    await settled();
    expect(worker(0).types).toEqual(['open', 'memory']);
    worker(0).say({ kind: 'progress', id: worker(0).last(), progress: { stage: 'drawing' } });
    const memory = {
      tensors: 0,
      accounted: 0,
      activationBytes: 0,
      weightBytes: 0,
      backendBytes: 0,
      loadingBytes: 0,
      mostLoadingBytes: 0,
      heapBytes: null,
    };
    worker(0).say({ kind: 'result', id: worker(0).last(), result: memory });
    expect(await asked).toEqual(memory);
    expect(onProgress).toHaveBeenCalledWith({ stage: 'drawing' });
    const refused = tensor();
    await settled();
    worker(0).say({
      kind: 'failure',
      id: worker(0).last(),
      code: 'runtime/unknown-network',
      data: { network: 'n' },
      retryable: false,
    });
    await expect(refused).rejects.toMatchObject({ code: 'runtime/unknown-network', data: { network: 'n' } });
  });

  it.each<[string, (worker: FakeWorker) => void, string]>([
    ['a crash of the worker', (worker) => worker.crash('planted'), 'runtime/worker-crashed'],
    ['a worker that cannot be loaded', (worker) => worker.crash(''), 'runtime/worker-crashed'],
    [
      'a lost device',
      (worker) => worker.say({ kind: 'lost', code: 'runtime/device-lost', data: { reason: 'reset' } }),
      'runtime/device-lost',
    ],
  ])(
    'answers what waits with %s, tells of it once, and puts everything back with the next request',
    async (_, fault, code) => {
      const { worker, workers, open, put, tensor, session } = sessionOf();
      const onLost = vi.fn();
      session.onLost(onLost);
      await open();
      await put();
      const first = tensor();
      const second = tensor();
      await settled();
      fault(worker(0));
      await expect(first).rejects.toMatchObject({ code, retryable: true });
      await expect(second).rejects.toMatchObject({ code });
      expect(onLost).toHaveBeenCalledOnce();
      expect(worker(0).terminated).toBe(true);
      expect(workers).toHaveLength(1);

      const again = tensor();
      await vi.waitFor(() => expect(worker(1).types).toEqual(['open', 'put-network', 'put-picture', 'tensor']));
      worker(1).say({ kind: 'result', id: worker(1).last(), result: answer });
      expect(await again).toEqual(answer);
    },
  );

  it('cancels at once on this side and tells the worker; a late bitmap is closed', async () => {
    const { worker, open, put, tensor } = sessionOf();
    await open();
    await put();
    const controller = new AbortController();
    const asked = tensor({ signal: controller.signal });
    await settled();
    const id = worker(0).last();
    controller.abort();
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
    expect(worker(0).cancelled).toEqual([id]);
    const close = vi.fn();
    worker(0).say({ kind: 'result', id, result: { bitmap: { close } } as never });
    expect(close).toHaveBeenCalledOnce();
    await expect(tensor({ signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('leaves WebGPU alone after it failed twice, and says so', async () => {
    const { worker, open } = sessionOf('webgpu');
    const lose = (index: number) =>
      worker(index).say({ kind: 'lost', code: 'runtime/device-lost', data: { reason: 'reset' } });
    expect(await open('webgpu')).toEqual(report('webgpu', 'forced'));
    lose(0);
    expect(await open('webgpu')).toEqual(report('webgpu', 'forced'));
    lose(1);
    expect(await open('webgpu')).toEqual(report('wasm', 'webgpu-failed'));
  });

  it('opens a new worker for another backend, and keeps what was put', async () => {
    const { session, worker, open, put, tensor } = sessionOf();
    await open('wasm');
    await put();
    await open('cpu');
    expect(worker(0).terminated).toBe(true);
    expect(worker(1).requests[0]?.request).toMatchObject({ type: 'open', choice: 'cpu' });
    // It is put there when a request names it.
    void tensor().catch(() => {});
    await vi.waitFor(() => expect(worker(1).types).toEqual(['open', 'put-network', 'put-picture', 'tensor']));
    session.close();
  });

  it('does not put back a picture that was dropped, and needs no worker to drop one', async () => {
    const { session, worker, workers, open, put, tensor } = sessionOf();
    await session.request<'drop-picture'>({ type: 'drop-picture', key: 'p' });
    expect(workers).toHaveLength(0);
    await open('wasm');
    await put();
    await session.request<'drop-picture'>({ type: 'drop-picture', key: 'p' });
    expect(worker(0).types.at(-1)).toBe('drop-picture');
    await open('cpu');
    void tensor().catch(() => {});
    await vi.waitFor(() => expect(worker(1).types).toEqual(['open', 'put-network', 'tensor']));
    session.close();
  });

  it('tries again with a new worker when opening fails', async () => {
    const { session, worker, workers } = sessionOf();
    const asked = session.request<'open'>({ type: 'open', choice: 'auto' });
    worker(0).crash('planted');
    await expect(asked).rejects.toMatchObject({ code: 'runtime/worker-crashed' });
    await session.request<'open'>({ type: 'open', choice: 'auto' });
    expect(workers).toHaveLength(2);
  });

  it('answers nothing any more once it is closed', async () => {
    const { session, open, tensor, worker } = sessionOf();
    await open();
    const asked = tensor();
    await settled();
    session.close();
    await expect(asked).rejects.toMatchObject({ code: 'runtime/not-open' });
    await expect(open()).rejects.toMatchObject({ code: 'runtime/not-open' });
    expect(worker(0).terminated).toBe(true);
  });

  it('puts what a request expects where the worker lacks it, and keeps the last few pictures of that kind', async () => {
    const { session, worker, graph } = sessionOf();
    const at = async (key: string) => {
      const weights = { kind: 'seeded', calibrated: false } as const;
      const pixels = new Float32Array(3);
      const asked = session.request<'tensor'>(
        { type: 'tensor', network: 'n', picture: key, weights, node: 'a@relu' },
        {
          expects: [
            { type: 'put-network', key: 'n', graph },
            { type: 'put-picture', key, height: 1, width: 1, channels: 3, pixels },
          ],
        },
      );
      await vi.waitFor(() => expect(worker(0).types.at(-1)).toMatch(/tensor|drop/));
      await settled();
      const { id } = worker(0).requests.findLast(({ request }) => request.type === 'tensor') ?? { id: 0 };
      worker(0).say({ kind: 'result', id, result: answer });
      await asked;
    };
    const keys = (type: string) =>
      worker(0).requests.flatMap(({ request }) => (request.type === type && 'key' in request ? [request.key] : []));
    for (const key of ['1', '2', '3', '4']) await at(key);
    // Asked about again, so the second is the one that nobody asked about for longest.
    await at('1');
    expect(keys('drop-picture')).toEqual([]);
    await at('5');
    expect(keys('drop-picture')).toEqual(['2']);
    await at('2');
    expect(keys('put-picture')).toEqual(['1', '2', '3', '4', '5', '2']);
    expect(keys('put-network')).toEqual(['n']);
    session.close();
  });

  it('asks again of a new worker, with everything that is expected, where restarting it failed first', async () => {
    const { session, worker, workers, open, put, tensor } = sessionOf();
    await open();
    await put();
    const before = tensor();
    await settled();
    worker(0).crash('planted');
    await expect(before).rejects.toMatchObject({ code: 'runtime/worker-crashed' });
    // The restart fails too.
    const failing = tensor();
    await vi.waitFor(() => expect(workers).toHaveLength(2));
    worker(1).crash('planted again');
    await expect(failing).rejects.toMatchObject({ code: 'runtime/worker-crashed' });
    const again = tensor();
    await vi.waitFor(() => expect(worker(2).types).toEqual(['open', 'put-network', 'put-picture', 'tensor']));
    worker(2).say({ kind: 'result', id: worker(2).last(), result: answer });
    expect(await again).toEqual(answer);
    session.close();
  });

  it('asks what something would cost without a backend, and opens no weights for it', async () => {
    const { session, worker, put } = sessionOf();
    await put();
    worker(0).crash('planted');
    const needs = session.request<'needs'>({
      type: 'needs',
      network: 'n',
      picture: 'p',
      weights: { kind: 'file', key: 'f' },
      node: 'a@relu',
    });
    await vi.waitFor(() => expect(worker(1).types).toEqual(['put-network', 'put-picture', 'needs']));
    const nothing = { nodes: [], networkBytes: 0, storedBytes: 0 };
    worker(1).say({ kind: 'result', id: worker(1).last(), result: nothing });
    expect(await needs).toEqual(nothing);
    session.close();
  });
});

describe('a worker that is silent', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** Lets so many seconds pass, with what happens in them. */
  const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1000);

  async function asked(isVisible = () => true) {
    const all = sessionOf('wasm', { isVisible });
    await all.open();
    await all.put();
    const onLost = vi.fn();
    all.session.onLost(onLost);
    const tensor = (options: { signal?: AbortSignal } = {}) => {
      const pending = all.tensor(options);
      pending.catch(() => {});
      return pending;
    };
    return { ...all, onLost, tensor };
  }

  it.each(['idle', 'in the middle of a run'])(
    'is replaced after 30 seconds when it died %s, and what waits is answered by the new one',
    async (when) => {
      const { worker, workers, tensor, onLost } = await asked();
      if (when === 'idle') worker(0).lives = false;
      const pending = tensor();
      await pass(1);
      worker(0).lives = false;
      await pass(28);
      expect(workers).toHaveLength(1);
      await pass(2);
      expect(workers).toHaveLength(2);
      expect(worker(0).terminated).toBe(true);
      expect(onLost).toHaveBeenCalledWith('runtime/worker-silent', { seconds: 30 });
      expect(worker(1).types).toEqual(['open', 'put-network', 'put-picture', 'tensor']);
      worker(1).say({ kind: 'result', id: worker(1).last(), result: answer });
      expect(await pending).toEqual(answer);
    },
  );

  it('does not hold up a cancel, nor what is asked after it', async () => {
    const { worker, workers, tensor } = await asked();
    const controller = new AbortController();
    const cancelled = tensor({ signal: controller.signal });
    await pass(1);
    worker(0).lives = false;
    controller.abort();
    await expect(cancelled).rejects.toMatchObject({ name: 'AbortError' });
    const next = tensor();
    await pass(31);
    expect(workers).toHaveLength(2);
    worker(1).say({ kind: 'result', id: worker(1).last(), result: answer });
    expect(await next).toEqual(answer);
  });

  it('gives up where the second one is silent too', async () => {
    const { worker, workers, tensor } = await asked();
    worker(0).lives = false;
    const pending = tensor();
    await pass(31);
    worker(1).lives = false;
    await pass(31);
    await expect(pending).rejects.toMatchObject({ code: 'runtime/worker-silent', retryable: true });
    expect(workers).toHaveLength(2);
  });

  it('is waited for through a step of 20 seconds that answers no ping', async () => {
    const { worker, workers, tensor } = await asked();
    const pending = tensor();
    await pass(1);
    for (let step = 0; step < 3; step++) {
      worker(0).lives = false;
      await pass(20);
      worker(0).lives = true;
      worker(0).say({ kind: 'progress', id: worker(0).last(), progress: { stage: 'drawing' } });
    }
    expect(workers).toHaveLength(1);
    worker(0).say({ kind: 'result', id: worker(0).last(), result: answer });
    expect(await pending).toEqual(answer);
  });

  it('is waited for while it answers pings, however long a run takes', async () => {
    const { worker, workers, tensor } = await asked();
    const pending = tensor();
    await pass(600);
    expect(workers).toHaveLength(1);
    expect(worker(0).pings).toBeGreaterThan(50);
    worker(0).say({ kind: 'result', id: worker(0).last(), result: answer });
    await pending;
    const { pings } = worker(0);
    await pass(60);
    // Nothing waits, so nobody asks.
    expect(worker(0).pings).toBe(pings);
  });

  it('is waited for while it compiles, and while nobody looks', async () => {
    let visible = true;
    const { worker, workers, tensor } = await asked(() => visible);
    const pending = tensor();
    await pass(1);
    worker(0).say({ kind: 'progress', id: worker(0).last(), progress: { stage: 'compile' } });
    worker(0).lives = false;
    await pass(300);
    expect(workers).toHaveLength(1);
    worker(0).say({ kind: 'progress', id: worker(0).last(), progress: { stage: 'drawing' } });
    visible = false;
    await pass(300);
    expect(workers).toHaveLength(1);
    visible = true;
    await pass(31);
    expect(workers).toHaveLength(2);
    worker(1).say({ kind: 'result', id: worker(1).last(), result: answer });
    expect(await pending).toEqual(answer);
  });

  it('may take two minutes to load its code', async () => {
    const { session, worker, workers } = sessionOf('wasm', {}, false);
    const opening = session.request<'open'>({ type: 'open', choice: 'auto' });
    await pass(100);
    expect(workers).toHaveLength(1);
    await pass(25);
    expect(workers).toHaveLength(2);
    worker(1).lives = true;
    worker(1).say({ kind: 'result', id: worker(1).last(), result: report('wasm', 'forced') });
    expect(await opening).toEqual(report('wasm', 'forced'));
  });
});
