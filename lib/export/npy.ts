/** A float32 array as NumPy stores it: C order. */
export interface FloatArray {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

const MAGIC = Uint8Array.of(0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59);

/** Whether bytes begin as a .npy file does. */
export const isNpy = (bytes: Uint8Array): boolean => MAGIC.every((byte, i) => bytes[i] === byte);

/** The bytes of a .npy file, format 1.0: `<f4`, C order, the data aligned to 64 bytes as NumPy does. */
export function writeNpy({ shape, data }: FloatArray): Uint8Array<ArrayBuffer> {
  const extents = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const dictionary = `{'descr': '<f4', 'fortran_order': False, 'shape': (${extents}), }`;
  const length = Math.ceil((10 + dictionary.length + 1) / 64) * 64;
  const bytes = new Uint8Array(length + data.byteLength).fill(0x20, 0, length);
  bytes.set(MAGIC);
  bytes.set([1, 0], 6);
  new DataView(bytes.buffer).setUint16(8, length - 10, true);
  bytes.set(new TextEncoder().encode(dictionary), 10);
  bytes[length - 1] = 0x0a;
  bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), length);
  return bytes;
}

/**
 * Reads a float32 .npy file (little-endian, C order).
 * @returns what is wrong with it, in words for a reason, where it is not one.
 */
export function readNpy(bytes: Uint8Array): FloatArray | string {
  if (!isNpy(bytes)) return 'it does not begin as a .npy file does';
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const wide = (bytes[6] ?? 0) >= 2;
  const start = wide ? 12 : 10;
  if (bytes.length < start) return 'it is cut off';
  const end = start + (wide ? view.getUint32(8, true) : view.getUint16(8, true));
  if (bytes.length < end) return 'it is cut off';
  const header = new TextDecoder().decode(bytes.subarray(start, end));
  const descr = /'descr':\s*'([^']*)'/.exec(header)?.[1];
  const order = /'fortran_order':\s*(True|False)/.exec(header)?.[1];
  const tuple = /'shape':\s*\(([^)]*)\)/.exec(header)?.[1];
  if (descr === undefined || order === undefined || tuple === undefined) return 'its header cannot be read';
  if (descr !== '<f4') return `its numbers are ${descr}, not <f4 (float32)`;
  if (order === 'True') return 'it is in Fortran order';
  const shape = tuple
    .split(',')
    .map((extent) => extent.trim())
    .filter((extent) => extent !== '')
    .map(Number);
  if (shape.some((extent) => !Number.isSafeInteger(extent) || extent < 0)) return 'its shape cannot be read';
  const count = shape.reduce((product, extent) => product * extent, 1);
  if (bytes.length !== end + 4 * count) return `it holds ${bytes.length - end} bytes of data, not ${4 * count}`;
  // A copy of its own: a Buffer's `slice` is a window into a larger one, and the data may not be aligned.
  return { shape, data: new Float32Array(new Uint8Array(bytes.subarray(end)).buffer) };
}
