'use client';

import { useAllWords } from '@/components/ui/all-words';
import { formatsFor } from '@/components/ui/format';
import { useLanguage } from '@/components/ui/words';
import { CompareTable } from './compare-table';
import { SectionTitle } from './section-title';
import { SideBadge } from './side-badge';
import type { SideNames } from './side-names';
import type { Total, TotalName } from './totals';
import styles from './totals-table.module.css';

type TotalsTableProps = { totals: readonly Total[]; names: SideNames; size: number };

/** What both networks come to, and how many times as much the right one is. */
export function TotalsTable({ totals, names, size }: TotalsTableProps) {
  const { totals: words } = useAllWords().compare;
  const formats = formatsFor(useLanguage());
  const text = (name: TotalName, value: number): string => {
    if (name === 'activations') return formats.bytes(value);
    return name === 'smallest' ? words.pixels(formats.integer(value)) : formats.integer(value);
  };
  /** A count of ten figures is too wide for a phone, where it is told in short. */
  const cell = (name: TotalName, value: number) =>
    name === 'parameters' || name === 'macs' ? (
      <td>
        <span className={styles.exact}>{text(name, value)}</span>
        <span className={styles.compact}>{formats.work(value)}</span>
      </td>
    ) : (
      <td>{text(name, value)}</td>
    );
  const notes: Partial<Record<TotalName, string>> = {
    depth: words.depthNote,
    activations: words.activationsNote,
    smallest: words.smallestNote,
  };
  return (
    <section aria-labelledby="totals-title">
      <SectionTitle id="totals-title">{words.title}</SectionTitle>
      <CompareTable label={words.title}>
        <caption className={styles.caption}>
          {words.caption(names.short.a, names.short.b, formats.integer(size))}
        </caption>
        <thead>
          <tr>
            <th scope="col">{words.measure}</th>
            {(['a', 'b'] as const).map((side) => (
              <th key={side} scope="col">
                <SideBadge side={side} /> {names.short[side]}
              </th>
            ))}
            <th scope="col">{words.ratio}</th>
          </tr>
        </thead>
        <tbody>
          {totals.map(({ name, a, b, ratio }) => (
            <tr key={name} data-total={name}>
              <th scope="row">
                {words[name]}
                {notes[name] === undefined ? null : <span className={styles.note}>{notes[name]}</span>}
              </th>
              {cell(name, a)}
              {cell(name, b)}
              <td>{words.times(formats.decimal(ratio, 2))}</td>
            </tr>
          ))}
        </tbody>
      </CompareTable>
    </section>
  );
}
