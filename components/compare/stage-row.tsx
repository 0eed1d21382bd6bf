'use client';

import { memo, useMemo, useState } from 'react';
import { useAllWords } from '@/components/ui/all-words';
import { formatsFor } from '@/components/ui/format';
import { Segmented } from '@/components/ui/segmented';
import { useLanguage } from '@/components/ui/words';
import type { CompareContent } from '@/content/compare';
import type { DifferenceNote } from '@/content/differences';
import type { Difference } from '@/lib/analysis/differences';
import { stageAlias } from '@/lib/graph/naming';
import type { Compared, SideName } from './comparing';
import { DifferenceItem } from './difference-item';
import { partAt, placeText } from './place-text';
import type { Row } from './rows';
import { SideDrawing } from './side-drawing';
import { SlipNotes } from './slip-notes';
import { type StageDrawing, stageDrawings } from './stage-drawings';
import styles from './stage-row.module.css';

const SIDES = ['a', 'b'] as const;

/** Drawings wider than this, in px, stand below the list and not to either side of it. */
const WIDE = 640;

export interface ArticleLine {
  readonly slug: string;
  readonly title: string;
}

type StageRowProps = {
  row: Row;
  compared: Compared;
  names: Readonly<Record<SideName, string>>;
  numbers: ReadonlyMap<string, number>;
  /** Whether a difference is shown: the filter of the page. */
  isShown: (difference: Difference) => boolean;
  /** The difference that the page speaks of, and the one that is selected, where they are in this row. */
  lit: string | null;
  selected: string | null;
  onSelect: (id: string | null) => void;
  onPoint: (id: string | null) => void;
  notes: Readonly<Record<string, DifferenceNote>> | null;
  content: CompareContent;
  articles: readonly ArticleLine[];
};

/** The id of the element of a stage. */
export const stageId = (stage: string): string => `stage-${stage}`;

/** What a stage is called on a side; empty where it has none. */
export const stageName = ({ stage }: Row, side: SideName): string => stage[side]?.name ?? stage[side]?.path ?? '';

