import { errors } from '@/content/en/words/every-error';
import type { ErrorWords } from '@/lib/explanation';
import type { CliErrors } from '../errors';
import { activationsErrors } from './activations';
import { classifyErrors } from './classify';
import { exportCommandErrors } from './export';

const list = (values: readonly (string | number)[]): string => values.join(', ');

/** “, did you mean x?” where a known one is close, else the whole list. */
const choose = (known: readonly string[], near: string | null): string =>
  near === null ? `Choose one of: ${list(known)}.` : `Did you mean ${near}? Known: ${list(known)}.`;

/** The `atlas` command (`cli`). */
const cli: ErrorWords<CliErrors> = {
  'cli/no-command': ({ known }) => ({
    what: 'No command was given.',
    means: 'There is nothing to do.',
    next: `Choose one of: ${list(known)}; or --help.`,
  }),
  'cli/unknown': ({ what, value, of, known, near }) => ({
    what: `${of === null ? 'There is' : `${of} has`} no ${what} “${value}”.`,
    means: 'Nothing was done.',
    next: choose(known, near),
  }),
  'cli/missing-value': ({ option }) => ({
    what: `--${option} needs a value.`,
    means: 'Nothing was done.',
    next: `Write --${option} VALUE; --help shows which.`,
  }),
  'cli/unwanted-value': ({ option, value }) => ({
    what: `--${option} takes no value, but got “${value}”.`,
    means: 'Nothing was done.',
    next: `Write --${option} alone.`,
  }),
  'cli/missing-argument': ({ command, argument }) => ({
    what: `${command} needs ${argument}.`,
    means: 'Nothing was done.',
    next: `Write atlas ${command} ${argument}; atlas ${command} --help shows more.`,
  }),
  'cli/unexpected-argument': ({ command, argument }) => ({
    what: `${command} does not know what to do with “${argument}”.`,
    means: 'Nothing was done.',
    next: `Leave it out; atlas ${command} --help shows what it takes.`,
  }),
  'cli/bad-size': ({ value, network, smallest, largest }) => ({
    what: `“${value}” is not an input size of ${network}.`,
    means: 'Nothing was done.',
    next: `Give a side, or height and width as in 224x320, in whole pixels from ${smallest} to ${largest}.`,
  }),
  'cli/square-only': ({ value, smallest, largest }) => ({
    what: `“${value}” is not a square, and here one number names a grid.`,
    means: 'Nothing was done.',
    next: `Give one side in whole pixels from ${smallest} to ${largest}.`,
  }),
  'cli/only-a-network': ({ text, network }) => ({
    what: `“${text}” points into a network, but the whole network is described.`,
    means: 'Nothing was done.',
    next: `Write ${network}.`,
  }),
};

/** Every error that the `atlas` command can show, by code: those of the pages, and its own. */
export const commandErrors = { ...errors, ...cli, ...activationsErrors, ...classifyErrors, ...exportCommandErrors };
