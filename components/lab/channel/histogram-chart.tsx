'use client';

import { max, scaleLinear, scaleSqrt } from 'd3';
import styles from '@/components/lab/maps/maps.module.css';
import { useAllWords } from '@/components/ui/all-words';
import { formatsFor } from '@/components/ui/format';
import { formatValue } from '@/components/ui/value-format';
import { useLanguage } from '@/components/ui/words';

export interface HistogramData {
  readonly low: number;
  readonly high: number;
  readonly counts: Uint32Array;
  /** Exact zeros: a bar of their own, since after ReLU they would hide all others. */
  readonly zeros: number;
}

const WIDTH = 320;
const HEIGHT = 112;
const FLOOR = 88;
const ZERO_WIDTH = 10;
const LEFT = 22;

/** How values are spread: bars over the range, exact zeros apart. Heights grow with the root of the count. */
export function HistogramChart({ data, label }: { data: HistogramData; label: string }) {
  const words = useAllWords().lab.histogram;
  const language = useLanguage();
  const { integer, percent } = formatsFor(language);
  const { low, high, counts, zeros } = data;
  const all = zeros + counts.reduce((total, count) => total + count, 0);
  const x = scaleLinear([0, counts.length], [LEFT, WIDTH - 2]);
  const value = scaleLinear([low, high], [LEFT, WIDTH - 2]);
  // The zeros may be nine tenths of all: their bar is cut at the height of the tallest other one.
  const y = scaleSqrt([0, max(counts) || 1], [FLOOR, 6]);
  const share = percent(all > 0 ? zeros / all : 0);
  const bound = (index: number) => formatValue(language, low + ((high - low) * index) / counts.length);
  const zeroTop = Math.max(6, y(Math.min(zeros, y.domain()[1] ?? 1)));
  return (
    <figure className={styles.histogram}>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={`${label}. ${words.says(formatValue(language, low), formatValue(language, high), share)}`}
      >
        <line x1={0} x2={WIDTH} y1={FLOOR + 0.5} y2={FLOOR + 0.5} className={styles.axis} />
        {zeros > 0 ? (
          <rect x={2} y={zeroTop} width={ZERO_WIDTH} height={FLOOR - zeroTop} className={styles.zeroBar}>
            <title>{words.zeros(share)}</title>
          </rect>
        ) : null}
        {Array.from(counts, (count, index) => {
          return count > 0 ? (
            <rect
              // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place; of a narrow range several have the same bounds in writing.
              key={index}
              x={x(index)}
              y={y(count)}
              width={Math.max(1, x(index + 1) - x(index) - 0.75)}
              height={FLOOR - y(count)}
              className={styles.histogramBar}
            >
              <title>{words.bar(bound(index), bound(index + 1), integer(count))}</title>
            </rect>
          ) : null;
        })}
        {low < 0 && high > 0 ? (
          <line x1={value(0)} x2={value(0)} y1={4} y2={FLOOR} className={styles.zeroLine} />
        ) : null}
        <text x={LEFT} y={HEIGHT - 8} className={styles.tick}>
          {formatValue(language, low)}
        </text>
        <text x={WIDTH - 2} y={HEIGHT - 8} textAnchor="end" className={styles.tick}>
          {formatValue(language, high)}
        </text>
      </svg>
      <figcaption className={styles.small}>
        {label} · {words.zeros(share)}
      </figcaption>
    </figure>
  );
}
