'use client';

import { useAllWords } from '@/components/ui/all-words';
import { formatsFor } from '@/components/ui/format';
import { Segmented } from '@/components/ui/segmented';
import { Select } from '@/components/ui/select';
import { useLanguage } from '@/components/ui/words';
import type { Part } from '@/lib/graph/naming';
import styles from './lab.module.css';
import { innerTitle, partTitle } from './part-title';
import { type LabTarget, partsInside, withPath, withTensor } from './workbench/lab-target';

type LabHeadingProps = {
  target: LabTarget;
  /** An embedded lab offers the parts of this one. */
  within: Part | null;
  /** True where nothing is selected, so that the lab chose what to show. */
  byDefault: boolean;
  /** Takes the address of another part or tensor. */
  onChange: (at: string) => void;
};

/** What the lab shows, and the choice of part and tensor. */
export function LabHeading({ target, within, byDefault, onChange }: LabHeadingProps) {
  const words = useAllWords().lab;
  const { shape } = formatsFor(useLanguage());
  const { address, part, tensors } = target;
  const chosen = target.tensor ?? tensors.at(-1) ?? 'relu';
  const parts = within ? partsInside(within) : [];
  return (
    <header className={styles.head}>
      <div className={styles.heading}>
        <h3>
          {partTitle(words, part)} <code>{address.path}</code>
        </h3>
        <p className={styles.small}>
          {shape(target.shape)}
          {byDefault ? ` · ${words.nothingSelected}` : ''}
        </p>
      </div>
      {within && parts.length > 1 ? (
        <Select
          label={words.part}
          value={part.path ?? address.path}
          options={parts.map((each) => ({ value: each.path ?? '', label: innerTitle(words, within, each) }))}
          onChange={(next) => onChange(withPath(next))}
        />
      ) : null}
      {tensors.length > 1 ? (
        <div className={styles.tensor} data-tour="tensor">
          <Segmented
            label={words.tensor}
            showLabel
            value={chosen}
            options={tensors.map((value) => ({
              value,
              label: words.tensors[value],
              title: words.tensorTitles[value],
            }))}
            onChange={(next) => onChange(withTensor(address, next === tensors.at(-1) ? null : next))}
          />
          <p className={styles.small}>
            {chosen === 'add' && !tensors.includes('relu') ? words.addIsLast : words.tensorTitles[chosen]}.
          </p>
        </div>
      ) : null}
    </header>
  );
}
