import { runOf } from '../analysis/block-run';
import { INPUT } from '../graph/graph';
import type { Model, NetworkModel } from '../graph/model';
import { nodesOf } from '../graph/model';
import type { Part } from '../graph/naming';
import type { Shape } from '../graph/shapes';
import { type OpKind, opKind } from './op-kind';

/** One part of the main line: an op of the stem or head, or a block. */
export interface Slice {
  readonly part: string;
  readonly address: string;
  readonly node: string;
  /** The name of a block, or of the stage that the op stands in. */
  readonly name: string;
  readonly kind: OpKind;
  readonly shape: Shape;
  /** The longest way through it, in layers: convolutions, pools, fully connected layers. */
  readonly layers: number;
  readonly y: number;
  readonly height: number;
  /** Half of the picture at this depth: from the axis to the left, growing with √(height × width). */
  readonly size: number;
  /** From the axis to the right, growing with √channels. */
  readonly channels: number;
}

/** A stage beside its slices. */
export interface StripStage {
  readonly part: string;
  readonly address: string;
  readonly name: string;
  readonly count: number;
  readonly y: number;
  readonly height: number;
  /** What it hands on. */
  readonly shape: Shape;
}

export interface StripGeometry {
  readonly width: number;
  readonly height: number;
  /** x of the line that sizes and channels grow from. */
  readonly axis: number;
  /** The input picture, above the first slice. */
  readonly picture: Pick<Slice, 'shape' | 'y' | 'height' | 'size' | 'channels'>;
  readonly slices: readonly Slice[];
  readonly stages: readonly StripStage[];
}

export interface StripOptions {
  /** Height of one layer in px. */
  readonly layerHeight?: number;
  /** The widest size, and the widest channels, in px. */
  readonly reach?: number;
  /** Every slice is at least this tall, in px: the head's ops are one layer each, and still to be hit. */
  readonly least?: number;
  /** Between slices, and between stages, in px. */
  readonly gap?: number;
  readonly stageGap?: number;
  /**
   * The side in pixels and the channels that take the whole reach; default: the largest of the network. Several strips
   * are on one scale where they share it.
   */
  readonly whole?: { readonly side: number; readonly channels: number };
}

/** Layers along the longest way of a part; joins, dropout and norms do not count. */
export function layersOf(part: Part): number {
  switch (part.kind) {
    case 'unit':
    case 'linear1x1':
    case 'maxPool':
    case 'avgPool':
    case 'globalAvgPool':
    case 'linear':
      return 1;
    case 'dropout':
    case 'softmax':
    case 'batchNorm':
    case 'l2Norm':
      return 0;
    case 'concat':
      return Math.max(...part.children.map(layersOf));
    default:
      return part.children.reduce((sum, child) => sum + layersOf(child), 0);
  }
}

interface Piece {
  readonly part: Part;
  readonly stage: Part | null;
}

/** The main line in order: containers are passed through down to blocks and ops. */
function* mainLine(part: Part, stage: Part | null): Generator<Piece> {
  if (part.kind === 'block' || part.children.length === 0 || part.kind === 'concat' || part.kind === 'residual') {
    yield { part, stage };
    return;
  }
  for (const child of part.children) yield* mainLine(child, part.kind === 'stage' ? part : stage);
}

/**
 * The whole network as a narrow strip: down goes with the layers, to the left the size of the maps, to the right
 * their channels; what one loses the other gains. Whole pixels.
 */
export function layoutStrip(
  model: NetworkModel,
  shapes: ReadonlyMap<string, Shape>,
  { layerHeight = 6, reach = 60, least = 8, gap = 2, stageGap = 10, whole }: StripOptions = {},
): StripGeometry {
  const pieces = [...mainLine(model.root, null)];
  const area = (shape: Shape): number => (shape.length === 3 ? Math.sqrt((shape[0] ?? 1) * (shape[1] ?? 1)) : 1);
  const known = [...shapes.values()];
  const largest = whole?.side ?? Math.max(1, ...known.map(area));
  const outputs = pieces.map(({ part }) => model.nodes.get(model.outputs.get(part.id) ?? ''));
  const widest = whole?.channels ?? Math.max(1, ...outputs.map((node) => node?.channels ?? 1));
  const scaled = (value: number, most: number): number => Math.max(1, Math.round(reach * Math.sqrt(value / most)));

  const slices: Slice[] = [];
  const stages: StripStage[] = [];
  const input = shapes.get(INPUT) ?? [];
  const picture = {
    shape: input,
    y: 0,
    height: least,
    size: scaled(area(input), largest),
    channels: scaled(input.at(-1) ?? 1, widest),
  };
  let y = least + stageGap;
  pieces.forEach(({ part, stage }, index) => {
    const node = outputs[index];
    if (!node) return;
    const before = pieces[index - 1];
    if (before) y += before.stage === stage && stage !== null ? gap : stageGap;
    const shape = shapes.get(node.id) ?? [];
    const layers = layersOf(part);
    const height = Math.max(least, layers * layerHeight);
    const address = part.path ?? node.id;
    slices.push({
      part: part.id,
      address,
      node: node.id,
      name: part.name ?? stage?.name ?? '',
      kind: dominantKind(model, part),
      shape,
      layers,
      y,
      height,
      size: scaled(area(shape), largest),
      channels: scaled(shape.at(-1) ?? 1, widest),
    });
    const last = stages.at(-1);
    if (stage && last?.part === stage.id) {
      stages[stages.length - 1] = { ...last, shape, height: y + height - last.y };
    } else if (stage) {
      const run = runOf(stage);
      const name = stage.name ?? '';
      const count = run?.name === name ? run.count : 1;
      stages.push({ part: stage.id, address: stage.path ?? '', name, count, y, height, shape });
    }
    y += height;
  });
  return {
    width: 2 * reach,
    height: y,
    axis: reach,
    picture,
    slices,
    stages,
  };
}

/** The kind of an op; of a block the kind that takes the largest part of its weights. */
function dominantKind(model: Model, part: Part): OpKind {
  const weights = new Map<OpKind, number>();
  let best: OpKind = 'join';
  for (const node of nodesOf(model, part)) {
    const kind = opKind(node, model.nodes);
    if (kind === null) continue;
    const own = node.tensors.reduce(
      (sum, { shape }) => sum + shape.reduce((product, extent) => product * extent, 1),
      0,
    );
    weights.set(kind, (weights.get(kind) ?? 0) + own);
    if ((weights.get(kind) ?? 0) > (weights.get(best) ?? 0) || !weights.has(best)) best = kind;
  }
  return best;
}
