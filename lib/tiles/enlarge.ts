/** For each new place the two old ones beside it and the share of the second. */
const between = (length: number, wanted: number) =>
  Array.from({ length: wanted }, (_, at) => {
    const place = Math.min(length - 1, Math.max(0, ((at + 0.5) * length) / wanted - 0.5));
    const first = Math.floor(place);
    return { first, second: Math.min(length - 1, first + 1), share: place - first };
  });

/**
 * A map with more places, for display, bilinear between its values: these stand at the centres of their tiles, and beyond
 * the outermost centres the outermost values go on. No value is beyond the range of the given ones.
 * @param values flat H×W. @returns flat, of the wanted size.
 */
export function enlarge(
  values: Float32Array,
  width: number,
  height: number,
  wantedWidth: number,
  wantedHeight: number,
): Float32Array {
  const columns = between(width, wantedWidth);
  const enlarged = new Float32Array(wantedWidth * wantedHeight);
  between(height, wantedHeight).forEach((row, y) => {
    columns.forEach((column, x) => {
      const at = (line: number, place: number): number => values[line * width + place] ?? 0;
      const upper = at(row.first, column.first) * (1 - column.share) + at(row.first, column.second) * column.share;
      const lower = at(row.second, column.first) * (1 - column.share) + at(row.second, column.second) * column.share;
      enlarged[y * wantedWidth + x] = upper * (1 - row.share) + lower * row.share;
    });
  });
  return enlarged;
}
