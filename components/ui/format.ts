import type { Language } from '@/content/languages';

/** Numbers as people read them, in one language. Made once per language. */
export interface Formats {
  /** 42,679,816 */
  integer(value: number): string;
  /** At most `digits` (default 2) places after the point: 2.5 */
  decimal(value: number, digits?: number): string;
  /** Three significant digits and a unit: 12.3 billion becomes `12.3B`. */
  compact(value: number): string;
  /** A share of one: 0.0312 → 3.1 %; what is there but rounds to nothing is `< 0.1 %`. */
  percent(share: number): string;
  /** 1,024 bytes are a KiB: 1.08 MiB. */
  bytes(value: number): string;
  /** [35, 35, 384] → 35×35×384; [1000] → 1000; [] → 1 (a scalar). */
  shape(shape: readonly number[]): string;
}

const made = new Map<Language, Formats>();

/** The number formats of a language; server and browser agree, since both use the same Intl data for it. */
export function formatsFor(language: Language): Formats {
  const known = made.get(language);
  if (known) return known;

  const integers = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  const compacts = new Intl.NumberFormat(language, { notation: 'compact', maximumSignificantDigits: 3 });
  const percents = new Intl.NumberFormat(language, {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  const decimals = new Map<number, Intl.NumberFormat>();

  const decimal = (value: number, digits = 2): string => {
    let format = decimals.get(digits);
    if (!format) {
      format = new Intl.NumberFormat(language, { maximumFractionDigits: digits });
      decimals.set(digits, format);
    }
    return format.format(value);
  };

  const formats: Formats = {
    integer: (value) => integers.format(value),
    decimal,
    compact: (value) => compacts.format(value),
    percent: (share) => (share > 0 && share < 0.0005 ? `< ${percents.format(0.001)}` : percents.format(share)),
    bytes(value) {
      const units = ['B', 'KiB', 'MiB', 'GiB'] as const;
      let scaled = value;
      let at = 0;
      while (scaled >= 1024 && at < units.length - 1) {
        scaled /= 1024;
        at++;
      }
      return `${decimal(scaled, scaled >= 100 || at === 0 ? 0 : scaled >= 10 ? 1 : 2)} ${units[at]}`;
    },
    shape: (shape) => (shape.length === 0 ? '1' : shape.join('×')),
  };
  made.set(language, formats);
  return formats;
}
