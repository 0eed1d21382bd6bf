import { describe, expect, it } from 'vitest';
import { readNpy, writeNpy } from '@/lib/export/npy';

const two = Float32Array.of(1.5, -2);

/** A file with any header and version. */
function npy(header: string, { version = [1, 0], data = two, length = header.length } = {}): Uint8Array {
  const [major = 1] = version;
  const lead = major >= 2 ? 12 : 10;
  const bytes = new Uint8Array(lead + header.length + data.byteLength);
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, ...version]);
  const view = new DataView(bytes.buffer);
  if (major >= 2) view.setUint32(8, length, true);
  else view.setUint16(8, length, true);
  bytes.set(Buffer.from(header, 'latin1'), lead);
  bytes.set(new Uint8Array(data.buffer.slice(0)), lead + header.length);
  return bytes;
}
const header = (shape: string, { descr = "'<f4'", order = 'False' } = {}): string =>
  `{'descr': ${descr}, 'fortran_order': ${order}, 'shape': ${shape}, }          \n`;

describe('a .npy file', () => {
  it('is read as it was written', () => {
    for (const shape of [[], [2], [1, 2], [2, 1, 1]]) {
      const data = shape.length === 0 ? Float32Array.of(7) : two;
      expect(readNpy(writeNpy({ shape, data })), String(shape)).toEqual({ shape, data });
    }
  });

  it.each<[string, Uint8Array]>([
    ['1.0', npy(header('(2,)'))],
    ['2.0', npy(header('(2,)'), { version: [2, 0] })],
    ['3.0', npy(header('(2,)'), { version: [3, 0] })],
    [
      '1.0 with double quotes and keys in another order',
      npy('{"shape": (2,), "fortran_order": False, "descr": "<f4"}\n'),
    ],
    ['1.0 of Python 2', npy(header('(2L,)'))],
    ['1.0 of one axis in Fortran order, which is the same', npy(header('(2,)', { order: 'True' }))],
    ['1.0 without a line end', npy(header('(2,)').trimEnd())],
  ])('of version %s is read', (_, bytes) => {
    expect(readNpy(bytes)).toEqual({ shape: [2], data: two });
  });

  it.each<[string, Uint8Array, RegExp]>([
    ['version 9.0', npy(header('(2,)'), { version: [9, 0] }), /version 9\.0/],
    ['version 0.1', npy(header('(2,)'), { version: [0, 1] }), /version 0\.1/],
    ['version 1.1', npy(header('(2,)'), { version: [1, 1] }), /version 1\.1/],
    ['a hexadecimal extent', npy(header('(0x2,)')), /shape/],
    ['an extent with a point', npy(header('(2.0,)')), /shape/],
    ['an extent with an exponent', npy(header('(2e0,)')), /shape/],
    ['a leading zero', npy(header('(02,)')), /shape/],
    ['a low line', npy(header('(1_0,)')), /shape/],
    ['a sign', npy(header('(+2,)')), /shape/],
    ['an extent below zero', npy(header('(-2,)')), /shape/],
    ['an extent beyond counting', npy(header('(99999999999999999999,)')), /shape/],
    ['a number in brackets', npy(header('(2)')), /shape/],
    ['an empty extent', npy(header('(2,,)')), /shape/],
    ['a list for a tuple', npy(header('[2]')), /header/],
    ['a key twice', npy("{'descr': '<f4', 'descr': '<f8', 'fortran_order': False, 'shape': (2,)}\n"), /header/],
    ['a key too many', npy("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), 'x': False}\n"), /header/],
    ['a key too few', npy("{'descr': '<f4', 'shape': (2,)}\n"), /header/],
    ['something after the dictionary', npy("{'descr': '<f4', 'fortran_order': False, 'shape': (2,)} x\n"), /header/],
    ['a list of fields', npy(header('(2,)', { descr: "[('a', '<f4')]" })), /header/],
    ['big-endian numbers', npy(header('(2,)', { descr: "'>f4'" })), />f4/],
    ['Fortran order', npy(header('(1, 2)', { order: 'True' })), /Fortran/],
    ['bytes after the data', npy(header('(1,)')), /8 bytes of data, not 4/],
    ['bytes that lack', npy(header('(3,)')), /8 bytes of data, not 12/],
    ['a header beyond the file', npy(header('(2,)'), { length: 60_000 }), /cut off/],
    ['nothing after the magic', npy('').subarray(0, 6), /cut off/],
    ['half a length', npy('', { version: [2, 0] }).subarray(0, 11), /cut off/],
  ])('with %s is refused, with the reason', (_, bytes, reason) => {
    expect(readNpy(bytes)).toMatch(reason);
  });

  it('is never anything but read or refused, however a good one is changed', () => {
    const good = writeNpy({ shape: [1, 2], data: two });
    for (let at = 0; at < good.length; at++) {
      for (const value of [0, 1, 0x27, 0x28, 0x2c, 0x30, 0xff]) {
        const bytes = good.slice();
        bytes[at] = value;
        const read = readNpy(bytes);
        if (typeof read !== 'string') expect(read.data).toHaveLength(read.shape.reduce((a, b) => a * b, 1));
      }
    }
  });
});
