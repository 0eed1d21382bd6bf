import {
  type WeightArithmetic,
  type WindowArithmetic,
  weightArithmetic,
  windowArithmetic,
  windowOf,
} from '@/lib/analysis/arithmetic';
import { blockRows } from '@/lib/analysis/blocks';
import { BYTES_PER_VALUE, type Cost, costOfPart, elementsOf, NO_COST, shareOf } from '@/lib/analysis/cost';
import { fieldAt, type ReceptiveField, type Region } from '@/lib/analysis/receptive-field';
import { type OpKind, opKind } from '@/lib/diagram/op-kind';
import { type TensorName, tensorsAt } from '@/lib/graph/address';
import { type GraphNode, INPUT, type TensorSpec } from '@/lib/graph/graph';
import { inputOf, nodesOf } from '@/lib/graph/model';
import { type Part, walkParts } from '@/lib/graph/naming';
import type { Shape } from '@/lib/graph/shapes';
import type { FigureSlip } from '@/lib/networks';
import type { NetworkReading } from '@/lib/reading/reading';
import type { Selection } from '@/lib/reading/selection';
import { addressOfNode, ownerOf } from '@/lib/reading/selection';
import { blockOf, branchOf, stageOf } from '@/lib/reading/trail';

/** A tensor that flows into the selection or out of it. */
export interface Link {
  readonly node: GraphNode;
  /** Null for the input picture. */
  readonly part: Part | null;
  /** What to select; null for the input picture. */
  readonly at: string | null;
  /** H×W×C or C. */
  readonly shape: Shape;
}

/** Why the shape is what it is. */
export type ShapeReason =
  | {
      readonly kind: 'window';
      readonly window: WindowArithmetic;
      readonly op: 'conv' | 'maxPool' | 'avgPool';
      readonly filters: number;
    }
  /** Channels of the joined tensors, in order. */
  | { readonly kind: 'concat'; readonly channels: readonly number[] }
  | { readonly kind: 'mean'; readonly height: number; readonly width: number }
  | { readonly kind: 'linear'; readonly inputs: number; readonly outputs: number }
  /** A residual: the branch multiplied by a factor, and the sum with the shortcut. */
  | { readonly kind: 'scale'; readonly factor: number }
  | { readonly kind: 'add' }
  | { readonly kind: 'same' }
  /** A sequence: see its table. */
  | { readonly kind: 'sequence' };

/** One product in the count of parameters: `factors` multiplied are `value`. */
export interface ParameterTerm {
  readonly what: 'weights' | 'biases' | 'norm';
  readonly factors: readonly number[];
  readonly value: number;
}

/** The receptive field on the picture, and where it lies for one value. */
export interface FieldFacts {
  readonly field: ReceptiveField;
  /** The place whose field is drawn: the one of the address, else the middle. */
  readonly place: { readonly y: number; readonly x: number };
  readonly unclipped: Region;
  readonly clipped: Region;
  /** After a concat: what each joined tensor sees. */
  readonly branches: readonly { readonly link: Link; readonly field: ReceptiveField; readonly unclipped: Region }[];
}

/** A line of the table of what is inside. */
export interface TableRow {
  readonly part: Part;
  readonly at: string;
  readonly kind: OpKind | null;
  /** Numbers of the branches around it, outermost first. */
  readonly branch: readonly number[];
  readonly output: Shape;
  readonly cost: Cost;
  readonly field: ReceptiveField | null;
}

export interface BranchShare {
  readonly part: Part;
  readonly at: string;
  readonly index: number;
  readonly output: Shape;
  readonly cost: Cost;
  /** Of the whole selection, 0…1 count by count. */
  readonly share: Cost;
}

