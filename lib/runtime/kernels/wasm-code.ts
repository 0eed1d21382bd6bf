/**
 * WebAssembly written as expressions: what a kernel computes is a value of type `Code`, put together with the functions
 * here and encoded by `encodeModule`. So one source makes each form of a kernel (with and without fused multiply-add,
 * with and without shared memory), and no other toolchain is needed.
 * Encoding: https://webassembly.github.io/spec/core/binary/, relaxed SIMD: github.com/WebAssembly/relaxed-simd.
 */

/** Instructions in their encoding: an expression that leaves one value, or a statement that leaves none. */
export type Code = readonly number[];

type ValueType = 'i32' | 'f32' | 'v128';

const TYPES: Readonly<Record<ValueType, number>> = { i32: 0x7f, f32: 0x7d, v128: 0x7b };

function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  do {
    const low = rest % 128;
    rest = Math.floor(rest / 128);
    bytes.push(rest > 0 ? low + 128 : low);
  } while (rest > 0);
  return bytes;
}

function signed(value: number): number[] {
  const bytes: number[] = [];
  let rest = value | 0;
  for (;;) {
    const low = rest & 127;
    rest >>= 7;
    const last = (rest === 0 && (low & 64) === 0) || (rest === -1 && (low & 64) !== 0);
    bytes.push(last ? low : low + 128);
    if (last) return bytes;
  }
}

const float32 = (value: number): number[] => [...new Uint8Array(Float32Array.of(value).buffer)];

const text = (value: string): number[] => {
  const bytes = [...new TextEncoder().encode(value)];
  return [...unsigned(bytes.length), ...bytes];
};

const vector = (items: readonly (readonly number[])[]): number[] => [...unsigned(items.length), ...items.flat()];

/** Several statements, one after the other. */
export const sequence = (...parts: readonly Code[]): Code => parts.flat();

const simd = (opcode: number, ...operands: readonly Code[]): Code => [...operands.flat(), 0xfd, ...unsigned(opcode)];

/** Alignment hint (as a power of two) and offset in bytes. */
const place = (alignment: number, offset: number): number[] => [alignment, ...unsigned(offset)];

export const i32 = {
  value: (value: number): Code => [0x41, ...signed(value)],
  add: (a: Code, b: Code): Code => [...a, ...b, 0x6a],
  subtract: (a: Code, b: Code): Code => [...a, ...b, 0x6b],
  multiply: (a: Code, b: Code): Code => [...a, ...b, 0x6c],
  /** `a << bits`. */
  shift: (a: Code, bits: number): Code => [...a, ...i32.value(bits), 0x74],
  /** Signed comparisons. */
  less: (a: Code, b: Code): Code => [...a, ...b, 0x48],
  greater: (a: Code, b: Code): Code => [...a, ...b, 0x4a],
  load: (address: Code, offset = 0): Code => [...address, 0x28, ...place(2, offset)],
  store: (address: Code, value: Code, offset = 0): Code => [...address, ...value, 0x36, ...place(2, offset)],
};

/** Four float32 side by side. Addresses need no alignment. */
export const f32x4 = {
  load: (address: Code, offset = 0): Code => [...address, 0xfd, 0x00, ...place(2, offset)],
  /** One float32 four times. */
  loadSplat: (address: Code, offset = 0): Code => [...address, 0xfd, 0x09, ...place(2, offset)],
  store: (address: Code, value: Code, offset = 0): Code => [...address, ...value, 0xfd, 0x0b, ...place(2, offset)],
  storeLane: (address: Code, value: Code, lane: number, offset = 0): Code => [
    ...address,
    ...value,
    0xfd,
    ...unsigned(0x5a),
    ...place(2, offset),
    lane,
  ],
  value: (value: number): Code => {
    const bytes = float32(value);
    return [0xfd, 0x0c, ...bytes, ...bytes, ...bytes, ...bytes];
  },
  splat: (value: Code): Code => simd(0x13, value),
  add: (a: Code, b: Code): Code => simd(0xe4, a, b),
  subtract: (a: Code, b: Code): Code => simd(0xe5, a, b),
  multiply: (a: Code, b: Code): Code => simd(0xe6, a, b),
  /** The larger of each; a NaN in `value` stays one. */
  atLeast: (value: Code, low: Code): Code => simd(0xeb, value, low),
  /** The smaller of each; a NaN in `value` stays one. */
  atMost: (value: Code, high: Code): Code => simd(0xea, value, high),
  size: (value: Code): Code => simd(0xe0, value),
  /** Comparisons: all bits of a lane set where they hold. */
  equal: (a: Code, b: Code): Code => simd(0x41, a, b),
  greater: (a: Code, b: Code): Code => simd(0x44, a, b),
};

/** Four int32 side by side. */
export const i32x4 = {
  splat: (value: Code): Code => simd(0x11, value),
  lane: (value: Code, lane: number): Code => [...simd(0x1b, value), lane],
  add: (a: Code, b: Code): Code => simd(0xae, a, b),
  subtract: (a: Code, b: Code): Code => simd(0xb1, a, b),
  /** `a << bits`. */
  shift: (a: Code, bits: number): Code => simd(0xab, a, i32.value(bits)),
  /** The smaller of each, as numbers without a sign. */
  smaller: (a: Code, b: Code): Code => simd(0xb7, a, b),
};

/** The bits of `a` where `mask` has ones, else those of `b`. */
export const choose = (a: Code, b: Code, mask: Code): Code => simd(0x52, a, b, mask);

