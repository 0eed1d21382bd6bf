import { dispatchesSoFar } from './dispatches';
import type { Peer, PeerRequest } from './peer';

/** Answers the page's requests one after the other; what is timed is one pass up to values that can be read. */
export function servePeer(peer: Peer): void {
  async function answer(request: PeerRequest): Promise<unknown> {
    if (request.type === 'prepare') return { description: await peer.prepare(request.setting) };
    const [started, sent] = [performance.now(), dispatchesSoFar()];
    const values = await peer.run(request.node);
    if (request.type === 'run') {
      return { milliseconds: performance.now() - started, dispatches: dispatchesSoFar() - sent };
    }
    return { values: peer.ordered(request.node, values) };
  }
  let queue: Promise<void> = Promise.resolve();
  self.addEventListener('message', ({ data: { id, request } }: MessageEvent<{ id: number; request: PeerRequest }>) => {
    queue = queue.then(() =>
      answer(request).then(
        (result) => self.postMessage({ id, result }),
        (error: unknown) => self.postMessage({ id, error: error instanceof Error ? error.message : String(error) }),
      ),
    );
  });
}