/** Everything that the inspector says about a selection, as numbers and places; the words come later. */
export interface Facts {
  /** True for one tensor inside a unit or residual (`@conv`), false for a part with all of its ops. */
  readonly single: boolean;
  readonly kind: OpKind | null;
  readonly input: Link | null;
  readonly output: Shape;
  readonly reason: ShapeReason;
  readonly cost: Cost;
  readonly share: Cost;
  readonly terms: readonly ParameterTerm[];
  readonly weights: WeightArithmetic | null;
  /** The bytes of the selected tensor alone; `cost.activationBytes` counts every tensor made inside. */
  readonly outputBytes: number;
  readonly field: FieldFacts | null;
  readonly reads: readonly Link[];
  readonly feeds: readonly Link[];
  readonly referencePath: string | null;
  readonly stateDict: readonly TensorSpec[];
  /** More than one where `@` has something to pick. */
  readonly tensors: readonly TensorName[];
  readonly rows: readonly TableRow[];
  readonly branches: readonly BranchShare[];
  /** What the figures of the paper print by mistake about the selection or the block that it is. */
  readonly slips: readonly FigureSlip[];
  readonly block: Part | null;
  readonly stage: Part | null;
  readonly branch: number | null;
}

const isContainer = ({ kind }: Part): boolean =>
  kind === 'network' ||
  kind === 'stage' ||
  kind === 'chain' ||
  kind === 'block' ||
  kind === 'concat' ||
  kind === 'residual' ||
  kind === 'times';

/** Parts that only group others, without a figure of their own. */
const isGroup = ({ kind }: Part): boolean => kind === 'network' || kind === 'stage' || kind === 'times';

function linkOf({ model, shapes }: NetworkReading, id: string): Link | null {
  const node = model.nodes.get(id);
  if (!node) return null;
  const origin = node.origin === null ? undefined : model.parts.get(node.origin);
  const part = origin ? ownerOf(model, origin) : null;
  return { node, part, at: id === INPUT ? null : addressOfNode(model, node), shape: shapes.get(id) ?? [] };
}

/** As `linkOf`, for what reads the selection: the part that it belongs to, unless it is another tensor of the same. */
function consumerOf(reading: NetworkReading, id: string, own: Part): Link | null {
  const link = linkOf(reading, id);
  if (!link?.part || link.part.id === own.id || link.part.path === null) return link;
  const last = reading.model.outputs.get(link.part.id) ?? id;
  return { ...link, at: link.part.path, shape: reading.shapes.get(last) ?? link.shape };
}

/** As `linkOf`, for what a join reads: the branch that ends in it. */
function joinedLink(reading: NetworkReading, join: GraphNode, index: number): Link | null {
  const link = linkOf(reading, join.inputs[index] ?? '');
  const owner = join.origin === null ? undefined : reading.model.parts.get(join.origin);
  const branch = owner?.kind === 'concat' ? owner.children[index] : undefined;
  return link && branch?.path ? { ...link, part: branch, at: branch.path } : link;
}

function shapeReason(
  reading: NetworkReading,
  nodes: readonly GraphNode[],
  selection: Selection,
  single: boolean,
): ShapeReason {
  const { shapes } = reading;
  const { node, part } = selection;
  const inputShape = (each: GraphNode): Shape => shapes.get(each.inputs[0] ?? '') ?? [];
  const joins = node.op.type === 'concat' && (single || part.kind === 'concat' || part.kind === 'block');
  if (joins) return { kind: 'concat', channels: node.inputs.map((id) => shapes.get(id)?.at(-1) ?? 0) };
  if (isContainer(part) && !single) return { kind: 'sequence' };
  const sliding = nodes.find((each) => windowOf(each) !== null);
  const window = sliding ? windowArithmetic(sliding, inputShape(sliding)) : null;
  if (
    sliding &&
    window &&
    (sliding.op.type === 'conv' || sliding.op.type === 'maxPool' || sliding.op.type === 'avgPool')
  ) {
    return { kind: 'window', window, op: sliding.op.type, filters: sliding.channels };
  }
  const [height = 1, width = 1] = inputShape(node);
  if (node.op.type === 'globalAvgPool') return { kind: 'mean', height, width };
  if (node.op.type === 'linear')
    return { kind: 'linear', inputs: inputShape(node).at(-1) ?? 0, outputs: node.op.units };
  if (node.op.type === 'scale') return { kind: 'scale', factor: node.op.factor };
  if (node.op.type === 'add') return { kind: 'add' };
  return { kind: 'same' };
}

