import sharp from 'sharp';
import type { Preprocessing } from '@/lib/networks';
import type { Picture } from '@/lib/runtime/engine/layer';
import { lutOf } from '@/lib/tiles/colour-scale';
import { enlarge } from '@/lib/tiles/enlarge';
import { paint } from '@/lib/tiles/tile';

/** How much of the colours of the map is seen over the picture. */
const COVER = 0.65;

/**
 * The picture as the network saw it, with a class activation map over it: red where it is positive, blue where negative.
 * @param map flat height × width. @returns a PNG of the size of the picture.
 */
export async function camPicture(
  { height, width, pixels }: Picture,
  { mean, std }: Preprocessing,
  map: { readonly values: Float32Array; readonly height: number; readonly width: number },
): Promise<Uint8Array> {
  const reach = map.values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  const smooth = enlarge(map.values, map.width, map.height, width, height);
  const colours = paint(smooth, width, height, [-reach, reach], lutOf('diverging'));
  const data = new Uint8ClampedArray(height * width * 3);
  for (let place = 0; place < height * width; place++) {
    for (let c = 0; c < 3; c++) {
      const seen = 255 * ((pixels[place * 3 + c] ?? 0) * (std[c] ?? 1) + (mean[c] ?? 0));
      const level = Math.min(255, Math.max(0, seen));
      data[place * 3 + c] = (1 - COVER) * level + COVER * (colours[place * 4 + c] ?? 0);
    }
  }
  return sharp(data, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
}
