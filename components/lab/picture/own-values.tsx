'use client';

import { useId, useState } from 'react';
import {
  isUsable,
  LARGEST_VALUE,
  type Normalisation,
  normalisationOf,
} from '@/components/lab/workbench/preprocessing-text';
import { useAllWords } from '@/components/ui/all-words';
import styles from './own-values.module.css';

type Draft = Readonly<Record<keyof Normalisation, readonly string[]>>;

const draftOf = ({ mean, std }: Normalisation): Draft => ({ mean: mean.map(String), std: std.map(String) });

type OwnValuesProps = {
  value: Normalisation;
  onChange: (next: Normalisation) => void;
};

/** Mean and deviation of the three colours, typed by the reader; what cannot be used is said and changes nothing. */
export function OwnValues({ value, onChange }: OwnValuesProps) {
  const words = useAllWords().lab.preprocessing.own;
  const id = useId();
  // What is being typed may be incomplete, so it counts only when it is left or entered.
  const [draft, setDraft] = useState<Draft | null>(null);
  const [refused, setRefused] = useState(false);
  const shown = draft ?? draftOf(value);

  const isWrong = (which: keyof Normalisation, channel: number): boolean =>
    refused && !isUsable(which, shown[which][channel] ?? '');

  function settle() {
    if (!draft) return;
    const next = normalisationOf(draft.mean, draft.std);
    setRefused(next === null);
    if (!next) return;
    setDraft(null);
    onChange(next);
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a grid everywhere.
    <div className={styles.own} role="group" aria-label={words.title}>
      <span aria-hidden="true" />
      {words.colours.map((colour) => (
        <span key={colour} className={styles.small} aria-hidden="true">
          {colour}
        </span>
      ))}
      {(['mean', 'std'] as const).map((which) => (
        <div key={which} className={styles.row}>
          <span className={styles.small} aria-hidden="true">
            {words[which]}
          </span>
          {words.colours.map((colour, channel) => (
            <input
              key={colour}
              className={styles.number}
              type="number"
              inputMode="decimal"
              step="any"
              min={which === 'mean' ? -LARGEST_VALUE : 0}
              max={LARGEST_VALUE}
              aria-label={words.of(words[which], colour)}
              aria-invalid={isWrong(which, channel) || undefined}
              aria-describedby={isWrong(which, channel) ? `${id}-refused` : undefined}
              value={shown[which][channel] ?? ''}
              onChange={(event) => {
                const { value: typed } = event.currentTarget;
                setDraft({ ...shown, [which]: shown[which].map((old, at) => (at === channel ? typed : old)) });
              }}
              onBlur={settle}
              onKeyDown={(event) => {
                if (event.key === 'Enter') settle();
              }}
            />
          ))}
        </div>
      ))}
      <p
        className={styles.says}
        id={`${id}-refused`}
        role={refused ? 'alert' : undefined}
        data-refused={refused || undefined}
      >
        {refused ? words.refused(LARGEST_VALUE) : words.says}
      </p>
    </div>
  );
}
