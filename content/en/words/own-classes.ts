import type { OwnClassErrors } from '@/lib/analysis/own-classes';
import type { ErrorWords } from '@/lib/explanation';

const integer = (count: number): string => count.toLocaleString('en');
const KEPT = 'The classes keep the names or numbers that they have.';
const FORMS =
  'Give a text with one name a line, or JSON: a list of names, names by number ({"0": "tench"}), or numbers by name ({"tench": 0}).';

/** Files of class names that a reader brings (`lib/analysis/own-classes.ts`). */
export const ownClassErrors: ErrorWords<OwnClassErrors> = {
  'classes/too-large': ({ bytes, most }) => ({
    what: `The file of names holds ${integer(bytes)} bytes; at most ${integer(most)} are read.`,
    means: KEPT,
    next: FORMS,
  }),
  'classes/json': ({ reason }) => ({
    what: `The file of names begins like JSON and is none: ${reason.replace(/\s+/g, ' ').replace(/\.?\s*$/, '.')}`,
    means: KEPT,
    next: FORMS,
  }),
  'classes/form': () => ({
    what: 'The JSON in the file of names has none of the forms that are read.',
    means: KEPT,
    next: FORMS,
  }),
  'classes/numbering': ({ index, twice }) => ({
    what: twice
      ? `The file names class ${index} twice.`
      : `The file names a class ${index}, which cannot be among so many: they are numbered from 0, without a gap.`,
    means: KEPT,
    next: 'Number the names from 0, each number once.',
  }),
  'classes/nameless': ({ index }) => ({
    what: `Class ${index} has an empty name in the file.`,
    means: KEPT,
    next: 'Give each class a name; empty lines are allowed at the end only.',
  }),
  'classes/count': ({ found, classes }) => ({
    what: `The file holds ${integer(found)} names; the network tells ${integer(classes)} classes apart.`,
    means: KEPT,
    next: 'Give one name for each class, in the order of the outputs.',
  }),
};
