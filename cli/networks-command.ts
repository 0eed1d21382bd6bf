import { formatJson } from '@/lib/export/json';
import { networks } from '@/lib/networks';
import { choice, readArguments } from './arguments';
import type { Io } from './io';
import { formatTable } from './table';
import { cli as words } from './words/cli';

/** `atlas networks [--format table|json]`: networks and variants. @returns the exit code. */
export async function networksCommand(args: readonly string[], io: Io): Promise<number> {
  const { options, help } = readArguments(args, { command: 'networks', options: ['format'], positionals: [] });
  if (help) {
    io.out(words.help.networks);
    return 0;
  }
  const format = choice('format', options.format ?? 'table', ['table', 'json']);
  if (format === 'json') {
    const rows = networks.map(({ id, title, variants, defaultVariant, defaultSize, renames }) => ({
      network: id,
      title,
      variants: variants.map((variant) => variant.id),
      defaultVariant,
      defaultSize,
      namings: Object.keys(renames),
    }));
    io.out(formatJson({ networks: rows }));
    return 0;
  }
  const { columns, isDefault } = words.networks;
  const rows = networks.flatMap(({ id, title, variants, defaultVariant, defaultSize, renames }) =>
    variants.map((variant) => [
      `${id}:${variant.id}`,
      `${title}, ${variant.title}${variant.id === defaultVariant ? ` ${isDefault}` : ''}`,
      String(defaultSize),
      Object.keys(renames).join(', '),
    ]),
  );
  io.out(
    formatTable(
      [
        { heading: columns.network, align: 'left' },
        { heading: columns.title, align: 'left' },
        { heading: columns.size, align: 'right' },
        { heading: columns.namings, align: 'left' },
      ],
      rows,
    ),
  );
  return 0;
}
