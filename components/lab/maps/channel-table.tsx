'use client';

import { useState } from 'react';
import { useAllWords } from '@/components/ui/all-words';
import { Button } from '@/components/ui/button';
import { DisclosureOnDemand } from '@/components/ui/disclosure-on-demand';
import { formatsFor } from '@/components/ui/format';
import { ScrollFrame } from '@/components/ui/scroll-frame';
import { useLanguage } from '@/components/ui/words';
import type { MapView } from '@/lib/runtime/protocol';
import styles from './maps.module.css';
import { useStatisticsText } from './use-statistics-text';

const STEP = 100;

type ChannelTableProps = { view: MapView; order: Uint32Array; open: number | null; onOpen: (channel: number) => void };

/** The same channels as numbers, in the same order: what the maps are to those who cannot see them. */
export function ChannelTable({ view, order, open, onOpen }: ChannelTableProps) {
  const words = useAllWords().lab.maps;
  const { integer } = formatsFor(useLanguage());
  const textOf = useStatisticsText();
  const [rows, setRows] = useState(STEP);
  const broken = view.statistics.nonFinite.some((count) => count > 0);
  return (
    <DisclosureOnDemand summary={words.list(integer(order.length))}>
      {() => (
        <ScrollFrame label={words.list(integer(order.length))} className={styles.tableScroller}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{words.columns.channel}</th>
                <th scope="col">{words.columns.mean}</th>
                <th scope="col">{words.columns.std}</th>
                <th scope="col">{words.columns.min}</th>
                <th scope="col">{words.columns.max}</th>
                <th scope="col">{words.columns.zeros}</th>
                <th scope="col">{words.columns.peak}</th>
                {broken ? <th scope="col">{words.columns.notFinite}</th> : null}
              </tr>
            </thead>
            <tbody>
              {[...order.subarray(0, rows)].map((channel) => {
                const { mean, std, min, max, zeros, peak, notFinite } = textOf(view, channel);
                return (
                  <tr key={channel} aria-current={channel === open || undefined}>
                    <th scope="row">
                      <button
                        type="button"
                        className={styles.rowButton}
                        onClick={() => onOpen(channel)}
                        aria-label={words.open(channel)}
                      >
                        {channel}
                      </button>
                    </th>
                    <td>{mean}</td>
                    <td>{std}</td>
                    <td>{min}</td>
                    <td>{max}</td>
                    <td>{zeros}</td>
                    <td>{peak?.join(', ') ?? ''}</td>
                    {broken ? <td>{notFinite ?? '0'}</td> : null}
                  </tr>
                );
              })}
            </tbody>
          </table>
          {rows < order.length ? (
            <Button variant="quiet" onClick={() => setRows(rows + STEP)}>
              {words.more(integer(Math.min(STEP, order.length - rows)))}
            </Button>
          ) : null}
        </ScrollFrame>
      )}
    </DisclosureOnDemand>
  );
}
