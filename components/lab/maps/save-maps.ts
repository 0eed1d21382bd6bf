import type { MapView } from '@/lib/runtime/protocol';

const MARGIN = 12;
const LINE = 20;

/** Splits a text into lines that fit a width. @param measure the width of a text. */
export function wrapped(text: string, width: number, measure: (text: string) => number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && measure(longer) > width) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return line === '' ? lines : [...lines, line];
}

/**
 * All maps as a PNG, one pixel a value, with a caption that says what they are and which weights made them: a picture
 * that is passed on must say so by itself.
 */
export async function pngOfMaps(view: MapView, caption: readonly string[]): Promise<Blob> {
  const width = Math.max(view.bitmap.width, 480) + 2 * MARGIN;
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  if (!context) throw new DOMException('no 2D canvas', 'NotSupportedError');
  const font = '14px system-ui, sans-serif';
  context.font = font;
  const lines = caption.flatMap((text) => wrapped(text, width - 2 * MARGIN, (part) => context.measureText(part).width));
  canvas.width = width;
  canvas.height = view.bitmap.height + 3 * MARGIN + lines.length * LINE;
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(view.bitmap, MARGIN, MARGIN);
  context.font = font;
  context.fillStyle = '#1e1c19';
  context.textBaseline = 'top';
  lines.forEach((line, index) => {
    context.fillText(line, MARGIN, view.bitmap.height + 2 * MARGIN + index * LINE);
  });
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new DOMException('no PNG', 'EncodingError'))), 'image/png');
  });
}
