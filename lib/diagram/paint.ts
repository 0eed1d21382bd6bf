import type { Look } from './drawn';
import type { OpKind } from './op-kind';
import type { Palette } from './palette';

/** How a shape is painted: attributes of SVG, those that are what they are by themselves left out. */
export interface Paint {
  readonly fill?: string;
  readonly stroke?: string;
  readonly 'stroke-width'?: number;
  readonly 'stroke-linecap'?: 'round';
  readonly 'stroke-linejoin'?: 'round';
  readonly 'font-weight'?: number;
  readonly 'text-anchor'?: 'middle';
}

/** What the look of a shape depends on besides what it is. */
export interface Setting {
  /** The kind of op; null outside of boxes. */
  readonly kind: OpKind | null;
  /** How many frames surround it. */
  readonly depth: number;
  /** Whether it is the shortcut of a residual, or its name. */
  readonly shortcut: boolean;
}

const LINE = 1.25;
const BOLD = 600;

/** The look of every shape as `components/diagram/drawing.module.css` has it. */
export function paintOf(look: Look, { kind, depth, shortcut }: Setting, palette: Palette): Paint {
  const { paper, paperRaised, ink, inkSoft, inkFaint, rule, kinds } = palette;
  const colours = kinds[kind ?? 'join'];
  const words = { fill: colours.ink, 'text-anchor': 'middle' } as const;
  switch (look) {
    case 'box':
      return { fill: colours.fill, stroke: colours.stroke, 'stroke-width': LINE };
    case 'note':
      return words;
    case 'title':
    case 'pillText':
    case 'segmentText':
      return { ...words, 'font-weight': BOLD };
    case 'segment':
      return { fill: colours.fill };
    case 'segmentBorder':
      return { stroke: kinds.join.stroke, 'stroke-width': LINE };
    case 'outline':
      return { fill: 'none', stroke: kinds.join.stroke, 'stroke-width': LINE };
    case 'plus':
      return { fill: 'none', stroke: colours.ink, 'stroke-width': 2, 'stroke-linecap': 'round' };
    case 'pile':
    case 'card':
      return { fill: paperRaised, stroke: rule, 'stroke-width': LINE };
    case 'cardTitle':
    case 'frameTitle':
      return { fill: ink, 'font-weight': BOLD };
    case 'cardNote':
      return { fill: inkSoft };
    case 'stroke':
      return { fill: colours.fill, stroke: colours.stroke };
    case 'frameBox':
      return { fill: depth % 2 === 1 ? paper : paperRaised, stroke: rule, 'stroke-width': LINE };
    case 'edge':
      return {
        fill: 'none',
        stroke: shortcut ? inkSoft : inkFaint,
        'stroke-width': shortcut ? 3 : LINE,
        'stroke-linecap': 'round',
        'stroke-linejoin': 'round',
      };
    case 'label':
      // A band of the ground colour interrupts the line behind the letters.
      return {
        fill: shortcut ? ink : inkSoft,
        stroke: depth % 2 === 1 ? paperRaised : paper,
        'stroke-width': shortcut ? 8 : 6,
        'stroke-linejoin': 'round',
        ...(shortcut ? { 'font-weight': BOLD } : {}),
        'text-anchor': 'middle',
      };
  }
}
