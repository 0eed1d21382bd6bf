import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { withSharedMemory } from '@/lib/runtime/kernels/shared-binary';

const { resolve } = createRequire(import.meta.url);
const folder = resolve('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm');

describe('a binary with its memory shared', () => {
  it.each(['tfjs-backend-wasm-simd.wasm', 'tfjs-backend-wasm.wasm'])(
    'is %s but for one byte, and valid',
    async (name) => {
      const file = await readFile(folder.replace('tfjs-backend-wasm-simd.wasm', name));
      const before = Uint8Array.from(file);
      const after = withSharedMemory(before.buffer);
      expect(after).not.toBeNull();
      if (!after) return;
      expect(WebAssembly.validate(after)).toBe(true);
      expect([...after].filter((byte, i) => byte !== before[i])).toEqual([3]);
    },
  );

  it('is none where the memory has no maximum or comes from outside', () => {
    const header = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
    expect(withSharedMemory(Uint8Array.from([...header, 5, 3, 1, 0, 1]).buffer)).toBeNull();
    expect(withSharedMemory(Uint8Array.from(header).buffer)).toBeNull();
    expect(withSharedMemory(Uint8Array.from([...header, 5, 4, 1, 1, 1, 2]).buffer)?.at(-3)).toBe(3);
  });
});
