import { errorFactory } from '@/lib/error';

/** What can be chosen from a fixed list on the command line. */
export type Choice = 'command' | 'network' | 'variant' | 'naming' | 'format' | 'option' | 'backend';

/** Every error of the `atlas` command itself. */
export type CliErrors = {
  'cli/no-command': { known: readonly string[] };
  /** `near` is the known one that was most likely meant; null where none is close. `of`: whose list it is. */
  'cli/unknown': { what: Choice; value: string; of: string | null; known: readonly string[]; near: string | null };
  'cli/missing-value': { option: string };
  'cli/unwanted-value': { option: string; value: string };
  'cli/missing-argument': { command: string; argument: string };
  'cli/unexpected-argument': { command: string; argument: string };
  'cli/bad-size': { value: string; network: string; smallest: number; largest: number };
  /** Height × width for a command that needs a square. */
  'cli/square-only': { value: string; smallest: number; largest: number };
  'cli/only-a-network': { text: string; network: string };
};

export const cliError = errorFactory<CliErrors>();
