import { withSharedMemory } from '../kernels/shared-binary';
import { messageOf } from './failure';
import type { Tf } from './tfjs';

/** More helpers than this find too few blocks to be worth their start. */
const MOST_THREADS = 16;

/** The largest memory that 32 bits can address, in pages of 64 KiB: what the backend's binary asks for. */
const MOST_PAGES = 65536;

/**
 * How many threads can work here: 1 where memory cannot be shared, as on a page that is not cross-origin isolated, or in
 * WebKitGTK, where such a page can make shared memory but has no `SharedArrayBuffer` to know it by.
 */
export function threadsHere(): number {
  if (typeof crossOriginIsolated === 'undefined' || !crossOriginIsolated) return 1;
  if (typeof SharedArrayBuffer === 'undefined') return 1;
  try {
    // Reserving addresses fails on some phones; better here than while the backend starts.
    new WebAssembly.Memory({ initial: 1, maximum: MOST_PAGES, shared: true });
  } catch {
    // One thread is what such a machine can have; the page says how many there are.
    return 1;
  }
  return Math.max(1, Math.min(navigator.hardwareConcurrency, MOST_THREADS));
}

/** The smallest module there is: its magic number and version. */
const EMPTY_MODULE = Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00);

/**
 * Why WebAssembly cannot be had here: a browser or a mode of it without, or a content policy that refuses to compile; null
 * where it can. Asked before the backend starts: it leaves such a failure as a rejection that nobody can catch.
 */
export function whyNoWebAssembly(): string | null {
  if (typeof WebAssembly === 'undefined') return 'this browser has none';
  try {
    new WebAssembly.Module(EMPTY_MODULE);
    return null;
  } catch (error) {
    return messageOf(error);
  }
}

/**
 * Fetches the binary that the WebAssembly backend will ask for, before it starts: one that does not come would leave the
 * backend waiting for ever, and every other backend with it.
 * @param paths addresses by file name. @throws what is wrong with it.
 */
export async function fetchBinary(tf: Tf, paths: Readonly<Record<string, string>>): Promise<ArrayBuffer> {
  const simd = await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT');
  const response = await fetch(paths[simd ? 'tfjs-backend-wasm-simd.wasm' : 'tfjs-backend-wasm.wasm'] ?? '');
  if (!response.ok) throw new Error(`its binary did not come: HTTP ${response.status}`);
  const bytes = await response.arrayBuffer();
  if (!WebAssembly.validate(bytes)) throw new Error('its binary is none that this browser understands');
  return bytes;
}

/**
 * Does `work`, in which the WebAssembly backend starts from this binary. With `shared` its memory is made shared: its own
 * build for threads starts them from the text of a function, which no bundler leaves as it was; so its plain build gets a
 * shared memory, in which our kernels can have threads.
 */
export async function withBinary<T>(tf: Tf, bytes: ArrayBuffer, shared: boolean, work: () => Promise<T>): Promise<T> {
  const { platform } = tf.env();
  const own = platform.fetch;
  const served = (shared ? withSharedMemory(bytes) : null) ?? bytes;
  platform.fetch = async () => new Response(served, { headers: { 'Content-Type': 'application/wasm' } });
  try {
    return await work();
  } finally {
    platform.fetch = own;
  }
}
