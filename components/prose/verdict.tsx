import type { ProseContent } from '@/content/prose';
import styles from './verdict.module.css';

type Verdicts = ProseContent['words']['seed']['verdicts'];

/** What became of a claim of the notes, in its colour. */
export function Verdict({ verdict, words }: { verdict: keyof Verdicts; words: Verdicts }) {
  return (
    <span className={styles.verdict} data-verdict={verdict}>
      {words[verdict]}
    </span>
  );
}
