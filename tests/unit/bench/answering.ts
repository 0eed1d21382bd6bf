import type { RequestOf } from '@/lib/runtime/protocol';
import type { FakeSession } from '../lab/fake-parts';

/** A session that answers what the benchmark asks, without computing. */
export function answering(session: FakeSession): FakeSession {
  session.answers.set('view', (request) => ({
    node: (request as RequestOf<'view'>).node,
    shape: [2, 2, 4],
    bitmap: { width: 1, height: 1, close() {} },
    work: { computed: 1, reused: 0, milliseconds: 3 },
  }));
  session.answers.set('place', () => ({ values: new Float32Array(1) }));
  session.answers.set('memory', () => ({
    tensors: 7,
    accounted: 7,
    activationBytes: 2 ** 20,
    weightBytes: 3 * 2 ** 20,
    backendBytes: 0,
    loadingBytes: 0,
    mostLoadingBytes: 0,
    heapBytes: 16 * 2 ** 20,
  }));
  return session;
}
