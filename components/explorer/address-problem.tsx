'use client';

import { SelectLink } from '@/components/inspector/selecting';
import { useAllWords } from '@/components/ui/all-words';
import { ErrorNotice } from '@/components/ui/notice';
import type { AtlasError } from '@/lib/error';
import { explain } from '@/lib/explanation';
import styles from './address-problem.module.css';

type AddressProblemProps = {
  problem: AtlasError;
  /** Right addresses near the wrong one. */
  nearest: readonly string[];
  /** Takes what is wrong out of the address. */
  repair: { readonly label: string; readonly run: () => void };
  /** What is shown in the place of what is wrong; null where that is plain to see. */
  standsIn: string | null;
};

/** What is wrong in the address of the page, in words, with the nearest right ones to go on to. */
export function AddressProblem({ problem, nearest, repair, standsIn }: AddressProblemProps) {
  const { errors, explorer, marks } = useAllWords();
  const text = explain(errors, problem);
  if (!text) return null;
  const said = standsIn === null ? text : { ...text, next: text.next + marks.gap + standsIn };
  return (
    <div className={styles.problem}>
      <ErrorNotice text={said} action={repair} />
      {nearest.length === 0 ? null : (
        <p className={styles.nearest}>
          {explorer.problem.nearest + marks.gap}
          {nearest.map((at) => (
            <SelectLink key={at} at={at} className={styles.link}>
              {at}
            </SelectLink>
          ))}
        </p>
      )}
    </div>
  );
}
