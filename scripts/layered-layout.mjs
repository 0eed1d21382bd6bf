/**
 * @typedef {{ id: string, width: number, height: number }} Box
 * @typedef {{ from: string, to: string }} Arrow
 * @typedef {{ x: number, y: number }} Point
 * @typedef {{ boxes: Map<string, Box & Point>, arrows: (Arrow & { points: Point[] })[], width: number, height: number }} Layout
 */

/** Room between boxes of a layer, beside a line that passes by, and between layers, in px. */
const BESIDE = 22;
const PASSING = 14;
const BETWEEN = 46;
/** What arrows keep from the corners of a box. */
const INSET = 18;
/** Rounds of ordering and of straightening; more change nothing. */
const ROUNDS = 40;

/**
 * The layer of every box: one above the highest that it points to; a box that more point to than it points to stands
 * as near to those as it can.
 * @param {readonly Box[]} boxes @param {readonly Arrow[]} arrows @returns {Map<string, number>}
 */
function layersOf(boxes, arrows) {
  /** @type {Map<string, number>} */
  const layers = new Map();
  const below = (/** @type {string} */ id) => arrows.filter(({ from }) => from === id).map(({ to }) => to);
  const above = (/** @type {string} */ id) => arrows.filter(({ to }) => to === id).map(({ from }) => from);
  /** @param {string} id @returns {number} */
  const layerOf = (id) => {
    const known = layers.get(id);
    if (known !== undefined) return known;
    const layer = Math.max(-1, ...below(id).map(layerOf)) + 1;
    layers.set(id, layer);
    return layer;
  };
  const highestFirst = boxes.map(({ id }) => ({ id, layer: layerOf(id) })).sort((a, b) => b.layer - a.layer);
  for (const { id } of highestFirst)
    if (above(id).length > below(id).length) layers.set(id, Math.min(...above(id).map(layerOf)) - 1);
  return layers;
}

/**
 * Places on a line that are nearest to the wished ones and keep their distances (isotonic regression: neighbours that
 * are too near become a block around their mean).
 * @param {readonly number[]} wished @param {readonly number[]} apart the distance of each to the one before; the first is not read
 * @returns {number[]}
 */
function spread(wished, apart) {
  let offset = 0;
  const offsets = wished.map((_, i) => {
    offset += i === 0 ? 0 : (apart[i] ?? 0);
    return offset;
  });
  /** @type {{ sum: number, count: number }[]} */
  const blocks = [];
  wished.forEach((wish, i) => {
    let block = { sum: wish - (offsets[i] ?? 0), count: 1 };
    for (let last = blocks.at(-1); last && last.sum / last.count > block.sum / block.count; last = blocks.at(-1)) {
      blocks.pop();
      block = { sum: last.sum + block.sum, count: last.count + block.count };
    }
    blocks.push(block);
  });
  return blocks
    .flatMap(({ sum, count }) => Array.from({ length: count }, () => sum / count))
    .map((at, i) => at + (offsets[i] ?? 0));
}

/** @param {readonly number[]} values */
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * Boxes in layers, arrows pointing down (Sugiyama, Tagawa and Toda 1981): layers by longest path, order by the mean of
 * the neighbours, long arrows through a free place of every layer between. The same input gives the same layout.
 * @param {readonly Box[]} boxes
 * @param {readonly Arrow[]} arrows without circles
 * @returns {Layout} centres of boxes, and the points of every arrow from the lower edge of a box to the upper edge of another
 */
