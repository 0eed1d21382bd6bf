'use client';

import { symbol, symbolCircle, symbolDiamond2 } from 'd3';
import { Fragment, useMemo, useState } from 'react';
import type { Box } from './place-labels';
import styles from './scatter.module.css';
import {
  FRAMES,
  labelParts,
  layOutScatter,
  type PlacedMark,
  type ScatterFrame,
  type ScatterMark,
} from './scatter-layout';

/** A mark with what is said about it: on pointing at it, on reaching it by keyboard, and to screen readers. */
export interface DescribedMark extends ScatterMark {
  readonly lines: readonly string[];
}

interface Axis {
  readonly title: string;
  readonly tick: (value: number) => string;
}

type ScatterProps = {
  readonly marks: readonly DescribedMark[];
  readonly label: string;
  readonly x: Axis;
  readonly y: Axis;
};

// Areas that look alike, not areas that are alike: a diamond has its tips.
const CIRCLE = symbol(symbolCircle, 95)() ?? '';
const DIAMOND = symbol(symbolDiamond2, 85)() ?? '';
const PATHS = { circle: CIRCLE, diamond: DIAMOND } as const;

const round = (value: number): number => Math.round(value * 100) / 100;

/** Where the text of a label begins, so that it stands in the middle of its box. */
const baseline = ({ y, height }: Box, fontSize: number): number => round(y + height / 2 + fontSize * 0.35);

/** The sign of a mark, as in the chart. */
export function MarkSign({ shape, hollow = false }: { shape: ScatterMark['shape']; hollow?: boolean }) {
  return (
    <svg className={styles.sign} viewBox="-9 -9 18 18" aria-hidden="true">
      <path d={PATHS[shape]} className={hollow ? styles.hollow : styles.solid} data-shape={shape} />
    </svg>
  );
}

/**
 * Marks between two axes, each labelled where it stands. Drawn once for each kind of screen, in the HTML already; the
 * style sheet shows the one that fits.
 */
export function Scatter(props: ScatterProps) {
  return (
    <div className={styles.frames}>
      {FRAMES.map((frame) => (
        <Plot key={frame.id} frame={frame} {...props} />
      ))}
    </div>
  );
}

function Plot({ frame, marks, label, x, y }: ScatterProps & { frame: ScatterFrame }) {
  const [shown, setShown] = useState<string | null>(null);
  const { plot, xTicks, yTicks, marks: placed } = useMemo(() => layOutScatter(marks, frame), [marks, frame]);
  const right = plot.x + plot.width;
  const bottom = plot.y + plot.height;
  const lines = new Map(marks.map((mark) => [mark.id, mark.lines]));
  const tip = placed.find(({ mark }) => mark.id === shown);
  return (
    <div className={styles.plot} data-frame={frame.id}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls. */}
      <svg viewBox={`0 0 ${frame.width} ${frame.height}`} role="group" aria-label={label} fontSize={frame.fontSize}>
        {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: a group of an SVG takes no focus; the table says it all. */}
        <g className={styles.axis} aria-hidden="true">
          {yTicks.map(({ value, at }) => (
            <Fragment key={value}>
              <line x1={plot.x} x2={right} y1={round(at)} y2={round(at)} />
              <text x={plot.x - 8} y={round(at + frame.fontSize * 0.35)} textAnchor="end">
                {y.tick(value)}
              </text>
            </Fragment>
          ))}
          {xTicks.map(({ value, at }) => (
            <Fragment key={value}>
              <line x1={round(at)} x2={round(at)} y1={bottom} y2={bottom + 5} className={styles.notch} />
              <text x={round(at)} y={bottom + 8 + frame.fontSize} textAnchor="middle">
                {x.tick(value)}
              </text>
            </Fragment>
          ))}
          <line x1={plot.x} x2={right} y1={bottom} y2={bottom} className={styles.base} />
          <text x={2} y={frame.fontSize + 2} className={styles.axisTitle}>
            {y.title}
          </text>
          <text x={right} y={frame.height - 8} textAnchor="end" className={styles.axisTitle}>
            {x.title}
          </text>
        </g>
        {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: a group of an SVG takes no focus; each mark says its label. */}
        <g aria-hidden="true">
          {placed.map((each) => (
            <MarkTexts key={each.mark.id} placed={each} fontSize={frame.fontSize} />
          ))}
        </g>
        {placed.map(({ mark, x: cx, y: cy }) => (
          // biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: it takes focus only to say what it is.
          <g
            key={mark.id}
            role="img"
            tabIndex={0}
            aria-label={(lines.get(mark.id) ?? []).join(' ')}
            className={styles.mark}
            style={{ transform: `translate(${round(cx)}px, ${round(cy)}px)` }}
            data-mark={mark.id}
            onPointerEnter={() => setShown(mark.id)}
            onPointerLeave={() => setShown((now) => (now === mark.id ? null : now))}
            onFocus={() => setShown(mark.id)}
            onBlur={() => setShown((now) => (now === mark.id ? null : now))}
            onKeyDown={(event) => {
              if (event.key === 'Escape') setShown(null);
            }}
          >
            <circle r={18} className={styles.reach} />
            <path d={PATHS[mark.shape]} className={styles.solid} data-shape={mark.shape} />
          </g>
        ))}
      </svg>
      {tip ? (
        <div
          className={styles.tip}
          aria-hidden="true"
          data-below={tip.y < frame.height / 2 ? '' : undefined}
          style={{
            left: `${round((tip.x / frame.width) * 100)}%`,
            top: `${round((tip.y / frame.height) * 100)}%`,
            // Not beyond the edges: it hangs on its mark by the share that the mark has of the width.
            translate: `-${round((tip.x / frame.width) * 100)}% 0`,
          }}
        >
          {(lines.get(tip.mark.id) ?? []).map((line, index) => (
            <span key={line} className={index === 0 ? styles.tipName : undefined}>
              {line}
            </span>
          ))}
        </div>
      ) : null}
    </div>
  );
}

/** What belongs to a mark and is no mark: its label, its second place, the lines to both. */
function MarkTexts({ placed, fontSize }: { placed: PlacedMark; fontSize: number }) {
  const { mark, x, y, label, other } = placed;
  const [name, reading] = labelParts(mark);
  return (
    <>
      {other ? (
        <>
          <line className={styles.link} x1={round(x)} x2={round(other.x)} y1={round(y)} y2={round(y)} />
          <path
            d={PATHS[mark.shape]}
            className={styles.hollow}
            data-shape={mark.shape}
            transform={`translate(${round(other.x)},${round(y)})`}
          />
          {other.label ? (
            <text
              data-label=""
              className={styles.reading}
              x={round(other.label.box.x)}
              y={baseline(other.label.box, fontSize)}
            >
              {mark.other?.name}
            </text>
          ) : null}
          {other.label?.leader ? (
            <line
              className={styles.leader}
              x1={round(other.x)}
              y1={round(y)}
              x2={round(other.label.leader.x)}
              y2={round(other.label.leader.y)}
            />
          ) : null}
        </>
      ) : null}
      {label?.leader ? (
        <line
          className={styles.leader}
          x1={round(x)}
          y1={round(y)}
          x2={round(label.leader.x)}
          y2={round(label.leader.y)}
        />
      ) : null}
      {label ? (
        <text
          data-label=""
          x={round(label.box.x)}
          y={baseline(label.box, fontSize)}
          className={styles.name}
          xmlSpace="preserve"
        >
          {name}
          <tspan className={styles.reading}>{reading}</tspan>
        </text>
      ) : null}
    </>
  );
}
