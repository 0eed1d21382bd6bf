import { formatJson } from '@/lib/export/json';
import { renameKey } from '@/lib/networks';
import { choice, readArguments } from './arguments';
import { type Description, describe } from './describe';
import type { Io } from './io';
import { type ChosenNetwork, selectNetwork, selectSize } from './select-network';
import { formatTable } from './table';
import { cli as words } from './words/cli';

const count = (value: number): string => value.toLocaleString('en-US');
const shape = (extents: readonly number[]): string => extents.join('×');

/** The description for people: blocks and totals; the ops are in the JSON. */
function asTable(description: Description, { definition, variant, model }: ChosenNetwork, naming: string): string {
  const { columns, total, heading, more } = words.describe;
  const { totals, blocks, nodes, input } = description;
  const fields = new Map(nodes.map((node) => [node.path, node.receptiveField]));
  // Addresses are the atlas's own; another convention's names stand beside them.
  const others = naming !== definition.naming;
  const otherName = (path: string): string =>
    renameKey(definition, naming, model.parts.get(path)?.referencePath ?? path);
  const share = (macs: number): string => `${((100 * macs) / totals.macs).toFixed(1)} %`;
  const rows = blocks.map((block) => {
    const field = fields.get(model.outputs.get(block.path) ?? '');
    return [
      block.path,
      ...(others ? [otherName(block.path)] : []),
      block.name,
      shape(block.output),
      count(block.parameters),
      count(block.macs),
      share(block.macs),
      field?.whole ? columns.whole : shape(field?.size ?? []),
    ];
  });
  const sums = [
    total,
    ...(others ? [''] : []),
    '',
    '',
    count(totals.parameters),
    count(totals.macs),
    share(totals.macs),
    '',
  ];
  const table = formatTable(
    [
      { heading: columns.path, align: 'left' },
      ...(others ? [{ heading: columns.otherName(naming), align: 'left' } as const] : []),
      { heading: columns.name, align: 'left' },
      { heading: columns.output, align: 'left' },
      { heading: columns.parameters, align: 'right' },
      { heading: columns.macs, align: 'right' },
      { heading: columns.share, align: 'right' },
      { heading: columns.field, align: 'right' },
    ],
    [...rows, sums],
  );
  const top = heading({ title: definition.title, variant: variant.title, input: shape(input), naming });
  return `${top}\n\n${table}\n${more({ convolutions: count(totals.convolutions), ops: count(nodes.length - 1) })}\n`;
}

/** `atlas describe NETWORK[:variant] [--size N|HxW] [--naming N] [--format table|json]`. @returns the exit code. */
export async function describeCommand(args: readonly string[], io: Io): Promise<number> {
  const { positionals, options, help } = readArguments(args, {
    command: 'describe',
    options: ['size', 'naming', 'format'],
    positionals: ['NETWORK'],
  });
  if (help) {
    io.out(words.help.describe);
    return 0;
  }
  const format = choice('format', options.format ?? 'table', ['table', 'json']);
  const selection = selectNetwork(positionals[0] ?? '');
  const { definition } = selection;
  const naming = choice('naming', options.naming ?? definition.naming, Object.keys(definition.renames), definition.id);
  const description = describe(selection, selectSize(selection, options.size), naming);
  io.out(format === 'json' ? formatJson(description) : asTable(description, selection, naming));
  return 0;
}
