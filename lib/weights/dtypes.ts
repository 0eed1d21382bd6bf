/**
 * Bits of one number of each type that a safetensors file may hold (`Dtype` of safetensors/src/tensor.rs); those of less
 * than a byte lie close together, and a tensor of them ends with a whole byte.
 */
const BITS = {
  BOOL: 8,
  F4: 4,
  F6_E2M3: 6,
  F6_E3M2: 6,
  U8: 8,
  I8: 8,
  F8_E5M2: 8,
  F8_E4M3: 8,
  F8_E8M0: 8,
  F8_E4M3FNUZ: 8,
  F8_E5M2FNUZ: 8,
  I16: 16,
  U16: 16,
  F16: 16,
  BF16: 16,
  I32: 32,
  U32: 32,
  F32: 32,
  C64: 64,
  F64: 64,
  I64: 64,
  U64: 64,
} as const;

export type Dtype = keyof typeof BITS;

/** All types, the narrowest first. */
export const DTYPES: readonly string[] = Object.keys(BITS);

export const isDtype = (text: string): text is Dtype => DTYPES.includes(text);

/** The types that are computed with, all as float32. */
export const FLOATS = ['F32', 'F16', 'BF16', 'F64'] as const;
export type FloatDtype = (typeof FLOATS)[number];

export const isFloat = (dtype: Dtype): dtype is FloatDtype => FLOATS.some((each) => each === dtype);

/**
 * Bytes of a tensor. @param shape its extents.
 * @returns null where they are more than can be counted, or no whole bytes.
 */
export function bytesOf(dtype: Dtype, shape: readonly number[]): number | null {
  const bytes = shape.reduce((product, extent) => product * extent, 1) * (BITS[dtype] / 8);
  return Number.isSafeInteger(bytes) ? bytes : null;
}
