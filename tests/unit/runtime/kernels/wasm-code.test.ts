import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  encodeModule,
  f32x4,
  i32,
  plainMultiplyAdd,
  repeatWhile,
  sequence,
  toEncode,
  wasmFunction,
  when,
} from '@/lib/runtime/kernels/wasm-code';

function run(name: string, body: Parameters<typeof wasmFunction<'x' | 'y'>>[1]) {
  const bytes = encodeModule({ [name]: toEncode(wasmFunction({ x: 'i32', y: 'i32' }, body)) }, false);
  const memory = new WebAssembly.Memory({ initial: 1 });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } });
  const call = exports[name];
  if (typeof call !== 'function') throw new Error('nothing is exported');
  return { call: (x: number, y: number): unknown => call(x, y), memory };
}

describe('a module of written code', () => {
  it('holds every 32-bit number', () => {
    const some = fc.oneof(fc.integer(), fc.constantFrom(0, -1, 63, 64, -64, -65, 127, 128, 2 ** 31 - 1, -(2 ** 31)));
    fc.assert(
      fc.property(some, (value) => {
        const { call, memory } = run('put', ({ x, y }) =>
          when(i32.less(i32.value(-5), x.get), sequence(y.set(i32.value(value)), [...x.get, ...y.get, 0x36, 2, 0])),
        );
        call(16, 0);
        expect(new Int32Array(memory.buffer)[4]).toBe(value);
      }),
    );
  });

  it('repeats, branches, and computes four floats at once', () => {
    // y times: the four floats at x become a·a + a, or are left alone where y is not above 0.
    const { call, memory } = run('grow', ({ x, y }, locals) => {
      const a = locals.make('v128');
      return when(
        i32.greater(y.get, i32.value(0)),
        repeatWhile(
          i32.greater(y.get, i32.value(0)),
          a.set(f32x4.load(x.get)),
          f32x4.store(x.get, plainMultiplyAdd(a.get, a.get, a.get)),
          y.increase(i32.value(-1)),
        ),
      );
    });
    const floats = new Float32Array(memory.buffer, 32, 4);
    floats.set([0, 1, -0.5, 2]);
    call(32, 0);
    expect([...floats]).toEqual([0, 1, -0.5, 2]);
    call(32, 2);
    expect([...floats]).toEqual([0, 6, -0.1875, 42]);
  });

  it('imports a shared memory only if it is made for one', () => {
    const body = toEncode(wasmFunction({ x: 'i32' }, ({ x }) => x.increase(i32.value(1))));
    const shared = new WebAssembly.Memory({ initial: 1, maximum: 2, shared: true });
    const instance = (forShared: boolean) =>
      new WebAssembly.Instance(new WebAssembly.Module(encodeModule({ body }, forShared)), { env: { memory: shared } });
    expect(() => instance(true)).not.toThrow();
    expect(() => instance(false)).toThrow(WebAssembly.LinkError);
  });
});
