import type { ProseContent } from '@/content/prose';
import { lookUp } from './fault';
import { Pop } from './pop';
import styles from './seed.module.css';
import { Verdict } from './verdict';

/**
 * Marks where a row of the notes is treated: written out in the margin where there is one, else a small tag that opens
 * the same text.
 */
export function Seed({ content, id }: { content: ProseContent; id: string }) {
  const { kind, what, verdict, answer } = lookUp(`<Seed id="${id}">`, content.seed, id);
  const { seed, marks } = content.words;
  const text = (
    <>
      <span className={styles.title}>{seed.heading(id, seed.kinds[kind])}</span>
      {what + marks.gap}
      <Verdict verdict={verdict} words={seed.verdicts} />
      {marks.gap + answer}
    </>
  );
  return (
    <span id={`seed-${id}`} data-seed={id}>
      <span className={styles.margin}>{text}</span>
      <span className={styles.inline}>
        <Pop mark={seed.mark(id)} look="tag" label={seed.title(id)}>
          {text}
        </Pop>
      </span>
    </span>
  );
}
