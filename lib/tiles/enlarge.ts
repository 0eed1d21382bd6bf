/**
 * A map with more places, for display, bilinear between its values: these stand at the centres of their tiles, and beyond
 * the outermost centres the outermost values go on. No value is beyond the range of the given ones.
 * @param values flat H×W. @returns flat (H·factor)×(W·factor).
 */
export function enlarge(values: Float32Array, width: number, height: number, factor: number): Float32Array {
  /** For each new place the two old ones beside it and the share of the second. */
  const between = (length: number) =>
    Array.from({ length: length * factor }, (_, at) => {
      const place = Math.min(length - 1, Math.max(0, (at + 0.5) / factor - 0.5));
      const first = Math.floor(place);
      return { first, second: Math.min(length - 1, first + 1), share: place - first };
    });
  const columns = between(width);
  const enlarged = new Float32Array(width * height * factor * factor);
  between(height).forEach((row, y) => {
    columns.forEach((column, x) => {
      const at = (line: number, place: number): number => values[line * width + place] ?? 0;
      const upper = at(row.first, column.first) * (1 - column.share) + at(row.first, column.second) * column.share;
      const lower = at(row.second, column.first) * (1 - column.share) + at(row.second, column.second) * column.share;
      enlarged[y * width * factor + x] = upper * (1 - row.share) + lower * row.share;
    });
  });
  return enlarged;
}
