import type { SafetensorsEntry } from './safetensors';

/** Neighbouring bytes of a file that are read together. */
export interface Piece {
  readonly from: number;
  readonly to: number;
  readonly entries: readonly SafetensorsEntry[];
}

/** Small neighbours are joined up to this size: ten blocks of 0.5 MB are one request. */
const JOINED = 8 * 2 ** 20;

/** No piece is longer, unless it is one tensor. The largest block of these networks has 24.3 MB (v3's Mixed_7c). */
export const LONGEST_PIECE = 32 * 2 ** 20;

/** The block that a tensor belongs to, by its name: the entry of the network and, in a run of blocks, the number. */
const blockOf = (key: string): string => /^[^.]+(?:\.\d+(?=\.))?/.exec(key)?.[0] ?? key;

/** Runs of entries without a gap, in the order of the file. */
function runsOf(entries: readonly SafetensorsEntry[]): Piece[] {
  const runs: Piece[] = [];
  for (const entry of [...entries].sort((a, b) => a.from - b.from)) {
    const last = runs.at(-1);
    if (last && last.to === entry.from && entry.to - last.from <= LONGEST_PIECE) {
      runs[runs.length - 1] = { from: last.from, to: entry.to, entries: [...last.entries, entry] };
    } else runs.push({ from: entry.from, to: entry.to, entries: [entry] });
  }
  return runs;
}

/** Two pieces as one where they touch and are small together, else null. */
function joined(a: Piece, b: Piece): Piece | null {
  if (b.to - b.from + a.to - a.from > JOINED) return null;
  if (a.to === b.from) return { from: a.from, to: b.to, entries: [...a.entries, ...b.entries] };
  if (b.to === a.from) return { from: b.from, to: a.to, entries: [...b.entries, ...a.entries] };
  return null;
}

/** The pieces of entries that all come from the same place, in the order in which their blocks are needed. */
function piecesFrom(entries: readonly SafetensorsEntry[]): readonly Piece[] {
  const blocks = new Map<string, Map<string, SafetensorsEntry>>();
  for (const entry of entries) {
    const block = blockOf(entry.key);
    const inside = blocks.get(block) ?? new Map<string, SafetensorsEntry>();
    blocks.set(block, inside.set(entry.key, entry));
  }
  const pieces: Piece[] = [];
  for (const inside of blocks.values()) {
    for (const run of runsOf([...inside.values()])) {
      const last = pieces.at(-1);
      const both = last ? joined(last, run) : null;
      if (both) pieces[pieces.length - 1] = both;
      else pieces.push(run);
    }
  }
  return pieces;
}

/**
 * What to read for some tensors: their bytes and no others, one piece per block and run of neighbours, in the order in
 * which the blocks are needed. In these files a block is one run, because tensors are sorted by type, then by name.
 * @param entries in the order in which they are needed, each once or more.
 * @param isHere whether a tensor is kept on this device: such ones have pieces of their own, so that no request is made
 * for them.
 */
export function piecesOf(
  entries: readonly SafetensorsEntry[],
  isHere: (entry: SafetensorsEntry) => boolean = () => false,
): readonly Piece[] {
  const here = entries.filter(isHere);
  if (here.length === 0) return piecesFrom(entries);
  const missing = entries.filter((entry) => !isHere(entry));
  const firstNeed = new Map<string, number>();
  for (const [place, { key }] of entries.entries()) if (!firstNeed.has(key)) firstNeed.set(key, place);
  const needed = ({ entries: inside }: Piece): number => Math.min(...inside.map(({ key }) => firstNeed.get(key) ?? 0));
  return [...piecesFrom(here), ...piecesFrom(missing)].sort((a, b) => needed(a) - needed(b));
}
