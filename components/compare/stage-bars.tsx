'use client';

import { useMemo, useState } from 'react';
import { useAllWords } from '@/components/ui/all-words';
import { Disclosure } from '@/components/ui/disclosure';
import { formatsFor } from '@/components/ui/format';
import { Segmented } from '@/components/ui/segmented';
import { useLanguage } from '@/components/ui/words';
import { type Cost, costOfPart } from '@/lib/analysis/cost';
import type { Part } from '@/lib/graph/naming';
import type { NetworkReading } from '@/lib/reading/reading';
import { CompareTable } from './compare-table';
import type { SideName } from './comparing';
import type { Row } from './rows';
import { SectionTitle } from './section-title';
import styles from './stage-bars.module.css';
import { layoutStageBars } from './stage-bars-layout';
import { stageId, stageName } from './stage-row';

const MEASURES = ['parameters', 'macs', 'activations'] as const;
type Measure = (typeof MEASURES)[number];

const countOf: Readonly<Record<Measure, (cost: Cost) => number>> = {
  parameters: ({ parameters }) => parameters,
  macs: ({ macs }) => macs,
  activations: ({ activationBytes }) => activationBytes,
};

type StageBarsProps = {
  rows: readonly Row[];
  readings: Readonly<Record<SideName, NetworkReading>>;
  names: Readonly<Record<SideName, string>>;
};

/** What every stage costs, both sides in pairs of bars on one scale. */
export function StageBars({ rows, readings, names }: StageBarsProps) {
  const { compare } = useAllWords();
  const { bars: words, row: rowWords } = compare;
  const formats = formatsFor(useLanguage());
  const [measure, setMeasure] = useState<Measure>('parameters');

  const stages = useMemo(() => {
    const costOf = (side: SideName, part: Part | null): number | null =>
      part && countOf[measure](costOfPart(readings[side].model, readings[side].costs, part));
    return rows.map((row) => ({
      id: row.stage.id,
      a: costOf('a', row.stage.a),
      b: costOf('b', row.stage.b),
    }));
  }, [rows, readings, measure]);
  const { height, groups } = useMemo(() => layoutStageBars(stages), [stages]);

  const titleOf = (row: Row | undefined): string => {
    if (!row) return '';
    const [left, right] = [stageName(row, 'a'), stageName(row, 'b')];
    const [of, ofOther] = [row.a.at(-1)?.of ?? 0, row.b.at(-1)?.of ?? 0];
    const counted = (name: string, count: number): string => (count > 1 ? rowWords.blocks(name, count) : name);
    if (left === '' || right === '') return counted(left || right, Math.max(of, ofOther));
    if (left !== right) return rowWords.both(counted(left, of), counted(right, ofOther));
    return of === ofOther ? counted(left, of) : rowWords.both(rowWords.blocks(left, of), rowWords.times(ofOther));
  };
  const short = measure === 'activations' ? formats.bytes : formats.work;
  const exact = measure === 'activations' ? formats.bytes : formats.integer;
  const text = (value: number | null, format: (value: number) => string): string =>
    value === null ? words.missing : format(value);

  return (
    <section aria-labelledby="bars-title">
      <div className={styles.head}>
        <SectionTitle id="bars-title">{words.title}</SectionTitle>
        <Segmented
          label={words.measure}
          value={measure}
          options={MEASURES.map((value) => ({ value, label: words.measures[value] }))}
          onChange={setMeasure}
        />
      </div>
      <svg
        className={styles.chart}
        width="100%"
        height={height}
        role="img"
        aria-label={words.label(words.measures[measure], names.a, names.b)}
      >
        {groups.map((group, index) => {
          const row = rows[index];
          return (
            <g key={group.id} data-group={group.id}>
              <text className={styles.name} x={0} y={group.baseline}>
                {titleOf(row)}
              </text>
              {(['a', 'b'] as const).map((side) => {
                const { value, y, height: thick, share } = group.bars[side];
                const width = `${share * 100}%`;
                return (
                  <g key={side}>
                    {value === null ? null : (
                      <rect className={styles.bar} data-side={side} x={1} y={y} width={width} height={thick} rx={2} />
                    )}
                    <text className={styles.value} x={width} dx={value === null ? 0 : 8} y={y + thick - 2}>
                      {text(value, short)}
                    </text>
                  </g>
                );
              })}
            </g>
          );
        })}
      </svg>
      <Disclosure summary={words.numbers}>
        <CompareTable label={words.numbers}>
          <thead>
            <tr>
              <th scope="col">{words.stage}</th>
              <th scope="col">{names.a}</th>
              <th scope="col">{names.b}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={row.stage.id}>
                <th scope="row">
                  <a href={`#${stageId(row.stage.id)}`}>{titleOf(row)}</a>
                </th>
                <td>{text(stages[index]?.a ?? null, exact)}</td>
                <td>{text(stages[index]?.b ?? null, exact)}</td>
              </tr>
            ))}
          </tbody>
        </CompareTable>
      </Disclosure>
    </section>
  );
}
