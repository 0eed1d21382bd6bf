'use client';

import { useMemo, useState } from 'react';
import { BitmapCanvas } from '@/components/lab/maps/bitmap-canvas';
import { MapCanvas } from '@/components/lab/maps/map-canvas';
import { MapPointer } from '@/components/lab/maps/map-pointer';
import type { MapPlace } from '@/components/lab/workbench/place';
import type { Shown } from '@/components/lab/workbench/run-state';
import { useAllWords } from '@/components/ui/all-words';
import { formatValue } from '@/components/ui/value-format';
import { useLanguage } from '@/components/ui/words';
import { reachOf } from '@/lib/analysis/provenance';
import type { Region } from '@/lib/analysis/receptive-field';
import type { Model } from '@/lib/graph/model';
import type { PreparedPicture } from '@/lib/picture/client';
import styles from './stage.module.css';

type StageProps = {
  picture: PreparedPicture;
  model: Model;
  /** The maps that are there; null before, and while others are computed. */
  shown: Shown | null;
  channel: number | null;
  /** All values of the channel, H×W; null until they are there. */
  values: Float32Array | null;
  /** How strongly the map covers the picture, 0…1. */
  opacity: number;
  place: MapPlace | null;
  onPlace: (place: MapPlace) => void;
};

/**
 * The picture as the network sees it, a channel over it, and the place that is pointed at with what it sees of the
 * picture. A click or Enter asks which channels answer there.
 */
export function Stage({ picture, model, shown, channel, values, opacity, place, onPlace }: StageProps) {
  const { lab, marks } = useAllWords();
  const words = lab.stage;
  const language = useLanguage();
  const [pointed, setPointed] = useState<MapPlace | null>(null);
  const [height = 1, width = 1] = shown?.view.shape.length === 3 ? shown.view.shape : [];
  const isMap = shown?.view.shape.length === 3;

  const at = isMap ? (pointed ?? place) : null;
  const inside = at && at.y < height && at.x < width ? at : null;
  const [y, x] = inside ? [inside.y, inside.x] : [null, null];
  const region = useMemo<Region | null>(
    () => (shown && y !== null ? reachOf(model.graph, shown.target.shapes, shown.request.node, y, x) : null),
    [shown, model, y, x],
  );
  const value = inside && values ? values[inside.y * width + inside.x] : undefined;

  const says = inside
    ? [
        value === undefined
          ? channel === null
            ? words.at(inside.y, inside.x)
            : words.loading
          : words.value(formatValue(language, value), inside.y, inside.x),
        region ? words.field(region.height, region.width) : '',
      ]
    : [!shown ? words.before : !isMap ? words.vector : channel === null ? words.hint : words.reserve];

  return (
    <div className={styles.stage}>
      <div className={styles.picture} style={{ aspectRatio: picture.width / picture.height }} data-tour="stage">
        <BitmapCanvas bitmap={picture.preview} />
        {shown && channel !== null && isMap && values ? (
          <MapCanvas
            values={values}
            width={width}
            height={height}
            range={[shown.view.low[channel] ?? 0, shown.view.high[channel] ?? 1]}
            scale={shown.view.scale}
            smoothness={1}
            className={styles.map}
            opacity={opacity}
          />
        ) : null}
        {inside ? (
          <svg className={styles.marks} viewBox={`0 0 ${picture.width} ${picture.height}`} aria-hidden="true">
            {region ? (
              <g className={styles.field}>
                <rect x={region.left} y={region.top} width={region.width} height={region.height} />
                <rect x={region.left} y={region.top} width={region.width} height={region.height} />
              </g>
            ) : null}
            <g className={styles.cell}>
              {[0, 1].map((line) => (
                <rect
                  key={line}
                  x={(inside.x * picture.width) / width}
                  y={(inside.y * picture.height) / height}
                  width={picture.width / width}
                  height={picture.height / height}
                />
              ))}
            </g>
          </svg>
        ) : null}
        <MapPointer
          label={isMap ? words.place : words.crop}
          height={height}
          width={width}
          at={inside}
          disabled={!isMap}
          onPoint={setPointed}
          onPick={onPlace}
        />
      </div>
      <p className={styles.says} aria-live="polite">
        {says.filter(Boolean).join(marks.clause)}
      </p>
    </div>
  );
}
