import { formatsFor } from '@/components/ui/format';
import type { Language } from '@/content/languages';
import type { Quantity } from './quantity';

/** U+202F, so that a number and its unit stay on one line. */
const NARROW_SPACE = '\u202f';

/** 387,579,600 → 387.6 M; 12,253,974,624 → 12.25 G. Below a million in full. */
export function shortWork(language: Language, value: number): string {
  const digits = (count: number): string =>
    new Intl.NumberFormat(language, { minimumFractionDigits: count, maximumFractionDigits: count }).format(
      value / (count === 2 ? 1e9 : 1e6),
    );
  if (value >= 1e9) return `${digits(2)}${NARROW_SPACE}G`;
  if (value >= 1e6) return `${digits(1)}${NARROW_SPACE}M`;
  return formatsFor(language).integer(value);
}

/** A quantity as people read it. `full` writes large counts out. */
export function quantityText(language: Language, quantity: Quantity, as: 'short' | 'full' = 'short'): string {
  const { integer, decimal, percent, bytes, shape } = formatsFor(language);
  switch (quantity.kind) {
    case 'count':
      return integer(quantity.value);
    case 'work':
      return as === 'full' ? integer(quantity.value) : shortWork(language, quantity.value);
    case 'bytes':
      return bytes(quantity.value);
    case 'share':
      return percent(quantity.value);
    case 'decimal':
      return decimal(quantity.value, 6);
    case 'extents':
      return shape(quantity.value);
  }
}