export function layeredLayout(boxes, arrows) {
  const layers = layersOf(boxes, arrows);
  /** @type {Map<string, { id: string, layer: number, width: number, height: number, isBox: boolean, x: number }>} */
  const nodes = new Map();
  for (const box of boxes) nodes.set(box.id, { ...box, layer: layers.get(box.id) ?? 0, isBox: true, x: 0 });
  /** Every arrow as steps from a layer to the next. @type {string[][]} */
  const ways = arrows.map(({ from, to }) => {
    const [top, bottom] = [layers.get(from) ?? 0, layers.get(to) ?? 0];
    const passed = Array.from({ length: Math.max(0, top - bottom - 1) }, (_, i) => {
      const id = `${from}>${to}>${i}`;
      nodes.set(id, { id, layer: top - 1 - i, width: 0, height: 0, isBox: false, x: 0 });
      return id;
    });
    return [from, ...passed, to];
  });
  const steps = ways.flatMap((way) => way.slice(1).map((to, i) => ({ from: way[i] ?? '', to })));
  const count = 1 + Math.max(...[...nodes.values()].map(({ layer }) => layer));
  const rows = Array.from({ length: count }, (_, layer) => [...nodes.values()].filter((node) => node.layer === layer));
  const xOf = (/** @type {string} */ id) => nodes.get(id)?.x ?? 0;
  const neighbours = (/** @type {string} */ id, /** @type {'up' | 'down' | 'both'} */ side) => [
    ...(side === 'down' ? [] : steps.filter(({ to }) => to === id).map(({ from }) => xOf(from))),
    ...(side === 'up' ? [] : steps.filter(({ from }) => from === id).map(({ to }) => xOf(to))),
  ];
  /** Puts a row at the places that it wishes. @param {(typeof rows)[number]} row @param {readonly number[]} wished */
  const place = (row, wished) => {
    const apart = row.map((node, i) => {
      const before = row[i - 1];
      if (!before) return 0;
      return (before.width + node.width) / 2 + (before.isBox && node.isBox ? BESIDE : PASSING);
    });
    spread(wished, apart).forEach((x, i) => {
      const node = row[i];
      if (node) node.x = x;
    });
  };
  const wishes = (/** @type {(typeof rows)[number]} */ row, /** @type {'up' | 'down' | 'both'} */ side) =>
    row.map((node) => {
      const xs = neighbours(node.id, side);
      return xs.length === 0 ? node.x : mean(xs);
    });
  for (const row of rows)
    place(
      row,
      row.map(() => 0),
    );
  for (let round = 0; round < ROUNDS; round++) {
    const side = round % 2 === 0 ? 'down' : 'up';
    for (const row of side === 'down' ? rows : rows.toReversed()) {
      const wished = wishes(row, round < ROUNDS - 2 ? side : 'both');
      const order = row.map((node, i) => ({ node, wish: wished[i] ?? 0 })).sort((a, b) => a.wish - b.wish);
      row.splice(0, row.length, ...order.map(({ node }) => node));
      place(
        row,
        order.map(({ wish }) => wish),
      );
    }
  }
  /** How often the steps of two nodes of a row cross, with the one before the other. */
  const crossings = (/** @type {string} */ before, /** @type {string} */ after) =>
    /** @type {const} */ (['up', 'down']).reduce((sum, side) => {
      const [lefts, rights] = [neighbours(before, side), neighbours(after, side)];
      return sum + lefts.reduce((some, l) => some + rights.filter((r) => r < l).length, 0);
    }, 0);
  for (let round = 0; round < ROUNDS; round++)
    for (const row of rows) {
      for (let i = 1; i < row.length; i++) {
        const [before, after] = [row[i - 1], row[i]];
        if (!before || !after || crossings(after.id, before.id) >= crossings(before.id, after.id)) continue;
        row.splice(i - 1, 2, after, before);
      }
      place(row, wishes(row, 'both'));
    }
  for (let round = 0; round < ROUNDS; round++)
    for (const row of round % 2 === 0 ? rows : rows.toReversed()) place(row, wishes(row, 'both'));

  const left = Math.min(...[...nodes.values()].map(({ x, width }) => x - width / 2));
  const right = Math.max(...[...nodes.values()].map(({ x, width }) => x + width / 2));
  const heights = rows.map((row) => Math.max(...row.map(({ height }) => height)));
  const height = heights.reduce((sum, each) => sum + each, 0) + BETWEEN * (count - 1);
  /** The middle of a layer; layer 0 is the lowest. */
  const middle = (/** @type {number} */ layer) =>
    heights.slice(layer + 1).reduce((sum, each) => sum + each + BETWEEN, 0) + (heights[layer] ?? 0) / 2;
  const placed = new Map(
    boxes.map((box) => {
      const node = nodes.get(box.id);
      return [box.id, { ...box, x: Math.round((node?.x ?? 0) - left), y: Math.round(middle(node?.layer ?? 0)) }];
    }),
  );
  /** Where an arrow leaves or reaches a box: as near to where it leads as the box is wide, side by side with others. */
  const port = (/** @type {string} */ id, /** @type {readonly string[]} */ others, /** @type {string} */ other) => {
    const box = placed.get(id);
    const order = others.toSorted((a, b) => xOf(a) - xOf(b));
    const [start, end] = [(box?.x ?? 0) - (box?.width ?? 0) / 2 + INSET, (box?.x ?? 0) + (box?.width ?? 0) / 2 - INSET];
    const apart = Math.min(PASSING, (end - start) / Math.max(1, order.length - 1));
    const ports = spread(
      order.map((each, i) =>
        Math.min(end - (order.length - 1 - i) * apart, Math.max(start + i * apart, xOf(each) - left)),
      ),
      order.map(() => apart),
    );
    return Math.round(ports[order.indexOf(other)] ?? 0);
  };
  return {
    boxes: placed,
    width: Math.round(right - left),
    height: Math.round(height),
    arrows: ways.map((way) => {
      const [from = '', second = ''] = way;
      const [last = '', to = ''] = way.slice(-2);
      const start = placed.get(from);
      const end = placed.get(to);
      const out = ways.filter((other) => other[0] === from).map((other) => other[1] ?? '');
      const into = ways.filter((other) => other.at(-1) === to).map((other) => other.at(-2) ?? '');
      const passed = way.slice(1, -1).flatMap((id) => {
        const layer = nodes.get(id)?.layer ?? 0;
        const x = Math.round(xOf(id) - left);
        const half = (heights[layer] ?? 0) / 2;
        return [
          { x, y: Math.round(middle(layer) - half) },
          { x, y: Math.round(middle(layer) + half) },
        ];
      });
      return {
        from,
        to,
        points: [
          { x: port(from, out, second), y: (start?.y ?? 0) + (start?.height ?? 0) / 2 },
          ...passed,
          { x: port(to, into, last), y: (end?.y ?? 0) - (end?.height ?? 0) / 2 },
        ],
      };
    }),
  };
}
