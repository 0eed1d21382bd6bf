/** What a group of measurements found, for people and for a file. */
export interface GroupReport {
  readonly id: string;
  readonly title: string;
  /** What must be known to read the numbers: adapter, threads, size, what was left out and why. */
  readonly notes: readonly string[];
  readonly tables: readonly Table[];
  readonly verdicts: readonly Verdict[];
}

export interface Table {
  readonly title: string;
  /** Heads of the columns; the first column names the row. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
  /** Every single measurement in milliseconds, by row; in the file only. */
  readonly samples?: Readonly<Record<string, readonly number[]>>;
}

/** A target of the project and what was found; `reached` null where it could not be measured here. */
export interface Verdict {
  readonly target: string;
  readonly found: string;
  readonly reached: boolean | null;
}

/** At least so much was wanted. */
export const atLeast = (target: string, wanted: number, found: number, unit = '×'): Verdict => ({
  target: `${target}: ≥ ${wanted} ${unit}`,
  found: `${number(found)} ${unit}`,
  reached: Number.isNaN(found) ? null : found >= wanted,
});

/** At most so much was wanted. */
export const atMost = (target: string, wanted: number, found: number, unit = '×'): Verdict => ({
  target: `${target}: ≤ ${wanted} ${unit}`,
  found: `${number(found)} ${unit}`,
  reached: Number.isNaN(found) ? null : found <= wanted,
});

/** Three digits that matter; whole numbers as they are. */
export function number(value: number): string {
  if (Number.isNaN(value)) return '–';
  if (Number.isInteger(value)) return value.toLocaleString('en');
  const size = Math.abs(value);
  return value.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3);
}

const text = (cell: string | number): string => (typeof cell === 'number' ? number(cell) : cell);

/** A table in columns; numbers stand to the right. */
export function tableText({ title, columns, rows }: Table): string {
  const lines = [columns, ...rows.map((row) => row.map(text))];
  const widths = columns.map((_, column) => Math.max(...lines.map((line) => [...(line[column] ?? '')].length)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => {
        const room = ' '.repeat((widths[column] ?? 0) - [...cell].length);
        return column === 0 ? cell + room : room + cell;
      })
      .join('  ')
      .trimEnd();
  const [heads = [], ...body] = lines;
  const rule = widths.map((width) => '─'.repeat(width)).join('  ');
  return [title, '', line(heads), rule, ...body.map(line)].map((each) => `  ${each}`.trimEnd()).join('\n');
}

const MARKS = { true: 'reached', false: 'NOT REACHED', null: 'not measured' } as const;

/** A whole group. */
export function groupText({ title, notes, tables, verdicts }: GroupReport): string {
  const parts = [
    `\n${title}\n${'═'.repeat([...title].length)}`,
    ...notes.map((note) => `  ${note}`),
    ...tables.map((table) => `\n${tableText(table)}`),
  ];
  if (verdicts.length > 0) {
    parts.push(
      '',
      ...verdicts.map(({ target, found, reached }) => `  [${MARKS[`${reached}`]}] ${target}; found ${found}`),
    );
  }
  return parts.join('\n');
}
