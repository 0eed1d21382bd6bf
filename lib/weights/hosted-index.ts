import { weightError } from './errors';

/** A weight file that lies beside the site, in `public/weights`, as `index.json` there lists it. */
export interface HostedWeights {
  /** Its name in that folder. */
  readonly file: string;
  readonly network: string;
  readonly variant: string;
  /** Where it came from: a repository of the hub (`timm/inception_v4.tf_in1k`) or a package. */
  readonly source: string;
  /** A branch, tag or commit of the repository; the version of a package. */
  readonly revision: string;
  readonly dtype: 'F32' | 'F16' | 'BF16';
  /** Of the whole file. */
  readonly bytes: number;
  /** Where a file that holds a part of the network ends; absent for a whole one. */
  readonly lastBlock?: string;
}

/** The list itself, in the same folder. */
export const HOSTED_INDEX = 'index.json';

const FILE = /^[A-Za-z0-9_][A-Za-z0-9._-]*\.safetensors$/;

const fault = (entry: number, reason: string) => weightError('weights/index', { entry, reason });

function readEntry(value: unknown, entry: number): HostedWeights {
  if (typeof value !== 'object' || value === null) throw fault(entry, 'it is no object');
  const fields = new Map<string, unknown>(Object.entries(value));
  const text = (field: string): string => {
    const found = fields.get(field);
    if (typeof found !== 'string' || found === '') throw fault(entry, `“${field}” is no text`);
    return found;
  };
  const file = text('file');
  if (!FILE.test(file)) throw fault(entry, `“${file}” is not the name of a .safetensors file in the folder`);
  const known = ['F32', 'F16', 'BF16'] as const;
  const dtype = known.find((each) => each === fields.get('dtype'));
  if (!dtype) throw fault(entry, `“dtype” is none of ${known.join(', ')}`);
  const bytes = fields.get('bytes');
  if (typeof bytes !== 'number' || !Number.isSafeInteger(bytes) || bytes < 1) {
    throw fault(entry, '“bytes” is no number of bytes');
  }
  return {
    file,
    network: text('network'),
    variant: text('variant'),
    source: text('source'),
    revision: text('revision'),
    dtype,
    bytes,
    ...(fields.get('lastBlock') === undefined ? {} : { lastBlock: text('lastBlock') }),
  };
}

/**
 * Reads `{ "files": [{ file, network, variant, source, revision, dtype, bytes, lastBlock? }] }`; other fields are left
 * alone.
 * @throws `weights/index` with the place of the first entry that is wrong, −1 for the list itself.
 */
export function readHostedIndex(text: string): readonly HostedWeights[] {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch (cause) {
    throw weightError('weights/index', { entry: -1, reason: cause instanceof Error ? cause.message : '' }, { cause });
  }
  const files = typeof read === 'object' && read !== null && 'files' in read ? read.files : null;
  if (!Array.isArray(files)) throw fault(-1, 'it has no list “files”');
  return files.map(readEntry);
}

/** The text of the list, as `readHostedIndex` reads it. */
export const writeHostedIndex = (files: readonly HostedWeights[]): string => `${JSON.stringify({ files }, null, 2)}\n`;
