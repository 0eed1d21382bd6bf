'use client';

import { useState } from 'react';
import { formatsFor } from '@/components/ui/format';
import { Slider } from '@/components/ui/slider';
import { useLanguage, useWords } from '@/components/ui/words';
import { Bar, Instrument, InstrumentTable } from '../instrument';
import styles from '../instrument.module.css';
import { type Factored, factorCosts } from './factor-cost';

type FactorCalculatorProps = Factored & {
  /** Places of the grid that the windows stand on: MACs are weights times these. */
  positions: number;
};

/** What it costs to see an n×n patch with one window, with a row and a column, or with small squares. */
export function FactorCalculator({ positions, ...given }: FactorCalculatorProps) {
  const { factor: words } = useWords().prose.instruments;
  const { integer, work, decimal } = formatsFor(useLanguage());
  const [side, setSide] = useState(given.side);
  const [input, setInput] = useState(given.input);
  const [middle, setMiddle] = useState(given.middle);
  const [output, setOutput] = useState(given.output);
  const { square, pair, threes } = factorCosts({ side, input, middle, output });
  const ways = [
    { name: words.square(side), weights: square },
    { name: words.pair(side), weights: pair },
    ...(threes && threes.count > 1 ? [{ name: words.threes(threes.count), weights: threes.weights }] : []),
  ];
  const most = Math.max(...ways.map(({ weights }) => weights));
  return (
    <Instrument
      title={words.title}
      controls={
        <>
          <Slider label={words.side} value={side} min={2} max={11} onChange={setSide} />
          <Slider label={words.input} value={input} min={1} max={2080} onChange={setInput} />
          <Slider label={words.middle} value={middle} min={1} max={1024} onChange={setMiddle} />
          <Slider label={words.output} value={output} min={1} max={1024} onChange={setOutput} />
        </>
      }
    >
      <InstrumentTable
        label={words.table}
        caption={words.caption(integer(positions))}
        columns={[
          { title: words.way },
          { title: words.weights, holds: 'number' },
          { title: words.macs, holds: 'number' },
          { title: words.times, holds: 'number' },
          { title: words.bar, holds: 'bar' },
        ]}
      >
        <tbody>
          {ways.map(({ name, weights }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className={styles.number}>{integer(weights)}</td>
              <td className={styles.number}>{work(weights * positions)}</td>
              <td className={styles.number}>{decimal(weights / square, 2)}</td>
              <td className={styles.bar}>
                <Bar share={weights / most} />
              </td>
            </tr>
          ))}
        </tbody>
      </InstrumentTable>
      <p className={styles.result} role="status">
        {words.says(side, pair < square, decimal(square / pair, 2))}
      </p>
      <noscript>
        <p className={styles.small}>{words.noScript}</p>
      </noscript>
    </Instrument>
  );
}
