import { errorFactory } from '../error';

/** Every error of weight files, with the facts that go with it. Byte counts are of the whole file. */
export type WeightErrors = {
  /** Fewer bytes than the header length needs. */
  'weights/too-short': { name: string; bytes: number };
  /** A header length of 0, above the bound, or beyond the end of the file: most often not a safetensors file at all. */
  'weights/header-length': { name: string; length: number; bytes: number };
  'weights/header-json': { name: string; reason: string };
  /** An entry of the header that is not `{dtype, shape, data_offsets}`. */
  'weights/entry': { name: string; key: string; reason: string };
  'weights/dtype': { name: string; key: string; dtype: string; known: readonly string[] };
  /** Offsets beyond the data: the file is cut off, or its header is wrong. */
  'weights/beyond-end': { name: string; key: string; end: number; bytes: number };
  'weights/overlap': { name: string; first: string; second: string };
  /** Shape × size of a number differs from the bytes that the offsets give. */
  'weights/byte-count': {
    name: string;
    key: string;
    shape: readonly number[];
    dtype: string;
    wanted: number;
    found: number;
  };
  'weights/no-such-tensor': { name: string; key: string };
  /** A whole number tensor where the network reads floating point numbers. */
  'weights/not-float': { name: string; key: string; dtype: string };
  /** The file's tensors are not those that the network reads. */
  'weights/does-not-fit': {
    name: string;
    missing: number;
    misshapen: number;
    first: string;
    wanted: readonly number[];
    found: readonly number[];
  };
  /** The bytes could not be read: the file was moved or changed after it was chosen. */
  'weights/read-failed': { name: string; from: number; to: number; reason: string };
};

export const weightError = errorFactory<WeightErrors>();
