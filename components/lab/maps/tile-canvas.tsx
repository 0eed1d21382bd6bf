'use client';

import { useLayoutEffect, useRef } from 'react';
import type { MapView } from '@/lib/runtime/protocol';
import { tileOrigin } from '@/lib/tiles/tile-layout';
import styles from './maps.module.css';

/** One channel from the bitmap of all, as its own small element; what it shows is said beside it. */
export function TileCanvas({ view, channel }: { view: MapView; channel: number }) {
  const ref = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const canvas = ref.current;
    const { bitmap, grid } = view;
    if (!canvas || bitmap.width === 0) return;
    canvas.width = grid.tileWidth;
    canvas.height = grid.tileHeight;
    const { x, y } = tileOrigin(grid, channel);
    const context = canvas.getContext('2d');
    context?.drawImage(bitmap, x, y, grid.tileWidth, grid.tileHeight, 0, 0, grid.tileWidth, grid.tileHeight);
  }, [view, channel]);
  return <canvas ref={ref} className={styles.tile} />;
}
