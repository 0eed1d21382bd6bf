'use client';

import type { ReactNode } from 'react';
import { useAllWords } from '@/components/ui/all-words';
import { CountHead, ScrollTable } from '@/components/ui/scroll-table';
import { useLanguage } from '@/components/ui/words';
import type { Rates, Trial } from '@/content/results';
import { convertRate, rateText } from './rate';
import { useShownMeasure } from './rate-switch';
import styles from './results.module.css';

/** A pair of columns: one way of testing. */
export interface ScoreGroup {
  readonly id: string;
  readonly title: string;
  readonly measure: Trial['measure'];
  readonly decimals: number;
  /** The mark of its source. */
  readonly source: ReactNode;
}

export interface ScoreRow {
  readonly id: string;
  readonly name: string;
  /** A smaller line below the name. */
  readonly below: string | null;
  /** By group: what is printed there; null where the source has no such row. */
  readonly scores: readonly (Score | null)[];
}

export interface Score extends Rates {
  /** Smaller lines below the rate. */
  readonly remarks: readonly string[];
  /** Shown, and marked as not to be relied on. */
  readonly doubtful: boolean;
}

type ScoreTableProps = {
  readonly caption: string;
  readonly label: string;
  readonly rowHead: string;
  readonly groups: readonly ScoreGroup[];
  readonly rows: readonly ScoreRow[];
};

const KINDS = ['top1', 'top5'] as const;

/** Published rates as their source prints them, or all as errors or accuracies. */
export function ScoreTable({ caption, label, rowHead, groups, rows }: ScoreTableProps) {
  const { tables } = useAllWords().results;
  const language = useLanguage();
  const [shown] = useShownMeasure();
  const measureOf = (group: ScoreGroup) => (shown === 'printed' ? group.measure : shown);
  const text = (group: ScoreGroup, rate: number | null): string =>
    rate === null
      ? tables.none
      : rateText(language, convertRate(rate, group.measure, measureOf(group), group.decimals), group.decimals);
  return (
    <ScrollTable label={label}>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col" rowSpan={2} className={styles.rowHead}>
            {rowHead}
          </th>
          {groups.map((group) => (
            <th key={group.id} scope="colgroup" colSpan={2} className={styles.group}>
              {group.title} {group.source}
              <span className={styles.below} data-converted={measureOf(group) === group.measure ? undefined : ''}>
                {tables.measures[measureOf(group)]}
              </span>
            </th>
          ))}
        </tr>
        <tr>
          {groups.flatMap((group) =>
            KINDS.map((kind) => <CountHead key={`${group.id} ${kind}`}>{tables[kind]}</CountHead>),
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row">
              {row.name}
              {row.below === null ? null : <span className={styles.below}>{row.below}</span>}
            </th>
            {groups.flatMap((group, index) => {
              const score = row.scores[index] ?? null;
              return KINDS.map((kind) => {
                const key = `${group.id} ${kind}`;
                if (score === null) return <td key={key} />;
                return (
                  <td key={key} className={styles.score}>
                    <span data-doubtful={score.doubtful ? '' : undefined}>{text(group, score[kind])}</span>
                    {score.remarks.map((remark) => (
                      <span key={remark} className={styles.below}>
                        {remark}
                      </span>
                    ))}
                  </td>
                );
              });
            })}
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}
