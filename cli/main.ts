import { AtlasError } from '@/lib/error';
import { explain } from '@/lib/explanation';
import { choice } from './arguments';
import { cliError } from './errors';
import type { Io } from './io';
import { printable } from './printable';
import { cli as words } from './words/cli';
import { commandErrors } from './words/command-errors';

const COMMANDS = ['networks', 'describe', 'diff', 'activations', 'classify', 'weights', 'export'] as const;

/** Each command is loaded when it is asked for, so that `describe` never waits for a backend. */
async function runCommand(args: readonly string[], io: Io): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined) throw cliError('cli/no-command', { known: COMMANDS });
  if (name === '--help' || name === '-h' || name === 'help') {
    io.out(words.help.atlas);
    return 0;
  }
  switch (choice('command', name, COMMANDS)) {
    case 'networks':
      return (await import('./networks-command')).networksCommand(rest, io);
    case 'describe':
      return (await import('./describe-command')).describeCommand(rest, io);
    case 'diff':
      return (await import('./diff-command')).diffCommand(rest, io);
    case 'activations':
      return (await import('./activations')).activations(rest, io);
    case 'classify':
      return (await import('./classify')).classify(rest, io);
    case 'weights':
      return (await import('./weights-command')).weightsCommand(rest, io);
    case 'export':
      return (await import('./export-command')).exportCommand(rest, io);
  }
}

/**
 * The `atlas` command.
 * @param args without the program's own name.
 * @returns the exit code: 0, or 2 after one line on `err` that says what is wrong and what would be right.
 * @throws what is a fault of the atlas itself.
 */
export async function main(args: readonly string[], { out, err }: Io): Promise<number> {
  // Here, where everything passes: nothing that comes from a file or a server reaches a terminal as it is.
  const io: Io = { out: (text) => out(printable(text)), err: (text) => err(printable(text)) };
  try {
    return await runCommand(args, io);
  } catch (error) {
    if (!(error instanceof AtlasError)) throw error;
    const explanation = explain(commandErrors, error);
    const line = explanation ? `${explanation.what} ${explanation.next}` : error.message;
    io.err(`atlas: ${line.replace(/\s+/g, ' ')}\n`);
    return 2;
  }
}
