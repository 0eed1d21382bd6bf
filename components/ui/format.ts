import type { Language } from '@/content/languages';
import type { InputSize } from '@/lib/reading/size';

/** Numbers as people read them, in one language. Made once per language. */
export interface Formats {
  /** 42,679,816 */
  integer(value: number): string;
  /** At most `digits` (default 2) places after the point: 2.5 */
  decimal(value: number, digits?: number): string;
  /** A large count in short: 387,579,600 → 387.6 M, 12,253,974,624 → 12.25 G; in Chinese 3.876 亿, 122.5 亿. Below a million in full. */
  work(value: number): string;
  /** A share of one: 0.0312 → 3.1 %; what is there but rounds to nothing is `< 0.1 %`. */
  percent(share: number): string;
  /** 1,024 bytes are a KiB: 1.08 MiB. */
  bytes(value: number): string;
  /** [35, 35, 384] → 35×35×384; [1000] → 1000; [] → 1 (a scalar). */
  shape(shape: readonly number[]): string;
  /** The side of a square, else height × width: 299, 224×320. */
  size(size: InputSize): string;
}

/** What large counts are counted in, the largest first, with the digits that are kept of them. */
const LARGE: Readonly<
  Record<Language, readonly (readonly [from: number, unit: string, digits: Intl.NumberFormatOptions])[]>
> = {
  en: [
    [1e9, 'G', { minimumFractionDigits: 2, maximumFractionDigits: 2 }],
    [1e6, 'M', { minimumFractionDigits: 1, maximumFractionDigits: 1 }],
  ],
  zh: [
    [1e8, '亿', { minimumSignificantDigits: 4, maximumSignificantDigits: 4 }],
    [1e4, '万', { minimumSignificantDigits: 4, maximumSignificantDigits: 4 }],
  ],
};

/** U+202F, so that a number and its unit stay on one line. */
const NARROW_SPACE = '\u202f';

const made = new Map<Language, Formats>();

/** The number formats of a language; server and browser agree, since both use the same Intl data for it. */
export function formatsFor(language: Language): Formats {
  const known = made.get(language);
  if (known) return known;

  const integers = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  const large = LARGE[language].map(([from, unit, digits]) => ({
    from,
    unit,
    format: new Intl.NumberFormat(language, digits),
  }));
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
    work(value) {
      const step = value < 1e6 ? undefined : large.find(({ from }) => value >= from);
      return step ? `${step.format.format(value / step.from)}${NARROW_SPACE}${step.unit}` : integers.format(value);
    },
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
    size: (size) => (typeof size === 'number' ? String(size) : `${size.height}×${size.width}`),
  };
  made.set(language, formats);
  return formats;
}
