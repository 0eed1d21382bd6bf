'use client';

import { useState } from 'react';
import { useAllWords } from '@/components/ui/all-words';
import { Button } from '@/components/ui/button';
import { DisclosureOnDemand } from '@/components/ui/disclosure-on-demand';
import { formatsFor } from '@/components/ui/format';
import { ScrollFrame } from '@/components/ui/scroll-frame';
import { formatValue } from '@/components/ui/value-format';
import { useLanguage } from '@/components/ui/words';
import type { MapView } from '@/lib/runtime/protocol';
import styles from './maps.module.css';

const STEP = 100;

type ChannelTableProps = { view: MapView; order: Uint32Array; open: number | null; onOpen: (channel: number) => void };

/** The same channels as numbers, in the same order: what the maps are to those who cannot see them. */
export function ChannelTable({ view, order, open, onOpen }: ChannelTableProps) {
  const words = useAllWords().lab.maps;
  const language = useLanguage();
  const { integer, percent } = formatsFor(language);
  const [rows, setRows] = useState(STEP);
  const { statistics, shape } = view;
  const width = shape.length === 3 ? (shape[1] ?? 1) : 1;
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
              </tr>
            </thead>
            <tbody>
              {[...order.subarray(0, rows)].map((channel) => (
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
                  <td>{formatValue(language, statistics.mean[channel] ?? 0)}</td>
                  <td>{formatValue(language, statistics.std[channel] ?? 0)}</td>
                  <td>{formatValue(language, statistics.min[channel] ?? 0)}</td>
                  <td>{formatValue(language, statistics.max[channel] ?? 0)}</td>
                  <td>{percent(statistics.zeros[channel] ?? 0)}</td>
                  <td>
                    {Math.floor((statistics.peak[channel] ?? 0) / width)}, {(statistics.peak[channel] ?? 0) % width}
                  </td>
                </tr>
              ))}
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