/** The products that add up to the parameters of a single op or unit. */
function parameterTerms(nodes: readonly GraphNode[], weights: WeightArithmetic | null): readonly ParameterTerm[] {
  const terms: ParameterTerm[] = [];
  if (weights) {
    const { kernel, inputChannels, outputChannels, biases, op } = weights;
    const factors = op === 'conv' ? [...kernel, inputChannels, outputChannels] : [inputChannels, outputChannels];
    terms.push({ what: 'weights', factors, value: weights.weights });
    if (biases > 0) terms.push({ what: 'biases', factors: [biases], value: biases });
  }
  for (const node of nodes) {
    if (node.op.type === 'batchNorm') {
      terms.push({ what: 'norm', factors: [2, node.channels], value: 2 * node.channels });
    }
  }
  return terms;
}

/** The middle place of a tensor, or the given one. */
function placeIn(shape: Shape, position: Selection['position']): { readonly y: number; readonly x: number } {
  if (position) return position;
  const [height, width] = shape.length === 3 ? [shape[0] ?? 1, shape[1] ?? 1] : [1, 1];
  return { y: Math.floor((height - 1) / 2), x: Math.floor((width - 1) / 2) };
}

function fieldFacts(reading: NetworkReading, selection: Selection): FieldFacts | null {
  const { fields, shapes, height, width } = reading;
  const { node } = selection;
  const field = fields.get(node.id);
  if (!field) return null;
  const place = placeIn(shapes.get(node.id) ?? [], selection.position);
  const at = fieldAt(field, place.y, place.x, height, width);
  const branches = node.inputs.flatMap((_, index) => {
    const own = field.branches[index];
    const link = joinedLink(reading, node, index);
    if (!own || !link) return [];
    return [{ link, field: own, unclipped: fieldAt(own, place.y, place.x, height, width).unclipped }];
  });
  return { field, place, ...at, branches };
}

function tableRows(reading: NetworkReading, part: Part): readonly TableRow[] {
  const { model, shapes, costs, fields } = reading;
  const rowOf = (row: Part): TableRow => {
    const nodeId = model.outputs.get(row.id) ?? '';
    const node = model.nodes.get(nodeId);
    return {
      part: row,
      at: row.path ?? nodeId,
      kind: isContainer(row) || !node ? null : opKind(node, model.nodes),
      branch: [],
      output: shapes.get(nodeId) ?? [],
      cost: costOfPart(model, costs, row),
      field: fields.get(nodeId) ?? null,
    };
  };
  // Sequences that only hold stages are opened, so that a network is a table of its stages.
  const open = (each: Part): readonly Part[] =>
    each.kind === 'times' || (each.kind === 'chain' && each.children.some(isGroup))
      ? each.children.flatMap(open)
      : [each];
  if (isGroup(part) || (part.kind === 'chain' && part.children.some(isGroup))) {
    const inside = part.children.flatMap(open);
    const [only] = inside;
    // A stage of one block is that block.
    return inside.length === 1 && only && isContainer(only) ? tableRows(reading, only) : inside.map(rowOf);
  }
  return blockRows(model, part, shapes).map(({ part: row, nodeId, branch, output, cost, field }) => {
    const node = model.nodes.get(nodeId);
    const kind = node ? opKind(node, model.nodes) : null;
    return { part: row, at: node ? addressOfNode(model, node) : nodeId, kind, branch, output, cost, field };
  });
}

