let kept: OffscreenCanvasRenderingContext2D | null = null;

/** A canvas in memory of that size; null where a worker has none. */
function contextOf(width: number, height: number): OffscreenCanvasRenderingContext2D | null {
  if (typeof OffscreenCanvas === 'undefined') return null;
  // Without the option a graphics device would take the pixels and give them back.
  kept ??= new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (kept && (kept.canvas.width !== width || kept.canvas.height !== height)) {
    kept.canvas.width = width;
    kept.canvas.height = height;
  }
  return kept;
}

/**
 * RGBA of height×width×4 as a bitmap. A canvas takes pixels in as it stores them and hands its memory over;
 * `createImageBitmap` copies them and then converts the copy, which takes a third longer.
 */
export async function makeBitmap(
  pixels: Uint8ClampedArray<ArrayBuffer>,
  width: number,
  height: number,
): Promise<ImageBitmap> {
  const image = new ImageData(pixels, width, height);
  const context = contextOf(width, height);
  if (!context) return createImageBitmap(image);
  context.putImageData(image, 0, 0);
  return context.canvas.transferToImageBitmap();
}
