/** A step through two sequences: a pair, or an element that only one of them has. */
export type Step<Element> =
  | { readonly a: Element; readonly b: Element }
  | { readonly a: Element; readonly b: null }
  | { readonly a: null; readonly b: Element };

/**
 * The cheapest way through two sequences in order (Needleman and Wunsch 1970). Among equally cheap ways the one that
 * pairs early, so that of 5 against 10 equal blocks the first five are paired, and that is the same from either side.
 * @param pairCost of two elements side by side; Infinity where they never may be.
 * @param gapCost of an element that has no partner.
 * @param nameOf decides which of two elements without partners comes first, whichever side they are on.
 */
export function align<Element>(
  a: readonly Element[],
  b: readonly Element[],
  pairCost: (a: Element, b: Element) => number,
  gapCost: (element: Element) => number,
  nameOf: (element: Element) => string,
): readonly Step<Element>[] {
  const width = b.length + 1;
  const costs = new Float64Array((a.length + 1) * width);
  const costAt = (i: number, j: number): number => costs[i * width + j] ?? 0;
  const choices = (i: number, j: number): readonly { readonly step: Step<Element>; readonly cost: number }[] => {
    const [x, y] = [a[i], b[j]];
    const list: { step: Step<Element>; cost: number }[] = [];
    if (x !== undefined && y !== undefined) {
      list.push({ step: { a: x, b: y }, cost: pairCost(x, y) + costAt(i + 1, j + 1) });
    }
    const gaps: typeof list = [];
    if (x !== undefined) gaps.push({ step: { a: x, b: null }, cost: gapCost(x) + costAt(i + 1, j) });
    if (y !== undefined) gaps.push({ step: { a: null, b: y }, cost: gapCost(y) + costAt(i, j + 1) });
    if (x !== undefined && y !== undefined && nameOf(y) < nameOf(x)) gaps.reverse();
    return [...list, ...gaps];
  };
  for (let i = a.length; i >= 0; i--) {
    for (let j = b.length; j >= 0; j--) {
      const list = choices(i, j);
      if (list.length > 0) costs[i * width + j] = Math.min(...list.map(({ cost }) => cost));
    }
  }
  const steps: Step<Element>[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const best = choices(i, j).reduce((least, choice) => (choice.cost < least.cost - 1e-9 ? choice : least));
    steps.push(best.step);
    if (best.step.a !== null) i++;
    if (best.step.b !== null) j++;
  }
  return steps;
}
