import { differences as differenceWords } from '@/content/en/words/differences';
import { type Comparison, compareNetworks, type Side } from '@/lib/analysis/differences';
import { formatJson } from '@/lib/export/json';
import { choice, readArguments } from './arguments';
import { describeDifferences } from './diff';
import type { Io } from './io';
import { type ChosenNetwork, selectNetwork, selectSide } from './select-network';
import { formatTable } from './table';
import { cli as words } from './words/cli';

/** The address within the network, and how many more places there are. */
const place = ({ address, places }: Side): string => {
  if (address === null) return differenceWords.nothing;
  const slash = address.indexOf('/');
  const path = slash < 0 ? address : address.slice(slash + 1);
  return places.length === 1 ? path : words.diff.places({ first: path, count: places.length });
};

const textOf = ({ value }: Side): string => (value === null ? differenceWords.nothing : differenceWords.value(value));

function asTable({ differences, size }: Comparison, a: ChosenNetwork, b: ChosenNetwork): string {
  const { heading, columns, summary, none } = words.diff;
  const title = ({ definition, variant }: ChosenNetwork) => `${definition.title} (${variant.title})`;
  const top = `${heading({ a: title(a), b: title(b), size: `${size}×${size}` })}\n\n`;
  if (differences.length === 0) return `${top}${none}\n`;
  const following = differences.filter(({ follows }) => follows).length;
  const rows = differences.map((difference) => [
    difference.id,
    difference.grid === null ? '' : String(difference.grid),
    textOf(difference.a),
    textOf(difference.b),
    place(difference.a),
    place(difference.b),
    difference.follows ? differenceWords.follows : '',
  ]);
  const table = formatTable(
    [
      { heading: columns.difference, align: 'left' },
      { heading: columns.grid, align: 'right' },
      { heading: columns.a, align: 'left' },
      { heading: columns.b, align: 'left' },
      { heading: columns.atA, align: 'left' },
      { heading: columns.atB, align: 'left' },
      // Words without a heading; a column without words would only trail.
      ...(following > 0 ? [{ heading: '', align: 'left' } as const] : []),
    ],
    rows,
  );
  return `${top}${table}\n${summary({ own: differences.length - following, following })}\n`;
}

/** `atlas diff A[:variant] B[:variant] [--size N] [--format table|json]`. @returns the exit code. */
export async function diffCommand(args: readonly string[], io: Io): Promise<number> {
  const { positionals, options, help } = readArguments(args, {
    command: 'diff',
    options: ['size', 'format'],
    positionals: ['A', 'B'],
  });
  if (help) {
    io.out(words.help.diff);
    return 0;
  }
  const format = choice('format', options.format ?? 'table', ['table', 'json']);
  const [a, b] = [selectNetwork(positionals[0] ?? ''), selectNetwork(positionals[1] ?? '')];
  // Both must fit the size that is asked for; without one the larger default is taken, which both do.
  const sizes = [selectSide(a, options.size), selectSide(b, options.size)];
  const comparison = compareNetworks(a, b, Math.max(...sizes));
  io.out(format === 'json' ? formatJson(describeDifferences(comparison)) : asTable(comparison, a, b));
  return 0;
}
