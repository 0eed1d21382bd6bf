'use client';

import { useState } from 'react';
import { Disclosure } from '@/components/ui/disclosure';
import { Segmented } from '@/components/ui/segmented';
import { Slider } from '@/components/ui/slider';
import { useWords } from '@/components/ui/words';
import { Instrument, InstrumentTable } from '../instrument';
import styles from '../instrument.module.css';
import pictures from './padding-calculator.module.css';
import { type Placements, placementsOf, type Sliding, samePadding } from './placements';

const MODES = ['valid', 'same', 'hand'] as const;
type Mode = (typeof MODES)[number];

type PaddingCalculatorProps = {
  size: number;
  kernel: number;
  stride: number;
  padding: 'valid' | 'same' | number;
};

/** A row is drawn whole up to this many values, else both of its ends. */
const WHOLE = 30;
const END = 13;
const CELL = 10;
const ROW = 9;
/** Room for the number of a stop. */
const LABEL = 20;

/** The row of values with its padding, and below it every stop of the window. */
function Picture({ sliding, placements, label }: { sliding: Sliding; placements: Placements; label: string }) {
  const { size, kernel, before, after } = sliding;
  const total = before + size + after;
  const whole = total <= WHOLE;
  /** The column of a value, counted from the first of the padding; null in the gap. */
  const columnOf = (value: number): number | null => {
    const at = value + before;
    if (whole || at < END) return at;
    return at >= total - END ? at - (total - 2 * END - 1) : null;
  };
  const columns = whole ? total : 2 * END + 1;
  const values = Array.from({ length: total }, (_, i) => i - before);
  const drawn = placements.places.flatMap((place, i) => {
    const from = columnOf(place.start);
    const to = columnOf(place.start + kernel - 1);
    return from === null || to === null || to - from !== kernel - 1 ? [] : [{ ...place, from, i }];
  });
  const last = placements.places.at(-1);
  const reached = last ? last.start + kernel : 0;
  const height = CELL + 6 + drawn.length * ROW;
  return (
    <svg
      className={pictures.picture}
      viewBox={`-1 -1 ${columns * CELL + LABEL} ${height + 2}`}
      style={{ maxWidth: `${(columns * CELL + LABEL) * 1.9}px` }}
      role="img"
      aria-label={label}
    >
      {values.map((value) => {
        const column = columnOf(value);
        if (column === null) return null;
        const isReal = value >= 0 && value < size;
        return (
          <g key={value}>
            <rect
              className={!isReal ? pictures.pad : value >= reached ? pictures.unread : pictures.real}
              x={column * CELL + 0.5}
              y={0.5}
              width={CELL - 1}
              height={CELL - 1}
              rx={1.5}
            />
            {isReal ? null : (
              <text className={pictures.zero} x={column * CELL + CELL / 2} y={7.2} fontSize={6} textAnchor="middle">
                0
              </text>
            )}
          </g>
        );
      })}
      {whole ? null : (
        <text className={pictures.gap} x={END * CELL + CELL / 2} y={7} fontSize={8} textAnchor="middle">
          …
        </text>
      )}
      {drawn.map(({ start, from, i }, row) => {
        const y = CELL + 5 + row * ROW;
        return (
          <g key={start}>
            {Array.from({ length: kernel }, (_, k) => {
              const value = start + k;
              return (
                <rect
                  key={value}
                  className={value >= 0 && value < size ? pictures.window : pictures.windowPad}
                  x={(from + k) * CELL + 0.5}
                  y={y}
                  width={CELL - 1}
                  height={ROW - 2}
                  rx={1}
                />
              );
            })}
            <text className={pictures.place} x={columns * CELL + 3} y={y + 6} fontSize={6.5}>
              {i + 1}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

/** How many places a window gets, and which values it sees: valid, same and padding by hand; what a mean divides by. */
export function PaddingCalculator(props: PaddingCalculatorProps) {
  const words = useWords().prose.instruments.padding;
  const [size, setSize] = useState(props.size);
  const [kernel, setKernel] = useState(props.kernel);
  const [stride, setStride] = useState(props.stride);
  const [mode, setMode] = useState<Mode>(typeof props.padding === 'number' ? 'hand' : props.padding);
  const [hand, setHand] = useState(typeof props.padding === 'number' ? props.padding : 1);
  const [counted, setCounted] = useState<'left-out' | 'counted'>('left-out');

  const most = kernel - 1;
  const padding =
    mode === 'valid'
      ? { before: 0, after: 0 }
      : mode === 'same'
        ? samePadding(kernel)
        : { before: Math.min(hand, most), after: Math.min(hand, most) };
  const sliding = { size, kernel, stride, ...padding };
  const placements = placementsOf(sliding);
  const { places, unread } = placements;
  const sum = padding.before + padding.after;
  const divisorOf = (real: number): number => (counted === 'counted' ? kernel : real);
  return (
    <Instrument
      title={words.title}
      controls={
        <>
          <Slider label={words.size} value={size} min={1} max={299} onChange={setSize} />
          <Slider label={words.kernel} value={kernel} min={1} max={9} onChange={setKernel} />
          <Slider label={words.stride} value={stride} min={1} max={4} onChange={setStride} />
          <Segmented
            label={words.mode}
            showLabel
            value={mode}
            options={MODES.map((value) => ({ value, label: words.modes[value] }))}
            onChange={setMode}
          />
          {mode === 'hand' ? (
            <Slider
              label={words.hand}
              value={Math.min(hand, most)}
              min={0}
              max={Math.max(most, 1)}
              onChange={setHand}
            />
          ) : null}
        </>
      }
    >
      <Picture
        sliding={sliding}
        placements={placements}
        label={words.picture(size, sum, kernel, stride, places.length)}
      />
      <p className={styles.result} role="status">
        {places.length === 0 ? (
          words.none
        ) : (
          <>
            ⌊({size} + {sum} − {kernel}) / {stride}⌋ + 1 = <strong>{places.length}</strong>. {words.unread(unread)}
          </>
        )}
      </p>
      <Disclosure summary={words.table}>
        <Segmented
          label={words.divisor}
          showLabel
          value={counted}
          options={[
            { value: 'left-out', label: words.leftOut },
            { value: 'counted', label: words.counted },
          ]}
          onChange={setCounted}
        />
        <InstrumentTable
          label={words.table}
          columns={[
            { title: words.place },
            { title: words.values },
            { title: words.real, holds: 'number' },
            { title: words.divided, holds: 'number' },
          ]}
        >
          <tbody>
            {places.slice(0, 12).map(({ start, real }, i) => (
              <tr key={start}>
                <th scope="row">{i + 1}</th>
                <td>{words.range(start + 1, start + kernel, size)}</td>
                <td className={styles.number}>{real}</td>
                <td className={styles.number}>{words.divisorOf(divisorOf(real), divisorOf(real) ** 2)}</td>
              </tr>
            ))}
          </tbody>
        </InstrumentTable>
        {places.length > 12 ? <p className={styles.small}>{words.more(places.length - 12)}</p> : null}
      </Disclosure>
      <noscript>
        <p className={styles.small}>{words.noScript}</p>
      </noscript>
    </Instrument>
  );
}
