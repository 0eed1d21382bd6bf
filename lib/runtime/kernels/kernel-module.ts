import { average } from './average';
import { WINOGRAD_WINDOWS } from './conv-form';
import { multiply, multiplyOnto } from './multiply';
import { affine, columnSums } from './norm';
import { matricesOf } from './packed-weights';
import { inputTransform, outputTransform } from './transform';
import {
  type AnyFunction,
  memory as bulk,
  encodeModule,
  f32x4,
  type MultiplyAdd,
  plainMultiplyAdd,
  relaxedMultiplyAdd,
  toEncode,
  wasmFunction,
} from './wasm-code';

/** The functions of the module; parameters in the order in which the kernels name them. */
export interface KernelFunctions {
  readonly multiply: (...parameters: readonly number[]) => void;
  readonly multiplyOnto: (...parameters: readonly number[]) => void;
  readonly columnSums: (...parameters: readonly number[]) => void;
  readonly affine: (...parameters: readonly number[]) => void;
  readonly average: (...parameters: readonly number[]) => void;
  readonly copy: (to: number, from: number, bytes: number) => void;
  readonly zero: (to: number, bytes: number) => void;
  /** By window and tile, as `transformName` names them. */
  readonly transforms: Readonly<Record<string, (...parameters: readonly number[]) => void>>;
}

/** The name of a transform: that of a row and that of a column with as many points are the same but for the steps. */
export const transformName = (
  side: 'input' | 'output',
  window: readonly number[],
  outputs: readonly number[],
): string => `${side} ${window.join('×')} ${outputs.join('×')}`;

function functionsOf(multiplyAdd: MultiplyAdd): Readonly<Record<string, AnyFunction>> {
  const functions: Record<string, AnyFunction> = {
    multiply: toEncode(multiply(multiplyAdd)),
    multiplyOnto: toEncode(multiplyOnto(multiplyAdd)),
    average: toEncode(average()),
    columnSums: toEncode(columnSums(multiplyAdd)),
    affine: toEncode(affine(multiplyAdd)),
    copy: toEncode(
      wasmFunction({ to: 'i32', from: 'i32', bytes: 'i32' }, ({ to, from, bytes }) =>
        bulk.copy(to.get, from.get, bytes.get),
      ),
    ),
    zero: toEncode(wasmFunction({ to: 'i32', bytes: 'i32' }, ({ to, bytes }) => bulk.fillZero(to.get, bytes.get))),
  };
  for (const { window, outputs } of WINOGRAD_WINDOWS) {
    const [vertical, horizontal] = matricesOf(window, outputs);
    functions[transformName('input', window, outputs)] = toEncode(inputTransform(multiplyAdd, vertical, horizontal));
    functions[transformName('output', window, outputs)] = toEncode(outputTransform(multiplyAdd, vertical, horizontal));
  }
  return functions;
}

/** Whether this machine's WebAssembly knows fused multiply-add (relaxed SIMD); Node 20 does not, browsers mostly do. */
export function hasRelaxedSimd(): boolean {
  const probe = toEncode(
    wasmFunction({ at: 'i32' }, ({ at }) => {
      const x = f32x4.load(at.get);
      return f32x4.store(at.get, relaxedMultiplyAdd(x, x, x));
    }),
  );
  return WebAssembly.validate(encodeModule({ probe }, false));
}

/** The kernels as a module that imports `env.memory`. */
export const kernelModule = (shared: boolean, relaxed: boolean): Uint8Array<ArrayBuffer> =>
  encodeModule(functionsOf(relaxed ? relaxedMultiplyAdd : plainMultiplyAdd), shared);

const isFunction = (value: unknown): value is (...parameters: readonly number[]) => void => typeof value === 'function';

/** The functions on a memory. */
export function instantiateKernels(module: WebAssembly.Module, memory: WebAssembly.Memory): KernelFunctions {
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  const find = (name: string) => {
    const found = exports[name];
    if (!isFunction(found)) throw new Error(`the kernels lack ${name}`);
    return found;
  };
  const transforms = Object.keys(exports).filter((name) => name.includes('×'));
  return {
    multiply: find('multiply'),
    multiplyOnto: find('multiplyOnto'),
    average: find('average'),
    columnSums: find('columnSums'),
    affine: find('affine'),
    copy: find('copy'),
    zero: find('zero'),
    transforms: Object.fromEntries(transforms.map((name) => [name, find(name)])),
  };
}
