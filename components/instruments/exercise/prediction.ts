/** What a prediction turns out to be. */
export type Verdict =
  | { readonly kind: 'empty' }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'right' }
  /** A shape with another number of extents. */
  | { readonly kind: 'rank'; readonly wanted: number }
  /** A shape with some extents right: axis by axis. */
  | { readonly kind: 'partly'; readonly axes: readonly boolean[] }
  | { readonly kind: 'high' }
  | { readonly kind: 'low' };

/**
 * Whole numbers as people write them: `12×12×1536`, `12 x 12 x 1,536`, `[12, 12, 1536]`. A comma with three digits
 * behind it and at most three before belongs to its number where the text has other separators, or is one number.
 * @returns null where anything else stands in the text.
 */
export function readNumbers(text: string, single: boolean): readonly number[] | null {
  const bare = text.trim().replace(/^[[(]|[\])]$/g, '');
  const grouped = single || /[×x*\s]/i.test(bare.replace(/,\s/g, ','));
  const joined = grouped ? bare.replace(/(?<=\d)[,'’\u00a0\u202f](?=\d{3}(?!\d))/g, '') : bare;
  const parts = (single ? joined.replace(/\s/g, '') : joined).split(/\s*[×x*,;]\s*|\s+/i).filter((part) => part !== '');
  if (parts.length === 0 || parts.some((part) => !/^\d{1,15}$/.test(part))) return null;
  return parts.map(Number);
}

/** Compares a prediction with the answer: a shape axis by axis, a single number by size. */
export function judge(text: string, answer: readonly number[], ask: 'shape' | 'number'): Verdict {
  if (text.trim() === '') return { kind: 'empty' };
  const guess = readNumbers(text, ask === 'number');
  if (guess === null) return { kind: 'unreadable' };
  if (guess.length !== answer.length)
    return ask === 'number' ? { kind: 'unreadable' } : { kind: 'rank', wanted: answer.length };
  const axes = answer.map((extent, axis) => guess[axis] === extent);
  if (axes.every(Boolean)) return { kind: 'right' };
  if (ask === 'shape') return { kind: 'partly', axes };
  return (guess[0] ?? 0) > (answer[0] ?? 0) ? { kind: 'high' } : { kind: 'low' };
}
