import { download, fileNameOf } from '@/components/ui/download';
import type { Geometry } from '@/lib/diagram/geometry';
import { standaloneSvg } from './standalone-svg';

interface Saved {
  readonly title: string;
  readonly description: string;
  /** What it is called, from the whole to the part. */
  readonly name: readonly string[];
}

/** Hands a drawing to the reader as it is on the page, in its colours. @param content what is drawn, at natural scale. */
export function saveDrawing(content: Element, { width, height }: Geometry, { title, description, name }: Saved): void {
  const { documentElement } = document;
  const text = standaloneSvg(content, {
    extent: { x: 0, y: 0, width, height },
    title,
    description,
    language: documentElement.lang,
    ground: getComputedStyle(documentElement).backgroundColor,
    styleOf: (element) => getComputedStyle(element),
  });
  download(new Blob([text], { type: 'image/svg+xml' }), fileNameOf(name, 'svg'));
}
