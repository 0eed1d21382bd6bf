'use client';

import { useLayoutEffect, useRef } from 'react';
import type { Scale } from '@/lib/tiles/colour-scale';
import { lutOf } from '@/lib/tiles/colour-scale';
import { enlarge } from '@/lib/tiles/enlarge';
import { paint } from '@/lib/tiles/tile';

type MapCanvasProps = {
  /** Flat H×W. */
  values: Float32Array;
  width: number;
  height: number;
  range: readonly [number, number];
  scale: Scale;
  /** How many places stand for one; 1 draws the tiles as they are. */
  smoothness: number;
  className: string | undefined;
  opacity?: number;
};

/** A map of values as an element that scales with its box; what it shows is said beside it. */
export function MapCanvas({
  values,
  width,
  height,
  range: [low, high],
  scale,
  smoothness,
  className,
  opacity,
}: MapCanvasProps) {
  const ref = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const canvas = ref.current;
    if (!canvas || values.length !== width * height) return;
    canvas.width = width * smoothness;
    canvas.height = height * smoothness;
    const drawn = smoothness === 1 ? values : enlarge(values, width, height, canvas.width, canvas.height);
    const pixels = paint(drawn, canvas.width, canvas.height, [low, high], lutOf(scale));
    canvas.getContext('2d')?.putImageData(new ImageData(pixels, canvas.width, canvas.height), 0, 0);
  }, [values, width, height, low, high, scale, smoothness]);
  return (
    <canvas
      ref={ref}
      className={className}
      style={{ imageRendering: smoothness === 1 ? 'pixelated' : 'auto', opacity }}
    />
  );
}
