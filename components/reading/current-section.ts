/**
 * The section that is being read: the last one whose heading has passed the reading line; null above the first.
 * @param tops distances of the headings from the top of the window in px, in order.
 * @param line where the reading line is, in px.
 */
export function currentSection(tops: readonly number[], line: number): number | null {
  const passed = tops.filter((top) => top <= line).length;
  return passed === 0 ? null : passed - 1;
}
