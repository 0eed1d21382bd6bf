'use client';

import { useAllWords } from '@/components/ui/all-words';
import { kernelText } from '@/lib/diagram/wording';
import type { FigureSlip } from '@/lib/networks';
import styles from './inspector.module.css';

const textOf = (value: FigureSlip['printed']): string => (typeof value === 'number' ? `${value}` : kernelText(value));

/** What the figures of the paper print about the selection and cannot mean. */
export function SlipNotes({ slips }: { slips: readonly FigureSlip[] }) {
  const { figureSlips, differences, inspector: words, marks } = useAllWords();
  return slips.map(({ id, attribute, printed, meant }) => {
    const slip = figureSlips[id];
    return slip ? (
      <aside key={id} className={styles.slip} aria-label={words.slip(slip.figure)} data-slip={id}>
        <h3>{words.slip(slip.figure)}</h3>
        <p>{differences.slip(attribute, textOf(printed), textOf(meant)) + marks.gap + slip.explanation}</p>
      </aside>
    ) : null;
  });
}
