import type { Shape } from '@/lib/graph/shapes';
import { openMapDrawer } from '@/lib/runtime/kernels/map-drawer';
import { drawView } from '@/lib/runtime/session/draw-view';
import { makeBitmap } from '@/lib/runtime/session/make-bitmap';

const draw = openMapDrawer();

/** Draws one tensor again and again: what a session does between its values and the message with the picture. */
self.addEventListener(
  'message',
  async ({ data }: MessageEvent<{ values: Float32Array; shape: Shape; rounds: number }>) => {
    const { values, shape, rounds } = data;
    const drawing: number[] = [];
    const bitmaps: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const started = performance.now();
      const { pixels, grid } = drawView('', shape, values, 'channel', draw);
      const drawn = performance.now();
      const bitmap = await makeBitmap(pixels, grid.width, grid.height);
      bitmaps.push(performance.now() - drawn);
      drawing.push(drawn - started);
      bitmap.close();
    }
    self.postMessage({ drawing, bitmaps });
  },
);
