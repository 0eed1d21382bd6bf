'use client';

import { useState } from 'react';
import { BitmapCanvas } from '@/components/lab/maps/bitmap-canvas';
import { GradientBar } from '@/components/lab/maps/gradient-bar';
import { MapCanvas } from '@/components/lab/maps/map-canvas';
import { MapPointer } from '@/components/lab/maps/map-pointer';
import type { MapPlace } from '@/components/lab/workbench/place';
import { useAllWords } from '@/components/ui/all-words';
import { Disclosure } from '@/components/ui/disclosure';
import { ScrollFrame } from '@/components/ui/scroll-frame';
import { Segmented } from '@/components/ui/segmented';
import { Slider } from '@/components/ui/slider';
import type { PreparedPicture } from '@/lib/picture/client';
import type { ClassMapView as View } from '@/lib/runtime/protocol';
import styles from './head.module.css';
import type { ClassNaming } from './use-naming';

type ClassMapViewProps = {
  view: View;
  picture: PreparedPicture;
  naming: ClassNaming;
  /** True while the map of another class is on its way. */
  stale: boolean;
};

/** Enlarged so far the steps between two values are finer than what a screen shows. */
const SMOOTHNESS = 24;

/** The picture with the class activation map over it, its values, and how they sum up to the logit. */
export function ClassMapView({ view, picture, naming, stale }: ClassMapViewProps) {
  const words = useAllWords().head.map;
  const [form, setForm] = useState<'smooth' | 'grid'>('smooth');
  const [opacity, setOpacity] = useState(65);
  const [pointed, setPointed] = useState<MapPlace | null>(null);
  const { map, height, width, score, bias } = view;
  const reach = map.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  const mean = map.reduce((sum, value) => sum + value, 0) / map.length;
  const value = pointed && map[pointed.y * width + pointed.x];
  const name = naming.name(score.index);

  return (
    <section className={styles.map} aria-label={words.title(name)} aria-busy={stale} data-class-map={score.index}>
      <h4>{words.title(name)}</h4>
      <div
        className={styles.seen}
        style={{ aspectRatio: picture.width / picture.height }}
        data-stale={stale || undefined}
      >
        <BitmapCanvas bitmap={picture.preview} />
        <MapCanvas
          values={map}
          width={width}
          height={height}
          range={[-reach, reach]}
          scale="diverging"
          smoothness={form === 'smooth' ? SMOOTHNESS : 1}
          className={styles.over}
          opacity={opacity / 100}
        />
        {pointed ? (
          <svg className={styles.over} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
            <rect className={styles.cellBack} x={pointed.x} y={pointed.y} width={1} height={1} />
            <rect className={styles.cell} x={pointed.x} y={pointed.y} width={1} height={1} />
          </svg>
        ) : null}
        <MapPointer label={words.place} height={height} width={width} at={pointed} onPoint={setPointed} />
      </div>
      <p className={styles.says} aria-live="polite">
        {pointed && value !== null ? words.value(naming.number(value ?? 0), pointed.y, pointed.x) : words.hint}
      </p>
      <GradientBar scale="diverging" low={naming.number(-reach)} high={naming.number(reach)} />
      <p className={styles.small}>{words.scale}</p>
      <p className={styles.sum}>{words.sum(naming.number(mean), naming.number(bias), naming.number(score.logit))}</p>
      <div className={styles.tools}>
        <Segmented
          label={words.form}
          value={form}
          options={[
            { value: 'smooth', label: words.forms.smooth },
            { value: 'grid', label: words.forms.grid(height, width) },
          ]}
          onChange={setForm}
        />
        <Slider label={words.opacity} value={opacity} min={0} max={100} step={5} unit="%" onChange={setOpacity} />
      </div>
      <Disclosure summary={words.table(height, width)}>
        <ScrollFrame label={words.tableLabel(name)}>
          <table className={styles.table}>
            <thead>
              <tr>
                <td />
                {Array.from({ length: width }, (_, x) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the columns of a grid are their numbers.
                  <th key={x} scope="col" aria-label={words.column(x)}>
                    {x}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {Array.from({ length: height }, (_, y) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: as above.
                <tr key={y}>
                  <th scope="row" aria-label={words.row(y)}>
                    {y}
                  </th>
                  {Array.from(map.subarray(y * width, (y + 1) * width), (each, x) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: as above.
                    <td key={x}>{naming.number(each)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollFrame>
      </Disclosure>
    </section>
  );
}
