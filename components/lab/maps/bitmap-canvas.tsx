'use client';

import { useLayoutEffect, useRef } from 'react';
import styles from '@/components/lab/picture/picture.module.css';

/** An ImageBitmap as an element that scales with its box; decoration only, so what it shows is said beside it. */
export function BitmapCanvas({ bitmap, className }: { bitmap: ImageBitmap; className?: string }) {
  const ref = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const canvas = ref.current;
    // A bitmap that was closed meanwhile has no size and cannot be drawn.
    if (!canvas || bitmap.width === 0) return;
    canvas.width = bitmap.width;
    canvas.height = bitmap.height;
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
  }, [bitmap]);
  return <canvas ref={ref} className={className ?? styles.bitmap} />;
}
