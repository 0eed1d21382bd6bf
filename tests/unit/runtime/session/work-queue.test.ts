import { describe, expect, it } from 'vitest';
import type { FromWorker, Request, RequestType, Results } from '@/lib/runtime/protocol';
import { INTERRUPTED, type RequestOptions } from '@/lib/runtime/session/session-host';
import { WorkQueue } from '@/lib/runtime/session/work-queue';

const about = { network: 'n', picture: 'p', weights: { kind: 'seeded', calibrated: false } } as const;
const warm = { type: 'warm', nodes: ['a'], fetch: 0, ...about } as const;

/** Answers with nothing; a warm request goes on until it is told to stop. */
class Slow {
  readonly begun: RequestType[] = [];

  async answer(request: Request, { signal }: RequestOptions): Promise<Results[RequestType]> {
    this.begun.push(request.type);
    if (request.type !== 'warm') return null;
    if (!signal?.aborted) await new Promise((resolve) => signal?.addEventListener('abort', resolve));
    if (signal?.reason !== INTERRUPTED) throw signal?.reason;
    return { nodes: [], computed: 1, ended: 'interrupted' };
  }
}

const queueOf = () => {
  const host = new Slow();
  const sent: FromWorker[] = [];
  const queue = new WorkQueue(host, (message) => sent.push(message));
  return { host, sent, ask: (id: number, request: Request) => queue.receive({ kind: 'request', id, request }), queue };
};

describe('a queue of requests', () => {
  it('lets what is asked interrupt what is computed ahead, which answers with what it did', async () => {
    const { host, sent, ask } = queueOf();
    void ask(1, warm);
    await Promise.resolve();
    await ask(2, { type: 'memory' });
    expect(host.begun).toEqual(['warm', 'memory']);
    expect(sent).toMatchObject([
      { kind: 'result', id: 1, result: { ended: 'interrupted', computed: 1 } },
      { kind: 'result', id: 2 },
    ]);
  });

  it('also where that still waits, and where the new request computes ahead itself', async () => {
    const { sent, ask, queue } = queueOf();
    void ask(1, warm);
    void ask(2, warm);
    const third = ask(3, warm);
    await expect.poll(() => sent.map(({ kind }) => kind)).toEqual(['result', 'result']);
    void queue.receive({ kind: 'cancel', id: 3 });
    await third;
    expect(sent.at(-1)).toEqual({ kind: 'cancelled', id: 3 });
  });

  it('is not interrupted by the opening of a file on a server, which asks nothing of the engine', async () => {
    const { host, sent, ask } = queueOf();
    void ask(1, warm);
    await ask(2, { type: 'put-weights', key: 'k', name: 'k', network: 'n', file: 'https://example.org/k' });
    expect(host.begun).toContain('put-weights');
    expect(sent.map((message) => 'id' in message && message.id)).toEqual([2]);
    await ask(3, { type: 'memory' });
  });

  it('answers with the code of what went wrong, and goes on', async () => {
    const sent: FromWorker[] = [];
    const queue = new WorkQueue({ answer: async () => Promise.reject(new Error('odd')) }, (each) => sent.push(each));
    await queue.receive({ kind: 'request', id: 1, request: { type: 'memory' } });
    expect(sent).toMatchObject([{ kind: 'failure', id: 1, code: 'runtime/failed', data: { reason: 'odd' } }]);
  });
});