/** Two float64 side by side. */
export const f64x2 = {
  /** The first two of four float32. */
  low: (value: Code): Code => simd(0x5f, value),
  /** The last two. */
  high: (value: Code): Code =>
    f64x2.low([...value, ...value, 0xfd, 0x0d, ...Array.from({ length: 16 }, (_, byte) => 8 + (byte % 8))]),
  add: (a: Code, b: Code): Code => simd(0xf0, a, b),
  subtract: (a: Code, b: Code): Code => simd(0xf1, a, b),
  multiply: (a: Code, b: Code): Code => simd(0xf2, a, b),
};

/** float32 → int32 towards 0, of values that an int32 holds. */
export type Truncate = (value: Code) => Code;
/** One instruction, for it need not look at other values. */
export const relaxedTruncate: Truncate = (value) => simd(0x101, value);
export const plainTruncate: Truncate = (value) => simd(0xf8, value);

/** `a·b + c`, rounded once where the machine can (relaxed), else twice. */
export type MultiplyAdd = (a: Code, b: Code, c: Code) => Code;
export const relaxedMultiplyAdd: MultiplyAdd = (a, b, c) => simd(0x105, a, b, c);
export const plainMultiplyAdd: MultiplyAdd = (a, b, c) => f32x4.add(c, f32x4.multiply(a, b));

/** Both with bulk-memory instructions; lengths in bytes. */
export const memory = {
  copy: (to: Code, from: Code, bytes: Code): Code => [...to, ...from, ...bytes, 0xfc, 0x0a, 0x00, 0x00],
  fillZero: (to: Code, bytes: Code): Code => [...to, ...i32.value(0), ...bytes, 0xfc, 0x0b, 0x00],
};

/** Repeats the body as long as the condition holds after it: at least once. */
export const repeatWhile = (condition: Code, ...body: readonly Code[]): Code => [
  0x03,
  0x40,
  ...body.flat(),
  ...condition,
  0x0d,
  0x00,
  0x0b,
];

export const when = (condition: Code, then: Code, otherwise: Code = []): Code => [
  ...condition,
  0x04,
  0x40,
  ...then,
  ...(otherwise.length > 0 ? [0x05, ...otherwise] : []),
  0x0b,
];

export interface Local {
  readonly get: Code;
  set(value: Code): Code;
  /** Adds to an i32. */
  increase(by: Code): Code;
}

/** Makes the locals of one function. */
export class Locals {
  readonly #types: ValueType[];
  readonly #parameters: number;

  constructor(parameters: readonly ValueType[]) {
    this.#types = [...parameters];
    this.#parameters = parameters.length;
  }

  make(type: ValueType): Local {
    return this.at(this.#types.push(type) - 1);
  }

  makeMany(type: ValueType, count: number): readonly Local[] {
    return Array.from({ length: count }, () => this.make(type));
  }

  at(index: number): Local {
    const get = [0x20, ...unsigned(index)];
    const set = (value: Code): Code => [...value, 0x21, ...unsigned(index)];
    return { get, set, increase: (by) => set(i32.add(get, by)) };
  }

  encoded(): number[] {
    return vector(this.#types.slice(this.#parameters).map((type) => [1, TYPES[type]]));
  }
}

/** A function without a result; its parameters are named, in order. */
export interface WasmFunction<P extends string = string> {
  readonly parameters: readonly (readonly [P, ValueType])[];
  readonly body: (parameter: Readonly<Record<P, Local>>, locals: Locals) => Code;
}

/** States a function: its parameters by name and type, and its body. */
export const wasmFunction = <P extends string>(
  parameters: Readonly<Record<P, ValueType>>,
  body: WasmFunction<P>['body'],
): WasmFunction<P> => {
  const named: (readonly [P, ValueType])[] = [];
  for (const name in parameters) named.push([name, parameters[name]]);
  return { parameters: named, body };
};

/** What `encodeModule` reads of a function, whatever its parameters are called. */
export interface AnyFunction {
  readonly parameters: readonly (readonly [string, ValueType])[];
  readonly encode: () => number[];
}

const section = (id: number, content: readonly number[]): number[] => [id, ...unsigned(content.length), ...content];

/** A function ready to be put into a module. */
export function toEncode<P extends string>({ parameters, body }: WasmFunction<P>): AnyFunction {
  return {
    parameters,
    encode: () => {
      const locals = new Locals(parameters.map(([, type]) => type));
      const byName: Partial<Record<P, Local>> = {};
      for (const [index, [name]] of parameters.entries()) byName[name] = locals.at(index);
      // Every name was just given its local.
      const code = body(byName as Readonly<Record<P, Local>>, locals);
      const content = [...locals.encoded(), ...code, 0x0b];
      return [...unsigned(content.length), ...content];
    },
  };
}

/** The pages of 64 KiB that 32 bits can address: a shared memory is imported with a maximum, and this fits any. */
const MOST_PAGES = 65536;

/** A module that imports its memory, shared or not, as `env.memory` and exports the functions under their names. */
export function encodeModule(
  functions: Readonly<Record<string, AnyFunction>>,
  shared: boolean,
): Uint8Array<ArrayBuffer> {
  const entries = Object.entries(functions);
  const types = entries.map(([, { parameters }]) => [0x60, ...vector(parameters.map(([, type]) => [TYPES[type]])), 0]);
  const limits = shared ? [0x03, ...unsigned(0), ...unsigned(MOST_PAGES)] : [0x00, ...unsigned(0)];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, vector(types)),
    ...section(2, vector([[...text('env'), ...text('memory'), 0x02, ...limits]])),
    ...section(3, vector(entries.map((_, index) => unsigned(index)))),
    ...section(7, vector(entries.map(([name], index) => [...text(name), 0x00, ...unsigned(index)]))),
    ...section(10, vector(entries.map(([, each]) => each.encode()))),
  ]);
}
