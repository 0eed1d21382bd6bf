import { parseArgs } from 'node:util';
import { cliError } from './errors';
import { nearest } from './nearest';

/** What a command takes; `--help` is understood everywhere. */
export interface ArgumentSpec<Option extends string, Flag extends string = never> {
  readonly command: string;
  /** Options with a value, without the dashes. */
  readonly options: readonly Option[];
  /** Options without one. */
  readonly flags?: readonly Flag[];
  /** What the positional arguments are called in messages, in order; all are required. */
  readonly positionals: readonly string[];
}

export interface Arguments<Option extends string, Flag extends string = never> {
  /** As many as the spec names, unless help is wanted. */
  readonly positionals: readonly string[];
  /** The last value given for each option. */
  readonly options: Readonly<Partial<Record<Option, string>>>;
  readonly flags: ReadonlySet<Flag>;
  readonly help: boolean;
}

/**
 * Reads the arguments of a command.
 * @throws `cli/unknown`, `cli/missing-value`, `cli/unwanted-value`, `cli/missing-argument`, `cli/unexpected-argument`.
 */
export function readArguments<Option extends string, Flag extends string = never>(
  args: readonly string[],
  spec: ArgumentSpec<Option, Flag>,
): Arguments<Option, Flag> {
  const { tokens } = parseArgs({
    args: [...args],
    strict: false,
    tokens: true,
    allowPositionals: true,
    options: Object.fromEntries(spec.options.map((name) => [name, { type: 'string' as const }])),
  });
  const flagNames = spec.flags ?? [];
  const positionals: string[] = [];
  const options: Partial<Record<Option, string>> = {};
  const flags = new Set<Flag>();
  let help = false;
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const { name, value } = token;
    const option = spec.options.find((known) => known === name);
    const flag = flagNames.find((known) => known === name);
    if (option !== undefined) {
      const swallowed = token.inlineValue === false && value?.startsWith('--');
      if (value === undefined || value === '' || swallowed) throw cliError('cli/missing-value', { option: name });
      options[option] = value;
    } else if (flag !== undefined || name === 'help' || name === 'h') {
      if (value !== undefined) throw cliError('cli/unwanted-value', { option: name, value });
      if (flag === undefined) help = true;
      else flags.add(flag);
    } else {
      const known = [...spec.options, ...flagNames, 'help'];
      const near = nearest(name, known);
      throw cliError('cli/unknown', {
        what: 'option',
        value: token.rawName,
        of: spec.command,
        known: known.map((each) => `--${each}`),
        near: near === null ? null : `--${near}`,
      });
    }
  }
  if (!help) {
    const extra = positionals[spec.positionals.length];
    if (extra !== undefined) throw cliError('cli/unexpected-argument', { command: spec.command, argument: extra });
    const missing = spec.positionals[positionals.length];
    if (missing !== undefined) throw cliError('cli/missing-argument', { command: spec.command, argument: missing });
  }
  return { positionals, options, flags, help };
}

/** One of a fixed list. @throws `cli/unknown` with the nearest. */
export function choice<Known extends string>(
  what: 'command' | 'network' | 'variant' | 'naming' | 'format' | 'backend',
  value: string,
  known: readonly Known[],
  of: string | null = null,
): Known {
  const found = known.find((candidate) => candidate === value);
  if (found === undefined) throw cliError('cli/unknown', { what, value, of, known, near: nearest(value, known) });
  return found;
}
