'use client';

import { useCallback } from 'react';
import { useAllWords } from '@/components/ui/all-words';
import { Combobox } from '@/components/ui/combobox';
import { type Label, searchLabels } from '@/lib/analysis/labels';
import styles from './head.module.css';

type ClassSearchProps = { labels: readonly Label[]; onChoose: (index: number) => void };

/** Any class by name, WordNet id or number. */
export function ClassSearch({ labels, onChoose }: ClassSearchProps) {
  const { head } = useAllWords();
  const find = useCallback((text: string) => searchLabels(labels, text), [labels]);
  return (
    <Combobox
      words={head.search}
      find={find}
      keyOf={({ index }) => index}
      show={({ index, names, synset }) => (
        <>
          <span>{names.join(', ')}</span>
          <span className={styles.synset}>{head.classes.number(index, synset)}</span>
        </>
      )}
      onChoose={({ index }) => onChoose(index)}
    />
  );
}
