'use client';

import { useState } from 'react';
import { useAllWords } from '@/components/ui/all-words';
import { Button } from '@/components/ui/button';
import { formatsFor } from '@/components/ui/format';
import { Segmented } from '@/components/ui/segmented';
import { formatValue } from '@/components/ui/value-format';
import { useLanguage } from '@/components/ui/words';
import type { MapView } from '@/lib/runtime/protocol';
import styles from './maps.module.css';
import { type VectorSort, vectorOrder, vectorSpan } from './vector-order';

const STEP = 20;

/** A vector has no place to be mapped on: its values as bars, the largest first. */
export function VectorView({ view }: { view: MapView }) {
  const words = useAllWords().lab.vector;
  const language = useLanguage();
  const { integer } = formatsFor(language);
  const [sort, setSort] = useState<VectorSort>('value');
  const [rows, setRows] = useState(STEP);
  // One place for each channel: the mean of a channel is its value.
  const values = view.statistics.mean;
  const { nonFinite } = view.statistics;
  const order = vectorOrder(values, nonFinite, sort);
  const { low, high } = vectorSpan(values);
  const share = (value: number) => (100 * (value - low)) / (high - low);
  return (
    <section className={styles.vector} aria-label={words.title(integer(values.length))}>
      <div className={styles.toolbar}>
        <h4>{words.title(integer(values.length))}</h4>
        <Segmented
          label={words.sort}
          value={sort}
          options={[
            { value: 'value', label: words.sorts.value },
            { value: 'index', label: words.sorts.index },
          ]}
          onChange={setSort}
        />
      </div>
      <ol className={styles.bars}>
        {order.slice(0, rows).map((index) => {
          const value = values[index] ?? 0;
          const [from, to] = [share(Math.min(0, value)), share(Math.max(0, value))];
          return (
            <li key={index}>
              <span className={styles.barIndex}>{words.index(index)}</span>
              <span className={styles.track} aria-hidden="true">
                {(nonFinite[index] ?? 0) > 0 ? null : (
                  <span
                    className={styles.fill}
                    data-negative={value < 0 || undefined}
                    style={{ left: `${from}%`, width: `${Math.max(0.3, to - from)}%` }}
                  />
                )}
              </span>
              <span>{(nonFinite[index] ?? 0) > 0 ? words.notFinite : formatValue(language, value)}</span>
            </li>
          );
        })}
      </ol>
      {rows < values.length ? (
        <Button variant="quiet" onClick={() => setRows(rows + 5 * STEP)}>
          {words.more(integer(Math.min(5 * STEP, values.length - rows)))}
        </Button>
      ) : null}
      <p className={styles.small}>{words.noNames}</p>
    </section>
  );
}
