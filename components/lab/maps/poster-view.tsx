'use client';

import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useAllWords } from '@/components/ui/all-words';
import { siteFile } from '@/components/ui/site-file';
import { tileOrigin as bitmapOrigin } from '@/lib/tiles/tile-layout';
import { gridLayout, tileOrigin, visibleTiles } from './grid-layout';
import styles from './maps.module.css';
import type { Poster } from './poster';
import { pixelRatio, useElementSize } from './use-element-size';

const PADDING = 4;

type PosterViewProps = { node: string; poster: Poster; fit: boolean };

/** What the maps will look like, before anything was computed here: drawn in advance, and said to be. */
export function PosterView({ node, poster, fit }: PosterViewProps) {
  const words = useAllWords().lab.run;
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width, height } = useElementSize(box);
  const [sheet, setSheet] = useState<HTMLImageElement | null>(null);

  useEffect(() => {
    let wanted = true;
    setSheet(null);
    const image = new Image();
    image.src = siteFile(poster.path);
    // Without it the place stays as empty as it is without a poster.
    image.decode().then(
      () => wanted && setSheet(image),
      () => {},
    );
    return () => {
      wanted = false;
    };
  }, [poster.path]);

  useLayoutEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context || !sheet || width === 0) return;
    const ratio = pixelRatio();
    element.width = Math.round(width * ratio);
    element.height = Math.round(height * ratio);
    context.setTransform(ratio, 0, 0, ratio, PADDING * ratio, PADDING * ratio);
    const { count, tileWidth, tileHeight } = poster;
    const layout = gridLayout(count, width - 2 * PADDING, height - 2 * PADDING, fit ? 'fit' : 'medium');
    context.imageSmoothingEnabled = layout.tile * ratio < tileWidth;
    const [first, last] = visibleTiles(layout, 0, height);
    for (let index = first; index < last; index++) {
      const from = bitmapOrigin(poster, index);
      const { x, y } = tileOrigin(layout, index);
      context.drawImage(sheet, from.x, from.y, tileWidth, tileHeight, x, y, layout.tile, layout.tile);
    }
  }, [sheet, poster, width, height, fit]);

  return (
    <div ref={box} className={styles.vacant} data-poster={sheet ? node : undefined}>
      <canvas ref={canvas} className={styles.poster} style={{ width, height }} hidden={!sheet} />
      <p>{sheet ? words.poster : words.vacant}</p>
    </div>
  );
}
