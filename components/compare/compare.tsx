'use client';

import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { motionAllowed } from '@/components/diagram/use-motion';
import { useAllWords } from '@/components/ui/all-words';
import { CopyButton } from '@/components/ui/copy-button';
import { formatsFor } from '@/components/ui/format';
import { KindLegend } from '@/components/ui/kind-legend';
import { ErrorNotice } from '@/components/ui/notice';
import { VisuallyHidden } from '@/components/ui/visually-hidden';
import { useLanguage } from '@/components/ui/words';
import type { CompareContent } from '@/content/compare';
import type { Difference } from '@/lib/analysis/differences';
import { type Explanation, explain } from '@/lib/explanation';
import { answerText } from './answer-text';
import styles from './compare.module.css';
import { wholePair } from './comparing';
import { type Filter, passes } from './difference-filter';
import { isInItem, itemId } from './difference-item';
import { KindFilter } from './kind-filter';
import { PairPicker } from './pair-picker';
import { COMMON_SIZE, type Pair } from './pairs';
import { PreparedPairs } from './prepared-pairs';
import { numbersOf, rowsOf } from './rows';
import { SectionTitle } from './section-title';
import { sideNames } from './side-names';
import { StageBars } from './stage-bars';
import { type ArticleLine, StageRow, stageId } from './stage-row';
import { totalsOf } from './totals';
import { TotalsTable } from './totals-table';
import { useComparison } from './use-comparison';

type CompareProps = {
  content: CompareContent;
  articles: readonly ArticleLine[];
};

const isOutOfSight = (element: Element): boolean => {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom < 0 || top > window.innerHeight;
};

