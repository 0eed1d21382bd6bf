import { formatsFor } from '@/components/ui/format';
import type { Language } from '@/content/language-list';
import type { Words } from '@/content/words-type';

const made = new Map<Language, Intl.NumberFormat>();

/** An activation as people read it: three significant digits. */
export function formatValue(language: Language, value: number): string {
  let format = made.get(language);
  if (!format) {
    format = new Intl.NumberFormat(language, { maximumSignificantDigits: 3, notation: 'standard' });
    made.set(language, format);
  }
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e6)) return value.toExponential(1);
  return format.format(value).replace('-', '−');
}

/** A duration: 0.2 s, 12 s, 3 min. */
export function formatDuration(language: Language, words: Words['lab']['run'], milliseconds: number): string {
  const { decimal } = formatsFor(language);
  const seconds = milliseconds / 1000;
  if (seconds >= 100) return words.minutes(decimal(seconds / 60, 0));
  if (seconds >= 9.95) return words.seconds(decimal(seconds, 0));
  return words.seconds(decimal(Math.max(seconds, seconds > 0 ? 0.01 : 0), seconds < 0.095 ? 2 : 1));
}
