import { INTER } from './inter-widths';

export type TextWeight = 'regular' | 'semibold';

/** Room for the next unknown letter: a full em, which is what a Chinese character takes. */
const UNKNOWN = 1000;

/**
 * The width of a line of Inter in whole pixels, rounded up. A table and not the browser's answer, so that the server
 * and every client lay a drawing out alike.
 * @param size font size in px.
 */
export function textWidth(text: string, size: number, weight: TextWeight = 'regular'): number {
  const { ascii, others } = INTER[weight];
  const signs: Readonly<Record<string, number>> = others;
  let thousandths = 0;
  for (const sign of text) thousandths += ascii[(sign.codePointAt(0) ?? 0) - 32] ?? signs[sign] ?? UNKNOWN;
  return Math.ceil((thousandths * size) / 1000);
}
