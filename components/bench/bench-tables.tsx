'use client';

import type { ReactNode } from 'react';
import { formatsFor } from '@/components/ui/format';
import { CountCell, CountHead, ScrollTable } from '@/components/ui/scroll-table';
import { useLanguage } from '@/components/ui/words';
import { benchWordsOf } from '@/content/bench';
import styles from './bench.module.css';
import type { BenchResult } from './measure';
import { spreadOf } from './spread';

/** A number with its share of the largest of its column as a bar below it. */
function BarCell({ text, share, rest }: { text: string; share: number; rest?: number }) {
  return (
    <td className={styles.measured}>
      {text}
      <span className={styles.bar} aria-hidden="true">
        <span className={styles.part} style={{ inlineSize: `${100 * share}%` }} />
        {rest === undefined ? null : <span className={styles.rest} style={{ inlineSize: `${100 * rest}%` }} />}
      </span>
    </td>
  );
}

/** The head of a column of such cells. */
function BarHead({ children }: { children: ReactNode }) {
  return (
    <th scope="col" className={styles.measuredHead}>
      {children}
    </th>
  );
}

/** What was measured: start, whole passes, and a click on each block. */
export function BenchTables({ result }: { result: BenchResult }) {
  const language = useLanguage();
  const words = benchWordsOf(language);
  const { decimal, bytes, shape: shapeText, integer } = formatsFor(language);
  /** Milliseconds with three digits that matter. */
  const ms = (value: number): string => decimal(value, value >= 100 ? 0 : value >= 10 ? 1 : 2);
  const { passes, blocks, memory } = result;

  const spreads = passes.map(({ milliseconds }) => spreadOf(milliseconds));
  const slowest = Math.max(...spreads.map(({ median }) => median));
  const clicks = blocks.map(({ click }) => spreadOf(click).median);
  const longest = Math.max(...clicks);
  const sum = clicks.reduce((all, click) => all + click, 0);
  const whole = blocks.at(-1)?.macsFromPicture ?? 0;
  const fromPicture = blocks.reduce((all, { macsFromPicture }) => all + macsFromPicture, 0);

  return (
    <div className={styles.results}>
      <h2>{words.passes.title}</h2>
      <ScrollTable label={words.passes.title}>
        <caption>{words.passes.caption(result.setting.rounds)}</caption>
        <thead>
          <tr>
            <th scope="col">{words.passes.network}</th>
            <BarHead>{words.passes.median}</BarHead>
            <CountHead>{words.passes.quartiles}</CountHead>
            <CountHead>{words.passes.min}</CountHead>
            <CountHead>{words.passes.rate}</CountHead>
            <CountHead>{words.passes.first}</CountHead>
          </tr>
        </thead>
        <tbody>
          {passes.map(({ network, macs, first }, index) => {
            const { median = 0, min = 0, lower = 0, upper = 0 } = spreads[index] ?? {};
            return (
              <tr key={network}>
                <th scope="row">{words.networks[network]}</th>
                <BarCell text={ms(median)} share={median / slowest} />
                <CountCell count={`${ms(lower)}–${ms(upper)}`} />
                <CountCell count={ms(min)} />
                <CountCell count={decimal(macs / median / 1e6, 1)} />
                <CountCell count={ms(first)} />
              </tr>
            );
          })}
        </tbody>
      </ScrollTable>

      <h2>{words.blocks.title}</h2>
      <p className={styles.lead}>{words.blocks.lead(ms(sum), decimal(fromPicture / whole, 1))}</p>
      <ScrollTable label={words.blocks.title}>
        <caption>{words.blocks.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.blocks.block}</th>
            <CountHead>{words.blocks.shape}</CountHead>
            <BarHead>{words.blocks.click}</BarHead>
            <CountHead>{words.blocks.computing}</CountHead>
            <CountHead>{words.blocks.drawing}</CountHead>
          </tr>
        </thead>
        <tbody>
          {blocks.map(({ block, shape, click, computing }, index) => {
            const median = clicks[index] ?? 0;
            const computed = spreadOf(computing).median;
            const drawing = spreadOf(click.map((time, round) => time - (computing[round] ?? 0))).median;
            return (
              <tr key={block}>
                <th scope="row">
                  <code>{block}</code>
                </th>
                <CountCell count={shapeText(shape)} />
                <BarCell
                  text={ms(median)}
                  share={Math.min(computed, median) / longest}
                  rest={Math.max(0, median - computed) / longest}
                />
                <CountCell count={ms(computed)} />
                <CountCell count={ms(drawing)} />
              </tr>
            );
          })}
        </tbody>
      </ScrollTable>

      <h2>{words.held.title}</h2>
      <ul className={styles.facts}>
        <li>{words.held.opening(ms(result.opening), ms(result.firstClick))}</li>
        <li>{words.held.bytes(bytes(memory.activationBytes), bytes(memory.weightBytes))}</li>
        {memory.heapBytes === null ? null : <li>{words.held.heap(bytes(memory.heapBytes))}</li>}
        <li>{words.held.tensors(integer(memory.tensors), memory.tensors - memory.accounted)}</li>
      </ul>
    </div>
  );
}