/** A stage of both networks: its differences, and its drawings to the left and to the right of them. */
export const StageRow = memo(function StageRow(props: StageRowProps) {
  const { row, compared, names, numbers, isShown, lit, selected, onSelect, onPoint, notes, content, articles } = props;
  const words = useAllWords();
  const formats = formatsFor(useLanguage());
  const [shownSide, setShownSide] = useState<SideName>(row.a.length > 0 ? 'a' : 'b');
  const [isOpen, setOpen] = useState(false);
  const { stage } = row;
  const shown = useMemo(() => row.differences.filter(isShown), [row, isShown]);
  const drawings = useMemo(
    () => ({
      a: stageDrawings(row, 'a', compared.a, shown, words),
      b: stageDrawings(row, 'b', compared.b, shown, words),
    }),
    [row, compared, shown, words],
  );
  const places = useMemo(() => {
    const sideOf = (side: SideName) => ({
      model: compared[side].model,
      network: compared[side].definition.id,
      blocks: row[side],
    });
    return new Map(
      shown.map((each) => [each.id, placeText(words.compare.where, each, { a: sideOf('a'), b: sideOf('b') })]),
    );
  }, [row, compared, shown, words]);

  const { row: text } = words.compare;
  const [left, right] = [stageName(row, 'a'), stageName(row, 'b')];
  const name = left === right || right === '' ? left : left === '' ? right : text.both(left, right);
  const grid = stage.grid === null ? text.vector : text.grid(formats.integer(stage.grid));
  const heading = (
    <>
      <h3 className={styles.stageName} id={`${stageId(stage.id)}-name`}>
        {name}
      </h3>
      <span className={styles.grid}>{grid}</span>
    </>
  );

  if (row.weight === 'same') {
    const count = row.a.at(-1)?.of ?? 1;
    return (
      <section id={stageId(stage.id)} className={styles.sameRow} aria-labelledby={`${stageId(stage.id)}-name`}>
        <h3 className={styles.sameName} id={`${stageId(stage.id)}-name`}>
          {text.same(count > 1 ? text.blocks(name, count) : name)}
        </h3>
        <span className={styles.grid}>{grid}</span>
      </section>
    );
  }

  const isTrunk = (difference: Difference): boolean => {
    const side = difference.a.address === null ? 'b' : 'a';
    const { model, definition } = compared[side];
    const part = partAt(model, definition.id, difference[side]);
    return part?.kind !== 'unit' && part?.kind !== 'linear1x1';
  };
  const articleOf = (difference: Difference): ArticleLine | null => {
    const side = difference.b.address === null ? 'a' : 'b';
    return articles.find(({ slug }) => slug === stageAlias(stageName(row, side))) ?? null;
  };
  const hidden = row.differences.length - shown.length;
  const list = (
    <div className={styles.listColumn}>
      {shown.length > 0 ? (
        <ol className={styles.list} aria-label={text.list(name)}>
          {shown
            .toSorted((x, y) => Number(x.follows) - Number(y.follows))
            .map((each) => (
              <DifferenceItem
                key={each.id}
                difference={each}
                place={places.get(each.id) ?? []}
                number={numbers.get(each.id) ?? null}
                note={notes?.[each.id] ?? null}
                content={content}
                article={articleOf(each)}
                names={names}
                isTrunk={isTrunk(each)}
                lit={lit === each.id}
                selected={selected === each.id}
                onSelect={onSelect}
                onPoint={onPoint}
              />
            ))}
        </ol>
      ) : null}
      {hidden > 0 ? <p className={styles.hiddenCount}>{words.compare.differences.hidden(hidden)}</p> : null}
    </div>
  );

  const one = (side: SideName, drawing: StageDrawing) => (
    <SideDrawing
      key={drawing.block.paths[0]}
      side={side}
      sideName={names[side]}
      drawing={drawing}
      reading={compared[side]}
      numbers={numbers}
      lit={lit}
      onSelect={onSelect}
    />
  );
  const column = (side: SideName) => {
    const slips = new Set(drawings[side].flatMap(({ marked }) => [...marked.items.values()].flatMap((s) => s.slips)));
    return (
      <div key={side} className={styles.sideColumn} data-side={side} data-behind={side !== shownSide || undefined}>
        {drawings[side].map((drawing, index) =>
          index === 0 || drawing.isTelling ? (
            one(side, drawing)
          ) : (
            <details key={drawing.block.paths[0]} className={styles.more}>
              <summary>{drawing.title}</summary>
              {one(side, drawing)}
            </details>
          ),
        )}
        {drawings[side].length === 0 ? <p className={styles.absent}>{text.nothing(names[side])}</p> : null}
        <SlipNotes slips={compared[side].variant.figureSlips.filter(({ id }) => slips.has(id))} content={content} />
      </div>
    );
  };
  const isWide = SIDES.some((side) => drawings[side].some(({ geometry }) => geometry.width > WIDE));
  const body = (
    <div className={styles.rowBody} data-wide={isWide || undefined}>
      {list}
      <div className={styles.which}>
        <Segmented
          label={text.which}
          value={shownSide}
          options={SIDES.map((side) => ({
            value: side,
            label: words.compare.sides[side] + words.marks.colon + names[side],
          }))}
          onChange={setShownSide}
        />
      </div>
      {SIDES.map(column)}
    </div>
  );

  if (row.weight === 'differs') {
    return (
      <section id={stageId(stage.id)} className={styles.row} aria-labelledby={`${stageId(stage.id)}-name`}>
        <div className={styles.rowHead}>{heading}</div>
        {body}
      </section>
    );
  }
  return (
    <section id={stageId(stage.id)} className={styles.quietRow} aria-labelledby={`${stageId(stage.id)}-name`}>
      <details open={isOpen || selected !== null} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary className={styles.quietHead}>
          {heading}
          <span className={styles.quietCount}>{text.follows(row.differences.length)}</span>
        </summary>
        {body}
      </details>
    </section>
  );
});
