import { errorFactory } from '../error';
import type { ForeignKind } from './foreign-file';

/** Every error of weight files, with the facts that go with it. Byte counts are of the whole file. */
export type WeightErrors = {
  /** Fewer bytes than the header length needs. */
  'weights/too-short': { name: string; bytes: number };
  /** A header length of 0, above the bound, or beyond the end of the file: most often not a safetensors file at all. */
  'weights/header-length': { name: string; length: number; bytes: number | null };
  /** Text with tags where the numbers should be: a page of a site, saved or sent instead of the file. */
  'weights/web-page': { name: string };
  /** Another kind of file, as its first bytes tell: one of another library, or a pointer to a file. */
  'weights/foreign': { name: string; kind: Exclude<ForeignKind, 'web-page'> };
  'weights/header-json': { name: string; reason: string };
  /** Lists and objects in each other, deeper than any header goes. */
  'weights/header-depth': { name: string; most: number };
  /** A name that occurs twice in one object; readers disagree which one counts. */
  'weights/duplicate-key': { name: string; key: string };
  'weights/too-many-tensors': { name: string; tensors: number; most: number };
  /** `__metadata__` is not a list of texts by name. */
  'weights/metadata': { name: string; key: string };
  /** An entry of the header that is not `{dtype, shape, data_offsets}`. */
  'weights/entry': { name: string; key: string; reason: string };
  'weights/dtype': { name: string; key: string; dtype: string; known: readonly string[] };
  /** Offsets beyond the data: the file is cut off, or its header is wrong. */
  'weights/beyond-end': { name: string; key: string; end: number; bytes: number };
  'weights/overlap': { name: string; first: string; second: string };
  /** Bytes that belong to no tensor, inside the data or after it; the format has none. */
  'weights/hole': { name: string; from: number; to: number };
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
  /** This needs tensors that the file does not have; `key` is the first, in the file's names. */
  'weights/lacks': { name: string; key: string; missing: number };
  /** This needs a tensor that has another shape in the file. */
  'weights/other-shape': { name: string; key: string; wanted: readonly number[]; found: readonly number[] };
  /** The file holds a part of the network and says so; this needs a tensor that comes after it. */
  'weights/part-ends': { name: string; lastBlock: string; key: string };
  /** A tensor whose numbers are not computed with (whole, complex, of 8 bits or fewer) where the network reads one. */
  'weights/not-float': { name: string; key: string; dtype: string };
  /** NaN or an infinity: everything that is computed with it would be lost. `index` is flat, in the file's layout; `at` the same by axes. */
  'weights/not-finite': { name: string; key: string; index: number; at: readonly number[]; value: string };
  /** A running variance below zero has no square root. */
  'weights/negative-variance': { name: string; key: string; index: number; value: number };
  /**
   * The file lacks the tensor that everything begins with, `first`, or has it in another shape (`found`, else null), so
   * that nothing can be computed. `fitting`: tensors that fit nevertheless.
   */
  'weights/does-not-fit': {
    name: string;
    fitting: number;
    first: string;
    wanted: readonly number[];
    found: readonly number[] | null;
  };
  /**
   * The file is of another network with names in common: of the tensors with the names of this one `misshapen` have
   * another shape, `key` the first of them, and `fitting` the right one.
   */
  'weights/other-network': {
    name: string;
    fitting: number;
    misshapen: number;
    key: string;
    wanted: readonly number[];
    found: readonly number[];
  };
  /** The bytes could not be read: the file was moved or changed after it was chosen. */
  'weights/read-failed': { name: string; from: number; to: number; reason: string };
  /** The list of the files beside the site is broken; `entry` counts from 0, −1 is the list itself. */
  'weights/index': { entry: number; reason: string };

  /** Neither http(s) nor hub:OWNER/NAME. */
  'weights/bad-address': { text: string };
  /** No http(s) address without a query. */
  'weights/bad-mirror': { text: string };
  /** The page may not read from there (content policy). `secure`: by https it might. */
  'weights/mirror-refused': { host: string; known: readonly string[]; secure: boolean };
  /** No answer: no connection, no such host, or an answer that the browser may not show to this page (CORS). */
  'weights/unreachable': { name: string; host: string; reason: string };
  /** 404 and 410. */
  'weights/not-found': { name: string; address: string; status: number };
  /** 401 and 403, also after starting again from the first address. */
  'weights/denied': { name: string; host: string; status: number };
  /** 429, also after waiting. `seconds`: for how long the server asks to wait, where it can be read. */
  'weights/busy': { name: string; host: string; seconds: number | null };
  /** 408, 425 and 500 to 504, also after trying again. */
  'weights/server-failed': { name: string; host: string; status: number };
  /** Any other status; the server means what it says, so nothing is tried again. */
  'weights/unexpected-status': { name: string; host: string; status: number };
  /** The server sends the whole file whatever is asked, and the file is larger than `most`, what is read that way. */
  'weights/no-ranges': { name: string; host: string; bytes: number | null; most: number };
  /** An answer about other bytes than were asked for: `wanted` and `found` as in `Content-Range`. */
  'weights/wrong-range': { name: string; host: string; wanted: string; found: string };
  /** More bytes than were asked for. */
  'weights/wrong-length': { name: string; host: string; wanted: number };
  /** Fewer bytes than were asked for, also after going on from where it broke. */
  'weights/cut-off': { name: string; host: string; wanted: number; found: number };
  /** Nothing came for so long that the connection counts as broken. */
  'weights/stalled': { name: string; host: string; seconds: number };
  /** The file on the server ends before these bytes. */
  'weights/no-such-range': { name: string; from: number; to: number };
  /** Another size or version than when the file was opened: parts of two files must not be mixed. */
  'weights/changed': { name: string; host: string };
};

export const weightError = errorFactory<WeightErrors>();
