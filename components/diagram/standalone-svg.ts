import type { Rect } from '@/lib/diagram/geometry';
import styles from './drawing.module.css';

/** The style of an element as it is shown, property by property. */
export type StyleOf = (element: Element) => { getPropertyValue(property: string): string };

interface Standalone {
  /** What the drawing takes of its coordinates. */
  readonly extent: Rect;
  /** Read out in its place. */
  readonly title: string;
  /** Where it is from. */
  readonly description: string;
  /** As in `lang`. */
  readonly language: string;
  /** The colour behind it. */
  readonly ground: string;
  readonly styleOf: StyleOf;
}

const MARGIN = 16;

/** The site's face first, then what offices have; Chinese behind the Latin ones. */
const FONTS =
  "Inter, 'Segoe UI', 'Helvetica Neue', Arial, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif";

/** What only answers to a reader: what is focused or selected, what opens. */
const CONTROLS = [styles.ring, styles.hit, styles.toggle];

const SHAPES: readonly string[] = ['path', 'rect', 'line', 'circle', 'text'];
const PLACES = [
  'transform',
  'd',
  'x',
  'y',
  'x1',
  'y1',
  'x2',
  'y2',
  'cx',
  'cy',
  'r',
  'width',
  'height',
  'rx',
  'font-size',
];

/** What is read of a style, and the value that need not be written. */
const PAINT: readonly (readonly [property: string, initial: string])[] = [
  ['fill', '#000000'],
  ['stroke', 'none'],
  ['stroke-width', '1'],
  ['stroke-dasharray', 'none'],
  ['stroke-linecap', 'butt'],
  ['stroke-linejoin', 'miter'],
  ['font-weight', '400'],
  ['text-anchor', 'start'],
];
const LETTERS_ONLY = new Set(['font-weight', 'text-anchor']);

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (letter) => ENTITIES[letter] ?? letter);

/** A value of a style as every program reads it: colours in hexadecimal, lengths without a unit. */
function plain(value: string): string {
  const [red, green, blue, alpha = '1'] = /^rgba?\((.*)\)$/.exec(value)?.[1]?.split(/[\s,/]+/) ?? [];
  if (red !== undefined && green !== undefined && blue !== undefined) {
    if (Number(alpha) === 0) return 'none';
    return `#${[red, green, blue].map((share) => Number(share).toString(16).padStart(2, '0')).join('')}`;
  }
  return value === 'transparent' ? 'none' : value.replace(/(\d)px/g, '$1');
}

const attribute = ([name, value]: readonly [string, string]): string => ` ${name}="${escaped(value)}"`;

function tag(name: string, attributes: readonly (readonly [string, string])[], inside: string): string {
  const open = `<${name}${attributes.map(attribute).join('')}`;
  return inside === '' ? `${open}/>` : `${open}>${inside}</${name}>`;
}

/** An element and what is in it, one element a line; nothing of a control or of what is not to be seen. */
function linesOf(element: Element, styleOf: StyleOf): readonly string[] {
  if (CONTROLS.some((name) => name !== undefined && element.classList.contains(name))) return [];
  const name = element.tagName;
  const places = PLACES.flatMap((place) => {
    const value = element.getAttribute(place);
    return value === null ? [] : [[place, value] as const];
  });
  if (!SHAPES.includes(name)) {
    const inside = [...element.children].flatMap((child) => linesOf(child, styleOf));
    if (places.length === 0 || inside.length === 0) return inside;
    return [`<${name}${places.map(attribute).join('')}>`, ...inside, `</${name}>`];
  }
  const style = styleOf(element);
  const paint = PAINT.flatMap(([property, initial]) => {
    if (name !== 'text' && LETTERS_ONLY.has(property)) return [];
    const value = plain(style.getPropertyValue(property).trim());
    return value === '' || value === initial ? [] : [[property, value] as const];
  });
  const value = (property: string): string | undefined => paint.find(([each]) => each === property)?.[1];
  const hasStroke = value('stroke') !== undefined;
  if (value('fill') === 'none' && !hasStroke) return [];
  const seen = hasStroke ? paint : paint.filter(([property]) => !property.startsWith('stroke'));
  const text = name === 'text' ? escaped(element.textContent ?? '') : '';
  if (name !== 'text' || !hasStroke) return [tag(name, [...places, ...seen], text)];
  // Letters on a band of the ground colour: few programs know `paint-order`, so the band is a text of its own.
  const letters = seen.filter(([property]) => !property.startsWith('stroke'));
  return [tag(name, [...places, ...seen], text), tag(name, [...places, ...letters], text)];
}

/**
 * A drawing as a file that needs nothing else: every colour written out, no styles, no scripts, no controls. The same
 * drawing gives the same text.
 * @param content what is drawn, at natural scale.
 */
export function standaloneSvg(content: Element, standalone: Standalone): string {
  const { extent, title, description, language, ground, styleOf } = standalone;
  const box = {
    x: String(extent.x - MARGIN),
    y: String(extent.y - MARGIN),
    width: String(extent.width + 2 * MARGIN),
    height: String(extent.height + 2 * MARGIN),
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
    tag('rect', [...Object.entries(box), ['fill', plain(ground)]], ''),
    ...[...content.children].flatMap((child) => linesOf(child, styleOf)),
    '</svg>',
    '',
  ].join('\n');
}
