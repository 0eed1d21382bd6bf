/**
 * A WebAssembly binary whose own memory is made shared, so that helping threads can work in it. Nothing else changes:
 * its code runs in one thread, as before.
 * Encoding: https://webassembly.github.io/spec/core/binary/modules.html and the threads proposal.
 */

const MEMORY_SECTION = 5;
const HAS_MAXIMUM = 0x01;
const SHARED_WITH_MAXIMUM = 0x03;

/** Behind the magic number and the version. */
const FIRST_SECTION = 8;

/** Reads an unsigned LEB128 number, and where it ends. */
function numberAt(bytes: Uint8Array, start: number): { readonly value: number; readonly end: number } {
  let [value, factor, at] = [0, 1, start];
  for (;;) {
    const byte = bytes[at++] ?? 0;
    value += (byte % 128) * factor;
    factor *= 128;
    if (byte < 128) return { value, end: at };
  }
}

/** @returns null where the module has no memory of its own, or one without a maximum, which cannot be shared. */
export function withSharedMemory(binary: ArrayBuffer): Uint8Array<ArrayBuffer> | null {
  const bytes = new Uint8Array(binary.slice(0));
  for (let at = FIRST_SECTION; at < bytes.length; ) {
    const { value: size, end } = numberAt(bytes, at + 1);
    if (bytes[at] === MEMORY_SECTION) {
      const count = numberAt(bytes, end);
      if (count.value !== 1 || bytes[count.end] !== HAS_MAXIMUM) return null;
      bytes[count.end] = SHARED_WITH_MAXIMUM;
      return bytes;
    }
    at = end + size;
  }
  return null;
}
