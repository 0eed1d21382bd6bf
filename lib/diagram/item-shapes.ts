import type { Drawn, DrawnShape } from './drawn';
import type { Bar, Card, Item, OpBox, Segment } from './geometry';
import { NOTE_SIZE, TITLE_SIZE } from './measures';
import { textWidth } from './text-metrics';

/** A rectangle of whole pixels with its own radius at either end. */
function endsPath({ x, width }: Segment, height: number, left: number, right: number): string {
  const end = x + width;
  return [
    `M${x + left},0H${end - right}`,
    right ? `Q${end},0,${end},${right}V${height - right}Q${end},${height},${end - right},${height}` : `V${height}`,
    `H${x + left}`,
    left ? `Q${x},${height},${x},${height - left}V${left}Q${x},0,${x + left},0` : `V0`,
    'Z',
  ].join('');
}

function opShapes({ width, height, lines }: OpBox): readonly Drawn[] {
  const middle = width / 2;
  return [
    { tag: 'rect', look: 'box', place: { width, height, rx: 8 } },
    { tag: 'text', look: 'title', place: { x: middle, y: 20, fontSize: TITLE_SIZE }, text: lines[0] },
    { tag: 'text', look: 'note', place: { x: middle, y: 36, fontSize: NOTE_SIZE }, text: lines[1] },
  ];
}

function barShapes({ x, width, height, segments }: Bar): readonly Drawn[] {
  const last = segments.length - 1;
  const groups = segments.map((segment, index): Drawn => {
    // From the bar's own first part: in a motion the bar is not yet where its parts were laid out.
    const local = { ...segment, x: segment.x - (segments[0]?.x ?? x) };
    const radius = Math.min(8, Math.floor(segment.width / 2));
    const text = `${segment.channels}`;
    const body = endsPath(local, height, index === 0 ? radius : 0, index === last ? radius : 0);
    const inside: Drawn[] = [{ tag: 'path', look: 'segment', place: { d: body } }];
    if (index > 0) inside.push({ tag: 'line', look: 'segmentBorder', place: { x1: local.x, x2: local.x, y2: height } });
    if (textWidth(text, NOTE_SIZE, 'semibold') + 6 <= segment.width) {
      const place = { x: local.x + segment.width / 2, y: height / 2 + 4, fontSize: NOTE_SIZE };
      inside.push({ tag: 'text', look: 'segmentText', place, text });
    }
    return { tag: 'g', kind: segment.kind, inside };
  });
  return [...groups, { tag: 'rect', look: 'outline', place: { width, height, rx: 8 } }];
}

/** The inside of a closed block in little: a column of strokes per branch, in the colours of its ops. */
function previewShapes(preview: Card['preview'], right: number, middle: number): readonly DrawnShape[] {
  const left = right - preview.length * 12;
  const bottom = middle + (Math.max(0, ...preview.map((column) => column.length)) * 7 - 2) / 2;
  return preview.flatMap((column, x) =>
    column.map((kind, y): DrawnShape => {
      const place = { x: left + x * 12, y: bottom - (column.length - y) * 7, width: 9, height: 5, rx: 1.5 };
      return { tag: 'rect', look: 'stroke', kind, place };
    }),
  );
}

function cardShapes(card: Card, expandable: boolean): readonly Drawn[] {
  const { width, height, count, title, text, preview } = card;
  const right = width - (expandable ? 44 : 16);
  const pile: readonly Drawn[] =
    count > 1
      ? [
          { tag: 'rect', look: 'pile', place: { x: 12, y: 8, width: width - 24, height, rx: 9 } },
          { tag: 'rect', look: 'pile', place: { x: 6, y: 4, width: width - 12, height, rx: 9 } },
        ]
      : [];
  return [
    ...pile,
    { tag: 'rect', look: 'card', place: { width, height, rx: 10 } },
    { tag: 'text', look: 'cardTitle', place: { x: 16, y: 26, fontSize: TITLE_SIZE }, text: title },
    { tag: 'text', look: 'cardNote', place: { x: 16, y: 45, fontSize: NOTE_SIZE }, text },
    { tag: 'g', inside: previewShapes(preview, right, height / 2) },
  ];
}

/**
 * The shapes of a box, told from its upper left corner.
 * @param expandable whether a card has a chevron of its page at its right end: its inside in little keeps clear of it.
 */
export function itemShapes(item: Item, expandable: boolean): readonly Drawn[] {
  const { width, height } = item;
  switch (item.type) {
    case 'op':
      return opShapes(item);
    case 'bar':
      return barShapes(item);
    case 'add': {
      const [x, y] = [width / 2, height / 2];
      return [
        { tag: 'circle', look: 'box', place: { cx: x, cy: y, r: x } },
        { tag: 'path', look: 'plus', place: { d: `M${x - 6},${y}h12m-6,-6v12` } },
      ];
    }
    case 'pill': {
      const place = { x: width / 2, y: height / 2 + 4, fontSize: NOTE_SIZE };
      return [
        { tag: 'rect', look: 'box', place: { width, height, rx: height / 2 } },
        { tag: 'text', look: 'pillText', place, text: item.text },
      ];
    }
    case 'card':
      return cardShapes(item, expandable);
  }
}
