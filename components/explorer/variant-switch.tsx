'use client';

import { useAllWords } from '@/components/ui/all-words';
import { Link } from '@/components/ui/link';
import { compareHref } from '@/components/ui/links';
import { Segmented } from '@/components/ui/segmented';
import { variantTitle } from '@/components/ui/variant-title';
import { useLanguage } from '@/components/ui/words';
import type { NetworkDefinition, Variant } from '@/lib/networks';
import styles from './variant-switch.module.css';

type VariantSwitchProps = {
  definition: NetworkDefinition;
  variant: Variant;
  onChange: (variant: string) => void;
  /** What happened to the selection at the last change, where it could not be kept. */
  moved: string | null;
};

/** Which variant of the network is shown, what it is built from, and the way to the comparison. */
export function VariantSwitch({ definition, variant, onChange, moved }: VariantSwitchProps) {
  const { explorer, variants: names, marks } = useAllWords();
  const words = explorer.variants;
  const language = useLanguage();
  const { id, variants, defaultVariant } = definition;
  const other = variants.find((each) => each.id !== variant.id);
  // The prepared comparisons have the default variant second.
  const [a, b] = variant.id === defaultVariant ? [other?.id, variant.id] : [variant.id, other?.id];
  const says: Readonly<Record<string, string>> = words.says;
  return (
    <div className={styles.switch}>
      {variants.length > 1 ? (
        <Segmented
          label={words.label}
          value={variant.id}
          options={variants.map((each) => ({ value: each.id, label: variantTitle(names, each) }))}
          onChange={onChange}
        />
      ) : null}
      <p className={styles.says} data-source={variant.source}>
        {(says[`${id}:${variant.id}`] ?? words.sources[variant.source]) + marks.gap}
        {other ? (
          <Link href={compareHref(language, `${id}:${a}`, `${id}:${b}`)}>
            {words.compare(variantTitle(names, variant), variantTitle(names, other))}
          </Link>
        ) : null}
      </p>
      <p role="status" className={styles.moved}>
        {moved}
      </p>
    </div>
  );
}
