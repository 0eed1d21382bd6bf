import { formatsFor } from '@/components/ui/format';
import type { Language } from '@/content/languages';
import type { Quantity } from './quantity';

/** A quantity as people read it. `full` writes large counts out. */
export function quantityText(language: Language, quantity: Quantity, as: 'short' | 'full' = 'short'): string {
  const { integer, work, decimal, percent, bytes, shape } = formatsFor(language);
  switch (quantity.kind) {
    case 'count':
      return integer(quantity.value);
    case 'work':
      return as === 'full' ? integer(quantity.value) : work(quantity.value);
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
