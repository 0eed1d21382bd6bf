import { runOf } from '../analysis/block-run';
import type { Model, NetworkModel } from '../graph/model';
import { inputOf } from '../graph/model';
import { type Part, walkParts } from '../graph/naming';
import type { Shape } from '../graph/shapes';
import { edgeId, type Figure, halfLabel, labelAt, moveDrawn, movePoints, tidy } from './figure';
import { foldOf, isContainer } from './fold';
import type { Edge, Geometry, Label } from './geometry';
import type { LayoutContext } from './layout-context';
import { layoutChain, layoutPart } from './layout-part';
import { GAP_PLAIN, LABEL_HEIGHT, MARGIN } from './measures';
import { shapeText, type Wording } from './wording';

const LINE = GAP_PLAIN + 4;

/** A figure with its input shape above and its output shape below, moved to whole positive coordinates. */
function finish(figure: Figure, input: { readonly node: string; readonly text: string }): Geometry {
  const { exit } = figure;
  const half = Math.max(halfLabel(input.text), exit.text === null ? 0 : halfLabel(exit.text));
  const axis = MARGIN + Math.max(figure.left, half);
  const top = MARGIN + LABEL_HEIGHT + LINE;
  const moved = moveDrawn(figure, axis, top);
  const entering = figure.entries.map(({ to, points, shortcut }): Edge => {
    const start = { x: axis, y: MARGIN + LABEL_HEIGHT };
    return {
      id: edgeId(null, to),
      from: null,
      to,
      points: tidy([start, ...movePoints(points, axis, top)]),
      drop: null,
      shortcut,
    };
  });
  const labels: Label[] = [labelAt(input.node, input.text, axis, MARGIN + LABEL_HEIGHT / 2, 0), ...moved.labels];
  const edges = [...entering, ...moved.edges];
  let height = top + figure.height;
  if (exit.text !== null) {
    const from = { x: axis + exit.at.x, y: top + exit.at.y };
    height += LINE;
    edges.push({
      id: edgeId(exit.from, null),
      from: exit.from,
      to: null,
      points: [from, { x: from.x, y: height }],
      drop: null,
      shortcut: false,
    });
    labels.push(labelAt(exit.node, exit.text, axis, height + LABEL_HEIGHT / 2 + 2, 0));
    height += LABEL_HEIGHT + 2;
  }
  return {
    width: axis + Math.max(figure.right, half) + MARGIN,
    height: height + MARGIN,
    items: moved.items,
    frames: moved.frames,
    edges,
    labels,
  };
}

/** The parts that stand open by default: everything inside that opens, except what repeats: a run of equal blocks says more as a run. */
export function openByDefault(part: Part): ReadonlySet<string> {
  const open = new Set<string>();
  const visit = (inner: Part): void => {
    if (runOf(inner) || (inner.kind === 'times' && inner.children.length > 1)) return;
    if (isContainer(inner)) open.add(inner.id);
    for (const child of inner.children) visit(child);
  };
  if (!runOf(part)) for (const child of part.children) visit(child);
  return open;
}

export interface LayoutOptions {
  readonly wording: Wording;
  /** Ids of the parts inside that are open; default: all that do not repeat. */
  readonly expanded?: ReadonlySet<string>;
}

/**
 * The drawing of one part from the inside: a block's branch graph, a stage, a branch, or a single op.
 * @param shapes of every node, from `inferShapes`.
 */
export function layoutBlock(
  model: Model,
  part: Part,
  shapes: ReadonlyMap<string, Shape>,
  options: LayoutOptions,
): Geometry {
  const expanded = options.expanded ?? openByDefault(part);
  const context: LayoutContext = {
    model,
    shapes,
    wording: options.wording,
    isOpen: ({ ids }) => ids.some((id) => expanded.has(id)),
  };
  const figure = isContainer(part) ? layoutChain(context, foldOf(part).content, 0) : layoutPart(context, part, 0);
  const input = inputOf(model, part) ?? model.graph.nodes[0];
  return finish(figure, { node: input?.id ?? '', text: shapeText(shapes.get(input?.id ?? '') ?? []) });
}

/**
 * The drawing of a whole network: stage → ×N → block → branch → op. A part in `expanded` stands open in a frame, any
 * other is one card.
 */
export function layoutNetwork(
  model: NetworkModel,
  shapes: ReadonlyMap<string, Shape>,
  expanded: ReadonlySet<string>,
  options: { readonly wording: Wording },
): Geometry {
  return layoutBlock(model, model.root, shapes, { wording: options.wording, expanded });
}

/** The ids of every part that opens and closes, an outer one before what it holds. */
export function foldableParts(model: NetworkModel): readonly string[] {
  const ids: string[] = [];
  const merged = new Set<string>();
  for (const part of walkParts(model.root)) {
    if (part.kind === 'network' || !isContainer(part) || merged.has(part.id)) continue;
    const fold = foldOf(part);
    for (const id of fold.ids) merged.add(id);
    ids.push(part.id);
  }
  return ids;
}

/** The foldable parts that must be open for a part to be seen. */
export function openingsFor(model: Model, partId: string): readonly string[] {
  const ids: string[] = [];
  for (let part = model.parents.get(partId); part; part = model.parents.get(part.id)) {
    if (part.kind !== 'network' && isContainer(part)) ids.unshift(part.id);
  }
  return ids;
}
