import { download, fileNameOf } from '@/components/ui/download';
import { drawnElements } from '@/lib/diagram/drawn-elements';
import type { Geometry } from '@/lib/diagram/geometry';
import { paintOf } from '@/lib/diagram/paint';
import { PALETTES } from '@/lib/diagram/palette';
import { standaloneSvg } from '@/lib/diagram/svg';

interface Saved {
  readonly title: string;
  readonly description: string;
  /** What it is called, from the whole to the part. */
  readonly name: readonly string[];
  /** Whether its cards and frames open and close on the page. */
  readonly expandable: boolean;
}

/** Hands a drawing to the reader as it is on the page, in the colours of the page's theme. */
export function saveDrawing(geometry: Geometry, { title, description, name, expandable }: Saved): void {
  const { lang: language, dataset } = document.documentElement;
  const palette = PALETTES[dataset.theme === 'dark' ? 'dark' : 'light'];
  const text = standaloneSvg(drawnElements(geometry, { expandable }), {
    width: geometry.width,
    height: geometry.height,
    title,
    description,
    language,
    ground: palette.paper,
    paint: (look, setting) => paintOf(look, setting, palette),
  });
  download(new Blob([text], { type: 'image/svg+xml' }), fileNameOf(name, 'svg'));
}
