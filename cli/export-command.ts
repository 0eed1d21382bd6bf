import { writeFile } from 'node:fs/promises';
import { codeText } from '@/lib/export/code';
import { csvOf } from '@/lib/export/csv';
import { pytorchCode, pytorchFile } from '@/lib/export/pytorch';
import { parseLocalAddress, resolvePath } from '@/lib/graph/address';
import type { Part } from '@/lib/graph/naming';
import { classNameOf, networkClassOf } from '@/lib/networks/class-names';
import { choice, readArguments } from './arguments';
import { exportCommandError } from './export-errors';
import { failureReason } from './failure-reason';
import type { Io } from './io';
import { formatJson } from './json';
import { type Selection, selectNetwork, selectSize } from './select-network';
import { exporting as words } from './words/export';

const FORMATS = ['pytorch', 'json', 'csv'] as const;

function asPytorch({ definition, variant, model }: Selection, part: Part): string {
  const code = pytorchCode(model, part, {
    name: networkClassOf(definition.id),
    classNameOf: (block) => classNameOf(definition.id, block),
  });
  const where = part.kind === 'network' ? null : (part.path ?? part.id);
  const comment = words.comment({ title: definition.title, variant: variant.title, path: where });
  return `# ${comment}\n${codeText(pytorchFile(code))}`;
}

/** The expression itself, which is plain data: everything else is a reading of it. */
const asJson = ({ definition, variant }: Selection, part: Part): string =>
  formatJson({
    network: definition.id,
    variant: variant.id,
    path: part.path ?? part.id,
    expression: part.kind === 'network' ? variant.network : part.expression,
  });

/** `atlas export NETWORK[:variant][/path] --format pytorch|json|csv [--size N] [--out FILE]`. @returns the exit code. */
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
  const format = choice('format', options.format ?? 'pytorch', FORMATS);
  if (format === 'json' && part.kind !== 'network' && part.expression === null) {
    throw exportCommandError('export/no-expression', { path: part.path ?? part.id });
  }
  const size = selectSize(selection, options.size);
  const text =
    format === 'pytorch'
      ? asPytorch(selection, part)
      : format === 'json'
        ? asJson(selection, part)
        : csvOf(selection.model, part, size);
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
