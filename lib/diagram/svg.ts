import type { Drawn, DrawnElement, Look } from './drawn';
import type { Paint, Setting } from './paint';

/** What a file of a drawing says about itself, and how it is painted. */
export interface SvgOptions {
  /** Of the drawing, at natural scale, in px. */
  readonly width: number;
  readonly height: number;
  /** Read out in its place. */
  readonly title: string;
  /** Where it is from. */
  readonly description: string;
  /** As in `lang`. */
  readonly language: string;
  /** The colour behind it. */
  readonly ground: string;
  readonly paint: (look: Look, setting: Setting) => Paint;
}

const MARGIN = 16;

/** The site's face first, then what offices have; Chinese behind the Latin ones. */
const FONTS =
  "Inter, 'Segoe UI', 'Helvetica Neue', Arial, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif";

/** The attributes in written order: places, then paint; the names of `Place` where they are others. */
const PLACES = ['d', 'x', 'y', 'x1', 'x2', 'y2', 'cx', 'cy', 'r', 'width', 'height', 'rx', 'fontSize'] as const;
const PAINTS = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-linecap',
  'stroke-linejoin',
  'font-weight',
  'text-anchor',
] as const;

type Attribute = readonly [name: string, value: string];

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (letter) => ENTITIES[letter] ?? letter);

const attribute = ([name, value]: Attribute): string => ` ${name}="${escaped(value)}"`;

function tag(name: string, attributes: readonly Attribute[], inside: string): string {
  const open = `<${name}${attributes.map(attribute).join('')}`;
  return inside === '' ? `${open}/>` : `${open}>${inside}</${name}>`;
}

/** A shape and what is in it, one element a line. */
function linesOf(drawn: Drawn, setting: Setting, paint: SvgOptions['paint']): readonly string[] {
  const here = { ...setting, kind: ('kind' in drawn ? drawn.kind : undefined) ?? setting.kind };
  if (drawn.tag === 'g') return drawn.inside.flatMap((each) => linesOf(each, here, paint));
  const { place } = drawn;
  const places = PLACES.flatMap((name): readonly Attribute[] => {
    const value = place[name];
    return value === undefined ? [] : [[name === 'fontSize' ? 'font-size' : name, String(value)]];
  });
  const painted = paint(drawn.look, here);
  const attributes = PAINTS.flatMap((name): readonly Attribute[] => {
    const value = painted[name];
    return value === undefined ? [] : [[name, String(value)]];
  });
  if (drawn.tag !== 'text') return [tag(drawn.tag, [...places, ...attributes], '')];
  const text = escaped(drawn.text);
  const whole = tag('text', [...places, ...attributes], text);
  if (painted.stroke === undefined) return [whole];
  // Letters on a band of the ground colour: few programs know `paint-order`, so the band is a text of its own.
  const letters = attributes.filter(([name]) => !name.startsWith('stroke'));
  return [whole, tag('text', [...places, ...letters], text)];
}

const moved = ({ x, y }: { readonly x: number; readonly y: number }, lines: readonly string[]): readonly string[] => [
  `<g${attribute(['transform', `translate(${x},${y})`])}>`,
  ...lines,
  '</g>',
];

function elementLines(element: DrawnElement, paint: SvgOptions['paint']): readonly string[] {
  const plain = { kind: null, depth: 0, shortcut: false };
  switch (element.type) {
    case 'frame': {
      const { frame, ground, title } = element;
      const setting = { ...plain, depth: frame.depth };
      return moved(
        frame,
        [ground, title].flatMap((each) => linesOf(each, setting, paint)),
      );
    }
    case 'edge':
      return linesOf(element.shape, { ...plain, shortcut: element.shortcut }, paint);
    case 'label': {
      const { shape, depth, shortcut } = element;
      return linesOf(shape, { kind: null, depth, shortcut }, paint);
    }
    case 'item': {
      const { item, inside } = element;
      const setting = { ...plain, kind: item.type === 'card' ? null : item.kind, depth: item.depth };
      return moved(
        item,
        inside.flatMap((each) => linesOf(each, setting, paint)),
      );
    }
  }
}

/**
 * A drawing as a file that needs nothing else: every colour written out, no styles, no scripts. The same drawing gives the
 * same text.
 */
export function standaloneSvg(elements: readonly DrawnElement[], options: SvgOptions): string {
  const { width, height, title, description, language, ground, paint } = options;
  const box = {
    x: String(-MARGIN),
    y: String(-MARGIN),
    width: String(width + 2 * MARGIN),
    height: String(height + 2 * MARGIN),
  };
  const root = [
    ['xmlns', 'http://www.w3.org/2000/svg'],
    ['viewBox', Object.values(box).join(' ')],
    ['width', box.width],
    ['height', box.height],
    ['xml:lang', language],
    ['font-family', FONTS],
    ['role', 'img'],
    ['aria-labelledby', 'atlas-title atlas-description'],
  ] as const;
  return [
    `<svg${root.map(attribute).join('')}>`,
    tag('title', [['id', 'atlas-title']], escaped(title)),
    tag('desc', [['id', 'atlas-description']], escaped(description)),
    tag('rect', [...Object.entries(box), ['fill', ground]], ''),
    ...elements.flatMap((element) => elementLines(element, paint)),
    '</svg>',
    '',
  ].join('\n');
}