/** The concat whose branches a part is: itself, the body of a block, or the only block of a stage. */
function splitOf(part: Part): Part | null {
  if (part.kind === 'concat') return part;
  const [only] = part.children;
  if ((part.kind === 'block' || part.kind === 'stage') && part.children.length === 1 && only) return splitOf(only);
  return null;
}

function branchShares(reading: NetworkReading, part: Part, whole: Cost): readonly BranchShare[] {
  const { model, costs, shapes } = reading;
  return (splitOf(part)?.children ?? []).map((branch, index) => {
    const cost = costOfPart(model, costs, branch);
    const nodeId = model.outputs.get(branch.id) ?? '';
    return {
      part: branch,
      at: branch.path ?? nodeId,
      index,
      output: shapes.get(nodeId) ?? [],
      cost,
      share: shareOf(cost, whole),
    };
  });
}

/** The slips at a part, or inside the one block or stage that it is; a whole network has too much around them. */
function slipsOf({ variant }: NetworkReading, part: Part): readonly FigureSlip[] {
  if (part.kind === 'network') return [];
  const inside = new Set([...walkParts(part)].map(({ path }) => path));
  return variant.figureSlips.filter(({ at }) => at.some((path) => inside.has(path)));
}

/** Reads everything that the inspector shows off the analysis of a network. */
export function inspect(reading: NetworkReading, selection: Selection): Facts {
  const { model, shapes, costs, total } = reading;
  const { part, node, tensor } = selection;
  const single = tensor !== null;
  const container = isContainer(part) && !single;
  const nodes = single ? [node] : nodesOf(model, part);
  const inside = new Set(nodes.map(({ id }) => id));
  const cost = single ? (costs.get(node.id) ?? NO_COST) : costOfPart(model, costs, part);
  const output = shapes.get(node.id) ?? [];

  const weighted = container ? undefined : nodes.find(({ op }) => op.type === 'conv' || op.type === 'linear');
  const weights = weighted
    ? weightArithmetic(weighted, shapes.get(weighted.inputs[0] ?? '') ?? [], shapes.get(weighted.id) ?? [])
    : null;

  const outside = [...new Set(nodes.flatMap(({ inputs }) => inputs.filter((id) => !inside.has(id))))];
  // What a join joins is what it reads, though it lies inside the part.
  const joins = node.op.type === 'concat' && (single || part.kind === 'concat');
  const reads = joins
    ? node.inputs.flatMap((_, index) => joinedLink(reading, node, index) ?? [])
    : (single ? node.inputs : outside).flatMap((id) => linkOf(reading, id) ?? []);
  const feeds = model.graph.nodes
    .filter((each) => !inside.has(each.id) && each.inputs.includes(node.id))
    .flatMap((each) => consumerOf(reading, each.id, part) ?? []);

  const first = part.kind === 'network' ? INPUT : single ? node.inputs[0] : inputOf(model, part)?.id;
  const tensors = tensorsAt(model, part);
  return {
    single,
    kind: container && part.kind !== 'concat' ? null : opKind(node, model.nodes),
    input: first === undefined ? null : linkOf(reading, first),
    output,
    reason: shapeReason(reading, nodes, selection, single),
    cost,
    share: shareOf(cost, total),
    terms: container ? [] : parameterTerms(nodes, weights),
    weights,
    outputBytes: elementsOf(output) * BYTES_PER_VALUE,
    field: fieldFacts(reading, selection),
    reads,
    feeds,
    referencePath: single ? node.referencePath : part.referencePath,
    stateDict: nodes.flatMap((each) => each.tensors),
    tensors: tensors.length > 1 ? tensors : [],
    rows: container ? tableRows(reading, part) : [],
    branches: container ? branchShares(reading, part, cost) : [],
    slips: slipsOf(reading, part),
    block: blockOf(model, part),
    stage: stageOf(model, part),
    branch: branchOf(model, part),
  };
}
