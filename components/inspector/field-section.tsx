'use client';

import { SelectLink } from '@/components/inspector/selecting';
import { useAllWords } from '@/components/ui/all-words';
import type { Formats } from '@/components/ui/format';
import type { Region } from '@/lib/analysis/receptive-field';
import type { Extent } from '@/lib/reading/size';
import type { Facts } from './facts';
import { FieldDrawing, fitsDrawing } from './field-drawing';
import styles from './inspector.module.css';
import { crumbOf, type LabelContext } from './labels';

const pairText = (pair: readonly [number, number], formats: Formats): string =>
  pair[0] === pair[1]
    ? `${formats.integer(pair[0])} × ${formats.integer(pair[0])}`
    : `${formats.integer(pair[0])} × ${formats.integer(pair[1])}`;

const regionKey = (region: Region): string => `${region.top},${region.left},${region.height},${region.width}`;

/** How much of the picture a value sees, drawn on it; after a join, branch by branch. */
export function FieldSection({ facts, extent, context }: { facts: Facts; extent: Extent; context: LabelContext }) {
  const { inspector } = useAllWords();
  const words = inspector.field;
  const { formats } = context;
  const { field: found } = facts;
  if (!found) return null;
  const { field, place, unclipped, clipped, branches } = found;
  const outlines = new Map(branches.map((branch) => [regionKey(branch.unclipped), branch.unclipped]));
  const y = String(place.y);
  const x = String(place.x);
  const inside = regionKey(unclipped) === regionKey(clipped);
  const caption = ((): string => {
    if (clipped.height === extent.height && clipped.width === extent.width)
      return field.whole ? words.whole : words.captionAll(y, x);
    if (inside) return words.captionInside(y, x);
    return fitsDrawing(unclipped, extent) ? words.caption(y, x) : words.captionBeyond(y, x);
  })();
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>{words.title}</h3>
      <div className={styles.field}>
        <figure className={styles.figure}>
          <FieldDrawing
            extent={extent}
            unclipped={unclipped}
            clipped={clipped}
            branches={[...outlines.values()]}
            label={words.drawing(
              y,
              x,
              String(unclipped.height),
              String(unclipped.width),
              `${extent.height} × ${extent.width}`,
            )}
          />
        </figure>
        <dl className={styles.pairs}>
          <div>
            <dt>{words.size}</dt>
            <dd>{pairText(field.size, formats)}</dd>
          </div>
          {field.whole ? null : (
            <div>
              <dt>{words.stride}</dt>
              <dd>{pairText(field.stride, formats)}</dd>
            </div>
          )}
          <div>
            <dt>{words.start}</dt>
            <dd>{words.startAt(formats.integer(field.start[0]), formats.integer(field.start[1]))}</dd>
          </div>
        </dl>
      </div>
      <p className={styles.note}>
        {caption}
        {field.aligned ? null : ` ${words.unaligned}`}
      </p>
      {branches.length > 1 ? (
        <>
          <h4 className={styles.subheading}>{words.branches}</h4>
          <ul className={styles.list}>
            {branches.map(({ link, field: own }, index) => {
              const key = `${index}:${link.node.id}`;
              return (
                <li key={key} className={styles.item}>
                  {link.at === null || !link.part ? (
                    <span>{inspector.names.input}</span>
                  ) : (
                    <SelectLink at={link.at}>{crumbOf(context, link.part)}</SelectLink>
                  )}
                  <span className={styles.measure}>{pairText(own.size, formats)}</span>
                </li>
              );
            })}
          </ul>
        </>
      ) : null}
    </section>
  );
}
