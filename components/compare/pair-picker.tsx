'use client';

import { useAllWords } from '@/components/ui/all-words';
import { Button } from '@/components/ui/button';
import { formatsFor } from '@/components/ui/format';
import { Select } from '@/components/ui/select';
import { SideField } from '@/components/ui/size-field';
import { variantTitle } from '@/components/ui/variant-title';
import { useLanguage } from '@/components/ui/words';
import styles from './pair-picker.module.css';
import { COMMON_SIZE, type Pair, subjects } from './pairs';

type PairPickerProps = {
  keys: Pair;
  /** Where the slider stands, and the smallest size that both networks take. */
  size: number;
  smallest: number;
  onPair: (pair: Pair) => void;
  onSize: (size: number) => void;
};

/** Which two networks or variants, and at which input size. */
export function PairPicker({ keys, size, smallest, onPair, onSize }: PairPickerProps) {
  const { compare, variants } = useAllWords();
  const { pick: words } = compare;
  const formats = formatsFor(useLanguage());
  const options = subjects.map(({ key, definition, variant }) => ({
    value: key,
    label:
      definition.variants.length > 1
        ? compare.optionOf(definition.title, variantTitle(variants, variant))
        : definition.title,
  }));
  return (
    <div className={styles.picker}>
      <Select label={words.a} value={keys.a} options={options} onChange={(a) => onPair({ ...keys, a })} />
      <Button
        icon
        className={styles.swap}
        aria-label={words.swap}
        title={words.swap}
        onClick={() => onPair({ a: keys.b, b: keys.a })}
      >
        <svg viewBox="0 0 20 20" width={20} height={20} className={styles.swapIcon} aria-hidden="true">
          <path d="M3 7h13M12.5 3.5L16 7l-3.5 3.5M17 13H4M7.5 9.5L4 13l3.5 3.5" />
        </svg>
      </Button>
      <Select label={words.b} value={keys.b} options={options} onChange={(b) => onPair({ ...keys, b })} />
      <div className={styles.size}>
        <SideField label={words.size} value={size} smallest={smallest} unit="px" onChange={onSize} />
        <p className={styles.sizeNote}>{compare.sizeNote(formats.integer(size))}</p>
        {size === COMMON_SIZE ? null : (
          <Button variant="quiet" onClick={() => onSize(COMMON_SIZE)}>
            {words.sizeReset(formats.shape([COMMON_SIZE, COMMON_SIZE]))}
          </Button>
        )}
      </div>
    </div>
  );
}