/** Two networks side by side: the answer, the totals, the stages, and every difference in the drawings of both. */
export function Compare({ content, articles }: CompareProps) {
  const all = useAllWords();
  const { compare: words, errors } = all;
  const language = useLanguage();
  const formats = formatsFor(language);
  const state = useComparison(content.pairs);
  const { compared, selected, filter, select } = state;
  const { comparison } = compared;
  const [pointed, setPointed] = useState<string | null>(null);
  /** What a selection came from: the drawing comes into view for the list, the list for a drawing. */
  const origin = useRef<'address' | 'list' | 'drawing'>('address');

  const names = useMemo(() => sideNames(all, compared.a, compared.b), [all, compared]);
  const rows = useMemo(() => rowsOf(comparison), [comparison]);
  const numbers = useMemo(() => numbersOf(comparison), [comparison]);
  const totals = useMemo(() => totalsOf(compared.a, compared.b), [compared]);
  const prepared = useMemo(() => {
    const { a, b } = compared.keys;
    return (
      content.pairs.find((pair) => {
        const whole = wholePair(pair);
        return (whole.a === a && whole.b === b) || (whole.a === b && whole.b === a);
      }) ?? null
    );
  }, [content.pairs, compared]);
  const isTurned = prepared !== null && wholePair(prepared).a !== compared.keys.a;
  const isShown = useCallback((difference: Difference) => passes(filter, difference), [filter]);

  const selectAny = useCallback(
    (id: string | null, from: 'list' | 'drawing') => {
      origin.current = from;
      select(id);
    },
    [select],
  );
  const selectInRow = useCallback(
    (id: string | null) => {
      selectAny(id, isInItem(document.activeElement) ? 'list' : 'drawing');
    },
    [selectAny],
  );

  const selectedStage = comparison.differences.find(({ id }) => id === selected)?.stage ?? null;
  useEffect(() => {
    const from = origin.current;
    origin.current = 'address';
    if (selected === null || selectedStage === null) return;
    const behavior = motionAllowed() ? 'smooth' : 'auto';
    const row = document.getElementById(stageId(selectedStage));
    if (from === 'address') {
      row?.scrollIntoView({ block: 'start' });
    } else if (from === 'drawing') {
      const item = document.getElementById(itemId(selected));
      if (item && isOutOfSight(item)) item.scrollIntoView({ block: 'nearest', behavior });
    } else {
      const places = [...(row?.querySelectorAll('[data-stop][aria-pressed=true], figure[data-lit]') ?? [])];
      const visible = places.filter((place) => place.getClientRects().length > 0);
      if (visible.length > 0 && visible.every(isOutOfSight)) visible[0]?.scrollIntoView({ block: 'center', behavior });
    }
  }, [selected, selectedStage]);

  const setPair = (pair: Pair): void => {
    const { a, b } = compared.keys;
    origin.current = 'list';
    state.setPair(pair, pair.a === b && pair.b === a && prepared !== null);
  };
  const setFilter = (next: Filter): void => {
    const chosen = comparison.differences.find(({ id }) => id === selected);
    if (chosen && !passes(next, chosen)) select(null);
    state.setFilter(next);
  };

  const lit = pointed ?? selected;
  const litStage = comparison.differences.find(({ id }) => id === lit)?.stage ?? null;
  const unknown = state.unknownDifference === null ? null : words.problem.unknownDifference(state.unknownDifference);
  const chosen = selected === null ? undefined : prepared?.notes[selected];

  const standsIn = words.problem.standsIn(formats.integer(COMMON_SIZE));
  const standingIn = (text: Explanation): Explanation => ({ ...text, next: text.next + all.marks.gap + standsIn });

  return (
    <div className={styles.page}>
      <header className={styles.top}>
        <div>
          <h1 className={styles.title}>{isTurned ? names.heading : (prepared?.title ?? names.heading)}</h1>
          <p className={styles.lead}>{prepared?.question ?? words.lead}</p>
        </div>
        <PairPicker
          keys={compared.keys}
          size={state.size}
          smallest={compared.smallest}
          onPair={setPair}
          onSize={state.setSize}
        />
      </header>

      {compared.problems.map((problem) => {
        const text = explain(errors, problem.error);
        return text ? (
          <div key={problem.param} className={styles.problem}>
            <ErrorNotice
              text={problem.param === 'size' ? standingIn(text) : text}
              action={{ label: words.problem.useDefault, run: () => state.repair(problem) }}
            />
          </div>
        ) : null;
      })}
      {unknown ? (
        <div className={styles.problem}>
          <ErrorNotice text={unknown} action={{ label: words.problem.clearDifference, run: () => select(null) }} />
        </div>
      ) : null}

      <PreparedPairs pairs={content.pairs} keys={compared.keys} onPair={setPair} />

      <div className={styles.overview}>
        <div>
          <p className={styles.answer} data-answer="">
            {answerText(all, formats, comparison, names, totals)}
          </p>
          <div className={styles.share}>
            <CopyButton label={words.copyLink} done={words.linkCopied} text={() => window.location.href} />
          </div>
          <TotalsTable totals={totals} names={names} size={compared.size} />
        </div>
        <StageBars rows={rows} readings={compared} names={names.short} />
      </div>

      <section aria-labelledby="differences-title">
        <SectionTitle id="differences-title">{words.differences.title}</SectionTitle>
        <p className={styles.sectionLead}>{words.differences.lead}</p>
        <div className={styles.tools}>
          <KindFilter differences={comparison.differences} value={filter} onChange={setFilter} />
          <KindLegend />
        </div>
        <div className={styles.rows}>
          {rows.map((row) => (
            <StageRow
              key={`${compared.keys.a}|${compared.keys.b}|${row.stage.id}`}
              row={row}
              compared={compared}
              names={names.short}
              numbers={numbers}
              isShown={isShown}
              lit={litStage === row.stage.id ? lit : null}
              selected={selectedStage === row.stage.id ? selected : null}
              onSelect={selectInRow}
              onPoint={setPointed}
              notes={prepared?.notes ?? null}
              content={content}
              articles={articles}
            />
          ))}
        </div>
      </section>

      <VisuallyHidden>
        <p role="status">{chosen ? words.differences.selected(chosen.title) : ''}</p>
      </VisuallyHidden>
    </div>
  );
}
