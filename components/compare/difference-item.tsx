'use client';

import { memo } from 'react';
import { Cite } from '@/components/prose/cite';
import { useAllWords } from '@/components/ui/all-words';
import { Link } from '@/components/ui/link';
import { learnHref } from '@/components/ui/links';
import { useLanguage } from '@/components/ui/words';
import type { CompareContent } from '@/content/compare';
import type { DifferenceNote } from '@/content/en/differences';
import type { Difference } from '@/lib/analysis/differences';
import type { SideName } from './comparing';
import styles from './difference-item.module.css';
import { KindIcon } from './kind-icon';
import { NumberBadge } from './number-badge';
import { ValueList } from './value-list';

type DifferenceItemProps = {
  difference: Difference;
  /** Where it is, from the outside in. */
  place: readonly string[];
  /** Its number; null for what follows. */
  number: number | null;
  note: DifferenceNote | null;
  content: CompareContent;
  article: { readonly slug: string; readonly title: string } | null;
  names: Readonly<Record<SideName, string>>;
  /** Whether its width is that of what passes between blocks. */
  isTrunk: boolean;
  lit: boolean;
  selected: boolean;
  onSelect: (id: string | null) => void;
  /** Called with the difference while a pointer or the focus is on it, with null afterwards. */
  onPoint: (id: string | null) => void;
};

/** The id of the element of a difference. */
export const itemId = (difference: string): string => `difference-${difference}`;

/** Whether an element stands in a difference of a list. */
export const isInItem = (element: Element | null): boolean =>
  element !== null && element.closest(`.${styles.item}`) !== null;

/** One difference: what it is, where, what stands on either side, and what is known about it. */
export const DifferenceItem = memo(function DifferenceItem(props: DifferenceItemProps) {
  const { difference, place, number, note, content, article, names, isTrunk, lit, selected } = props;
  const { onSelect, onPoint } = props;
  const { compare, differences, prose } = useAllWords();
  const language = useLanguage();
  const { item: words } = compare;
  const { id, kind, follows } = difference;
  return (
    <li
      id={itemId(id)}
      className={styles.item}
      data-follows={follows || undefined}
      data-lit={lit || undefined}
      onPointerEnter={(event) => {
        if (event.pointerType !== 'touch') onPoint(id);
      }}
      onPointerLeave={() => onPoint(null)}
    >
      <button
        type="button"
        className={styles.head}
        aria-pressed={selected}
        onClick={() => onSelect(selected ? null : id)}
        onFocus={(event) => {
          if (event.target.matches(':focus-visible')) onPoint(id);
        }}
        onBlur={() => onPoint(null)}
      >
        {number === null ? (
          <span className={styles.following} aria-hidden="true">
            ↳
          </span>
        ) : (
          <NumberBadge number={number} lit={lit} />
        )}
        <span className={styles.headText}>
          {note ? <span className={styles.itemTitle}>{note.title}</span> : null}
          <span className={note ? styles.meta : styles.itemTitle}>
            <KindIcon kind={kind} />
            <span className={styles.kind}>{differences.kinds[kind]}</span>
            {place.length > 0 ? <span className={styles.place}>{place.join(' · ')}</span> : null}
          </span>
        </span>
      </button>
      <ValueList difference={difference} names={names} isTrunk={isTrunk} />
      {note ? (
        <p className={styles.explanation}>
          {note.explanation}
          {note.citations.map((cite) => (
            <span key={cite}>
              {' '}
              <Cite content={{ ...content, words: prose }} id={cite} />
            </span>
          ))}
        </p>
      ) : null}
      {article && !follows ? (
        <p className={styles.links}>
          <Link href={learnHref(language, article.slug)}>{words.article(article.title)}</Link>
        </p>
      ) : null}
    </li>
  );
});
