'use client';

import { crumbOf, type LabelContext, shortTitleOf } from '@/components/inspector/labels';
import { SelectLink } from '@/components/inspector/selecting';
import { useAllWords } from '@/components/ui/all-words';
import type { Part } from '@/lib/graph/naming';
import { neighboursOf, trailOf } from '@/lib/reading/trail';
import styles from './trail-nav.module.css';

/** network › stage › block › branch › op; every step selects. */
export function TrailNav({ part, context }: { part: Part; context: LabelContext }) {
  const { explorer } = useAllWords();
  const trail = trailOf(context.model, part);
  return (
    <nav aria-label={explorer.trail}>
      <ol className={styles.trail}>
        {trail.map((step) => (
          <li key={step.id}>
            <SelectLink
              at={step.path ?? ''}
              className={styles.step}
              aria-current={step.id === part.id ? 'location' : undefined}
            >
              {crumbOf(context, step)}
            </SelectLink>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** The blocks before and after. */
export function NeighboursNav({ part, context }: { part: Part; context: LabelContext }) {
  const { explorer } = useAllWords();
  const { previous, next, index, count } = neighboursOf(context.model, part);
  const { formats } = context;
  const step = (to: Part | null, sign: string, label: (name: string) => string) =>
    to?.path ? (
      <SelectLink at={to.path} className={styles.neighbour} aria-label={label(shortTitleOf(context, to))}>
        <span aria-hidden="true">{sign}</span>
        <span className={styles.neighbourName}>{shortTitleOf(context, to)}</span>
      </SelectLink>
    ) : (
      <span />
    );
  return (
    <nav aria-label={explorer.neighbours} className={styles.neighbours}>
      {step(previous, '←', explorer.previous)}
      <span className={styles.place}>
        {index === 0 ? '' : explorer.place(formats.integer(index), formats.integer(count))}
      </span>
      {step(next, '→', explorer.next)}
    </nav>
  );
}
