import { errorFactory } from '../error';
import type { Label } from './labels';

/** Why a file of class names is refused; `found` counts names, `line` from 1. */
export type OwnClassErrors = {
  'classes/too-large': { bytes: number; most: number };
  /** JSON that does not parse. */
  'classes/json': { reason: string };
  /** JSON of none of the forms that are read. */
  'classes/form': Record<string, never>;
  /** No name for an output, or two: what the numbers must be is 0 … n − 1, each once. */
  'classes/numbering': { index: number; twice: boolean };
  /** A name that is empty; `index` of the output. */
  'classes/nameless': { index: number };
  /** Another number of names than the network has classes. */
  'classes/count': { found: number; classes: number };
};

export const ownClassError = errorFactory<OwnClassErrors>();

/** More than the names of 21,841 classes take (1.4 MB), and little enough to read at once. */
export const MOST_BYTES = 8 * 2 ** 20;

/** Longer names are cut: they are for people. */
const LONGEST_NAME = 200;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Names of outputs with what they are numbered by. @throws `classes/numbering`. */
function inOrder(numbered: readonly (readonly [number, string, string])[]): readonly (readonly [string, string])[] {
  const names: (readonly [string, string] | undefined)[] = [];
  for (const [index, name, synset] of numbered) {
    if (!Number.isSafeInteger(index) || index < 0 || index >= numbered.length || names[index]) {
      throw ownClassError('classes/numbering', { index, twice: names[index] !== undefined });
    }
    names[index] = [name, synset];
  }
  return names.map((name) => name ?? ['', '']);
}

const isNumber = (text: string): boolean => /^\d+$/.test(text);

/** The forms that JSON takes; each name with a WordNet id where it has one. @throws `classes/form`, `classes/numbering`. */
function namesInJson(value: unknown): readonly (readonly [string, string])[] {
  if (Array.isArray(value) && value.every((name) => typeof name === 'string')) return value.map((name) => [name, '']);
  if (isRecord(value)) {
    // The config.json of a model of the Hugging Face hub.
    if (isRecord(value.id2label)) return namesInJson(value.id2label);
    const entries = Object.entries(value);
    if (entries.length > 0 && entries.every(([key]) => isNumber(key))) {
      // imagenet_class_index.json of Keras: { "0": ["n01440764", "tench"] }.
      const named = entries.flatMap(([key, name]): (readonly [number, string, string])[] => {
        if (typeof name === 'string') return [[Number(key), name, '']];
        if (Array.isArray(name) && name.length === 2 && name.every((each) => typeof each === 'string')) {
          return [[Number(key), String(name[1]), String(name[0])]];
        }
        return [];
      });
      if (named.length === entries.length) return inOrder(named);
    }
    // class_indices of Keras and class_to_idx of torchvision: { "tench": 0 }.
    if (entries.length > 0 && entries.every(([, index]) => typeof index === 'number')) {
      return inOrder(entries.map(([name, index]) => [Number(index), name, '']));
    }
  }
  throw ownClassError('classes/form', {});
}

/** One name a line; empty lines at the end are none. */
function namesInText(text: string): readonly (readonly [string, string])[] {
  const lines = text.split(/\r\n|\r|\n/);
  while (lines.length > 0 && lines.at(-1)?.trim() === '') lines.pop();
  return lines.map((line) => [line, '']);
}

/**
 * Reads the names of classes that a reader brings: a text with one name a line, or JSON: a list; `{"0": "tench"}`;
 * `{"tench": 0}` (Keras' class_indices, torchvision's class_to_idx); `{"0": ["n01440764", "tench"]}` (Keras'
 * imagenet_class_index.json); an object with `id2label` (config.json of the hub). Control characters become spaces.
 * @param file its text. @param classes of the network. @throws `classes/…`.
 */
export function readOwnClasses(file: string, classes: number): readonly Label[] {
  if (file.length > MOST_BYTES) throw ownClassError('classes/too-large', { bytes: file.length, most: MOST_BYTES });
  const text = file.replace(/^\ufeff/, '');
  let names: readonly (readonly [string, string])[];
  if (/^\s*[[{]/.test(text)) {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch (cause) {
      throw ownClassError(
        'classes/json',
        { reason: cause instanceof Error ? cause.message : String(cause) },
        { cause },
      );
    }
    names = namesInJson(value);
  } else names = namesInText(text);
  if (names.length !== classes) throw ownClassError('classes/count', { found: names.length, classes });
  return names.map(([name, synset], index) => {
    const shown = name
      .replace(/\p{Cc}|\p{Cf}|\p{Zl}|\p{Zp}/gu, ' ')
      .trim()
      .slice(0, LONGEST_NAME);
    if (shown === '') throw ownClassError('classes/nameless', { index });
    return { index, synset, name: shown, names: [shown] };
  });
}
