import { withSharedMemory } from '../kernels/shared-binary';
import type { Tf } from './tfjs';

/** More helpers than this find too few blocks to be worth their start. */
const MOST_THREADS = 16;

/** The largest memory that 32 bits can address, in pages of 64 KiB: what the backend's binary asks for. */
const MOST_PAGES = 65536;

/** How many threads can work here: 1 where memory cannot be shared, as on a page that is not cross-origin isolated. */
export function threadsHere(): number {
  if (typeof crossOriginIsolated === 'undefined' || !crossOriginIsolated) return 1;
  try {
    // Reserving addresses fails on some phones; better here than while the backend starts.
    new WebAssembly.Memory({ initial: 1, maximum: MOST_PAGES, shared: true });
  } catch {
    return 1;
  }
  return Math.max(1, Math.min(navigator.hardwareConcurrency, MOST_THREADS));
}

/**
 * Does `work`, in which the WebAssembly backend starts with its memory shared. Its own build for threads starts them
 * from the text of a function, which no bundler leaves as it was; so its plain build gets a shared memory, in which our
 * kernels can have threads.
 */
export async function withSharedHeap<T>(tf: Tf, work: () => Promise<T>): Promise<T> {
  const { platform } = tf.env();
  const own = platform.fetch;
  platform.fetch = async (address, init) => {
    const response = await own.call(platform, address, init);
    const bytes = await response.arrayBuffer();
    return new Response(withSharedMemory(bytes) ?? bytes, { headers: { 'Content-Type': 'application/wasm' } });
  };
  try {
    return await work();
  } finally {
    platform.fetch = own;
  }
}
