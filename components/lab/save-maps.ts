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

/** A file name of letters, digits, dots and dashes. */
export const fileNameOf = (parts: readonly string[]): string =>
  `${parts
    .join('-')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/-{2,}/g, '-')}.png`;

/** Hands a file to the reader. */
export function download(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken the blob once the click is handled; a task later is safe everywhere.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
