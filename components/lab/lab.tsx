'use client';

import { useMemo } from 'react';
import { useAllWords } from '@/components/ui/all-words';
import { findNetwork, findVariant, modelOf } from '@/lib/networks';
import type { InputSize } from '@/lib/reading/size';
import styles from './lab.module.css';
import type { LabAnswer } from './lab-answer';
import { LabView } from './lab-view';
import { useUrlSettings } from './workbench/lab-settings';
import { firstPath } from './workbench/lab-target';
import { useSettled } from './workbench/use-settled';

const SETTLE_MS = 300;

export type LabProps = {
  /** The id of a network that exists. */
  network: string;
  variant: string | null;
  /** What is selected on the page, as an address that is right (`features.6@conv#12,3,4`); empty for nothing. */
  selected: string;
  /** Of the input picture in pixels; the one of the whole page. */
  size: InputSize;
  onSize: (size: InputSize) => void;
  /** Told of everything that the lab shows of what is selected; null where nobody listens. */
  onAnswer: ((answer: LabAnswer) => void) | null;
};

/**
 * The lab of the explorer: it shows what is selected on the page, down to the tensor, the channel and the place. What is
 * wrong in the address of the page the explorer says; `sort`, `scale`, `weights`, `input`, `backend` and `kernels` are read
 * from it here.
 */
export function Lab({ network, variant, selected, size, onSize, onAnswer }: LabProps) {
  const words = useAllWords().lab;
  const definition = findNetwork(network);
  const chosen = findVariant(definition, variant);
  const model = useMemo(() => modelOf(network, chosen.id), [network, chosen.id]);
  const at = selected === '' ? firstPath(model) : selected;
  // The page's slider passes through every size on the way to the one that is meant.
  const settled = useSettled(size, SETTLE_MS);
  const control = useUrlSettings({ at, size: settled, onSize });
  return (
    <section className={styles.section} aria-labelledby="lab-title">
      <h2 id="lab-title" className={styles.title}>
        {words.title}
      </h2>
      <p className={styles.lead}>{words.lead}</p>
      <LabView
        definition={definition}
        variant={chosen}
        model={model}
        control={control}
        within={null}
        byDefault={selected === ''}
        link={() => window.location.href}
        onAnswer={onAnswer}
      />
    </section>
  );
}
