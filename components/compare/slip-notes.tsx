import { Cite } from '@/components/prose/cite';
import { useAllWords } from '@/components/ui/all-words';
import type { CompareContent } from '@/content/compare';
import { kernelText } from '@/lib/diagram/wording';
import type { FigureSlip } from '@/lib/networks';
import styles from './slip-notes.module.css';

/** What a figure of the paper prints wrong in a drawn part, beside its drawing. */
export function SlipNotes({ slips, content }: { slips: readonly FigureSlip[]; content: CompareContent }) {
  const { figureSlips, differences, compare, inspector, prose, marks } = useAllWords();
  const text = (value: FigureSlip['printed']): string => (typeof value === 'number' ? `${value}` : kernelText(value));
  return slips.map(({ id, attribute, printed, meant }) => {
    const words = figureSlips[id];
    if (!words) return null;
    return (
      <aside key={id} className={styles.slip} aria-label={inspector.slip(words.figure)}>
        <p>
          <span className={styles.badge} aria-hidden="true">
            {compare.row.slipBadge}
          </span>
          <strong>{inspector.slip(words.figure) + marks.stop}</strong>
          {marks.gap + differences.slip(attribute, text(printed), text(meant)) + marks.gap}
          {words.explanation}
          {words.citations.map((cite) => (
            <span key={cite}>
              {' '}
              <Cite content={{ ...content, words: prose }} id={cite} />
            </span>
          ))}
        </p>
      </aside>
    );
  });
}
