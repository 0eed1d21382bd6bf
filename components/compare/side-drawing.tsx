'use client';

import { memo, useMemo } from 'react';
import { namingOf } from '@/components/diagram/accessibility';
import { DiagramView } from '@/components/diagram/diagram-view';
import type { Mark } from '@/components/diagram/mark';
import { useAllWords } from '@/components/ui/all-words';
import { operationsIn } from '@/lib/diagram/summary';
import { shapeText } from '@/lib/diagram/wording';
import { inputOf } from '@/lib/graph/model';
import type { NetworkReading } from '@/lib/reading/reading';
import { formatSize } from '@/lib/reading/size';
import type { SideName } from './comparing';
import type { Said } from './marked-items';
import { NumberButton } from './number-badge';
import { SideBadge } from './side-badge';
import styles from './side-drawing.module.css';
import type { StageDrawing } from './stage-drawings';

type SideDrawingProps = {
  side: SideName;
  sideName: string;
  drawing: StageDrawing;
  reading: NetworkReading;
  numbers: ReadonlyMap<string, number>;
  /** The difference that the page speaks of; null where that is elsewhere. */
  lit: string | null;
  onSelect: (difference: string | null) => void;
};

function useMarks(
  said: ReadonlyMap<string, Said>,
  numbers: ReadonlyMap<string, number>,
  lit: string | null,
): ReadonlyMap<string, Mark> {
  const { compare, marks } = useAllWords();
  const words = compare.row;
  return useMemo(
    () =>
      new Map(
        [...said].map(([id, { differences, slips }]): [string, Mark] => {
          const own = differences.flatMap((each) => numbers.get(each) ?? []).map(String);
          const badge = [...(own.length > 0 ? [own.join(', ')] : []), ...(slips.length > 0 ? [words.slipBadge] : [])];
          const labels = [
            ...(own.length > 0 ? [words.marked(own)] : []),
            ...(own.length < differences.length ? [words.markedFollowing] : []),
            ...(slips.length > 0 ? [words.markedSlip] : []),
          ];
          return [
            id,
            {
              badge: badge.length > 0 ? badge.join(' ') : null,
              label: labels.join(marks.list),
              quiet: own.length === 0,
              lit: lit !== null && differences.includes(lit),
            },
          ];
        }),
      ),
    [said, numbers, lit, words, marks],
  );
}

/** One drawing of one side, its differences marked; choosing what is marked selects the difference there. */
export const SideDrawing = memo(function SideDrawing(props: SideDrawingProps) {
  const { side, sideName, drawing, reading, numbers, lit, onSelect } = props;
  const { compare, diagram } = useAllWords();
  const { block, title, geometry, marked } = drawing;
  const { model, shapes, definition, variant, size } = reading;
  const marks = useMarks(marked.items, numbers, lit);
  const naming = useMemo(() => namingOf({ model, shapes }, diagram), [model, shapes, diagram]);
  const firstLit = [...marks].find(([, mark]) => mark.lit)?.[0] ?? null;
  const name = compare.row.drawingOf(sideName, title);

  /** What is chosen twice goes on to the next difference at that place. */
  const choose = (id: string | undefined): void => {
    const there = marked.items.get(id ?? '')?.differences ?? [];
    const at = lit === null ? -1 : there.indexOf(lit);
    onSelect(there[(at + 1) % there.length] ?? null);
  };

  const about = marked.whole.filter((id) => numbers.has(id));
  return (
    <figure className={styles.drawing} data-lit={(lit !== null && marked.whole.includes(lit)) || undefined}>
      <figcaption className={styles.caption}>
        <SideBadge side={side} />
        <span className={styles.captionText}>
          <span className={styles.captionSide}>{sideName}</span> {title}
        </span>
        {about.map((id) => (
          <NumberButton
            key={id}
            number={numbers.get(id)}
            label={compare.row.marked([String(numbers.get(id))])}
            lit={id === lit}
            onSelect={() => onSelect(id)}
          />
        ))}
      </figcaption>
      <DiagramView
        geometry={geometry}
        naming={naming}
        drawing={`${definition.id}:${variant.id}/${block.paths[0]}@${formatSize(size)}`}
        summary={`${name}. ${diagram.summary(
          title,
          operationsIn(geometry),
          shapeText(shapes.get(inputOf(model, block.part)?.id ?? '') ?? []),
          shapeText(shapes.get(model.outputs.get(block.part.id) ?? '') ?? []),
        )}`}
        selected={firstLit}
        onSelect={(chosen) => choose(chosen?.id)}
        marks={marks}
        foot={false}
      />
    </figure>
  );
});
