import { writeFile } from 'node:fs/promises';
import { type ExportOptions, formatNames, formats } from '@/lib/export/formats';
import { parseLocalAddress, resolvePath } from '@/lib/graph/address';
import type { Part } from '@/lib/graph/naming';
import { classNamesOf } from '@/lib/networks/class-names';
import { type Extent, extentOf } from '@/lib/reading/size';
import { choice, readArguments } from './arguments';
import { exportCommandError } from './export-errors';
import { failureReason } from './failure-reason';
import type { Io } from './io';
import { type ChosenNetwork, selectNetwork, selectSize } from './select-network';
import { exporting as words } from './words/export';

function optionsFor({ definition, variant }: ChosenNetwork, part: Part, size: Extent): ExportOptions {
  const path = part.kind === 'network' ? null : (part.path ?? part.id);
  return {
    network: definition.id,
    variant: variant.id,
    classNames: classNamesOf(definition.id),
    comment: words.comment({ title: definition.title, variant: variant.title, path }),
    size,
  };
}

/** `atlas export NETWORK[:variant][/path] --format pytorch|json|csv [--size N|HxW] [--out FILE]`. @returns the exit code. */
export async function exportCommand(args: readonly string[], io: Io): Promise<number> {
  const { positionals, options, help } = readArguments(args, {
    command: 'export',
    options: ['format', 'size', 'out'],
    positionals: ['NETWORK[/PATH]'],
  });
  if (help) {
    io.out(words.help);
    return 0;
  }
  const [address = ''] = positionals;
  const slash = address.indexOf('/');
  const selection = selectNetwork(slash < 0 ? address : address.slice(0, slash));
  const local = parseLocalAddress(slash < 0 ? '' : address.slice(slash + 1));
  if (local.tensor !== null || local.channel !== null) {
    throw exportCommandError('export/only-a-part', { text: address, part: address.replace(/[@#].*$/, '') });
  }
  const { part } = resolvePath(selection.model, selection.definition.id, local.path);
  const format = formats[choice('format', options.format ?? 'pytorch', formatNames)];
  const size = extentOf(selectSize(selection, options.size));
  const text = format.write(selection.model, part, optionsFor(selection, part, size));
  if (options.out === undefined) {
    io.out(text);
    return 0;
  }
  try {
    await writeFile(options.out, text);
  } catch (error) {
    throw exportCommandError('export/cannot-write', { file: options.out, reason: failureReason(error) });
  }
  io.err(`${words.written({ file: options.out, lines: text.split('\n').length - 1 })}\n`);
  return 0;
}
