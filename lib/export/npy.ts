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

/** The three entries of the header, as `numpy.lib.format` writes them: each once, in any order, and nothing else. */
function entriesOf(header: string): ReadonlyMap<string, string> | null {
  const inside = /^\{(.*)\}\s*$/s.exec(header)?.[1];
  if (inside === undefined) return null;
  const entries = new Map<string, string>();
  const entry = /\s*(['"])(descr|fortran_order|shape)\1\s*:\s*('[^']*'|"[^"]*"|True|False|\([^()]*\))\s*(?:,|$)/y;
  while (entry.lastIndex < inside.length && inside.slice(entry.lastIndex).trim() !== '') {
    const [, , key = '', value = ''] = entry.exec(inside) ?? [];
    if (key === '' || entries.has(key)) return null;
    entries.set(key, value);
  }
  return entries.size === 3 ? entries : null;
}

/** A tuple of extents, decimal and without leading zeros; Python 2 wrote `3L`. @returns null for anything else. */
function extentsOf(tuple: string): readonly number[] | null {
  const match = /^\(\s*(?:(.*?)\s*(,?)\s*)?\)$/s.exec(tuple);
  if (!match) return null;
  const [, list = '', comma = ''] = match;
  if (list === '') return comma === '' ? [] : null;
  const parts = list.split(',').map((part) => part.trim());
  // `(5)` is a number in brackets, no tuple.
  if (parts.length === 1 && comma === '') return null;
  const extents = parts.map((part) => (/^(0|[1-9]\d*)L?$/.test(part) ? Number(part.replace('L', '')) : Number.NaN));
  return extents.every((extent) => Number.isSafeInteger(extent)) ? extents : null;
}

/**
 * Reads a float32 .npy file (little-endian, C order) of format 1.0, 2.0 or 3.0 (numpy/lib/format.py).
 * @returns what is wrong with it, in words for a reason, where it is not one.
 */
export function readNpy(bytes: Uint8Array): FloatArray | string {
  if (!isNpy(bytes)) return 'it does not begin as a .npy file does';
  const [major = 0, minor = 0] = bytes.subarray(6, 8);
  if (bytes.length < 10) return 'it is cut off';
  if (major < 1 || major > 3 || minor !== 0)
    return `its format is version ${major}.${minor}, and 1.0, 2.0 and 3.0 are known`;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const wide = major >= 2;
  const start = wide ? 12 : 10;
  if (bytes.length < start) return 'it is cut off';
  const end = start + (wide ? view.getUint32(8, true) : view.getUint16(8, true));
  if (bytes.length < end) return 'it is cut off';
  const header = new TextDecoder(major === 3 ? 'utf-8' : 'latin1').decode(bytes.subarray(start, end));
  const entries = entriesOf(header);
  const descr = /^(['"])(.*)\1$/.exec(entries?.get('descr') ?? '')?.[2];
  const order = entries?.get('fortran_order');
  if (!entries || descr === undefined || (order !== 'True' && order !== 'False')) return 'its header cannot be read';
  if (descr !== '<f4') return `its numbers are ${descr}, not <f4 (float32)`;
  const shape = extentsOf(entries.get('shape') ?? '');
  if (!shape) return 'its shape cannot be read';
  if (order === 'True' && shape.length > 1) return 'it is in Fortran order';
  const count = shape.reduce((product, extent) => product * extent, 1);
  if (bytes.length !== end + 4 * count) return `it holds ${bytes.length - end} bytes of data, not ${4 * count}`;
  // A copy of its own: a Buffer's `slice` is a window into a larger one, and the data may not be aligned.
  return { shape, data: new Float32Array(new Uint8Array(bytes.subarray(end)).buffer) };
}
