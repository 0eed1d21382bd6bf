'use client';

import { useAllWords } from '@/components/ui/all-words';
import { formatsFor } from '@/components/ui/format';
import { useLanguage } from '@/components/ui/words';
import type { ClassScore } from '@/lib/runtime/protocol';
import styles from './head.module.css';
import type { ClassNaming } from './use-naming';

type ClassListProps = {
  top: readonly ClassScore[];
  classes: number;
  naming: ClassNaming;
  /** The class that is looked at, and its score as soon as it is known. */
  index: number | null;
  score: ClassScore | null;
  onChoose: (index: number) => void;
};

/** The classes with the highest scores, and the one that is looked at where it is none of them. */
export function ClassList({ top, classes, naming, index, score, onChoose }: ClassListProps) {
  const words = useAllWords().head.classes;
  const { integer } = formatsFor(useLanguage());
  const other = score && score.index === index && !top.some((each) => each.index === index) ? score : null;
  const list = (scores: readonly ClassScore[]) => (
    <ol className={styles.classes}>
      {scores.map((each) => (
        <ClassRow
          key={each.index}
          score={each}
          naming={naming}
          chosen={each.index === index}
          onChoose={() => onChoose(each.index)}
        />
      ))}
    </ol>
  );
  return (
    <div className={styles.lists}>
      <div>
        <h4>{words.title(top.length)}</h4>
        {list(top)}
      </div>
      {other ? (
        <div>
          <h4>
            {words.chosen} <span className={styles.small}>{words.rank(integer(other.rank), integer(classes))}</span>
          </h4>
          {list([other])}
        </div>
      ) : null}
    </div>
  );
}

type ClassRowProps = { score: ClassScore; naming: ClassNaming; chosen: boolean; onChoose: () => void };

function ClassRow({ score, naming, chosen, onChoose }: ClassRowProps) {
  const { head } = useAllWords();
  const words = head.classes;
  const { percent } = formatsFor(useLanguage());
  const { index, probability } = score;
  const share = percent(probability);
  const logit = naming.number(score.logit);
  const label = naming.label(index);
  return (
    <li>
      <button
        type="button"
        className={styles.class}
        aria-pressed={chosen}
        aria-label={words.item(naming.name(index), share, logit)}
        title={label ? label.names.join(', ') : undefined}
        data-class={index}
        data-logit={score.logit}
        onClick={onChoose}
      >
        <span className={styles.className}>{naming.name(index)}</span>
        <span className={styles.share}>{share}</span>
        <span className={styles.track}>
          <span className={styles.fill} style={{ width: `${100 * probability}%` }} />
        </span>
        <span className={styles.synset}>{label ? words.number(index, label.synset) : index}</span>
        <span className={styles.logit}>
          {words.columns.logit.toLowerCase()} {logit}
        </span>
      </button>
    </li>
  );
}
