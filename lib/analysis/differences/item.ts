import type {
  BatchNorm,
  Dropout,
  GlobalAvgPool,
  L2Norm,
  Linear,
  Pool,
  Residual,
  Softmax,
  Unit,
} from '../../graph/expression';
import type { Part } from '../../graph/naming';
import type { PartBrief } from './difference';

type LeafExpression = Unit | Pool | GlobalAvgPool | Dropout | Linear | Softmax | BatchNorm | L2Norm;

interface Common {
  readonly part: Part;
  /** The positional path that the part answers to, its owner's where it shares one. */
  readonly path: string;
  /** Equal exactly for parts that compute the same but for their weights and names. */
  readonly signature: string;
  /** How many ops it holds: what leaving it out of an alignment costs. */
  readonly weight: number;
  /** Whether it comes from a run of `times`. */
  readonly repeated: boolean;
}

export interface Leaf extends Common {
  readonly kind: 'leaf';
  readonly expression: LeafExpression;
}

export interface Join extends Common {
  readonly kind: 'join';
  readonly branches: readonly Sequence[];
}

export interface Residue extends Common {
  readonly kind: 'residual';
  readonly expression: Residual;
  readonly body: Sequence;
  /** The 1×1 with bias before the sum; its width is derived. */
  readonly linear: Part;
}

export interface NamedBlock extends Common {
  readonly kind: 'block';
  readonly name: string;
  readonly body: Sequence;
}

/** A part as comparing sees it: runs, stages and inner chains are opened into the sequence around them. */
export type Item = Leaf | Join | Residue | NamedBlock;

/** Items one after the other: the body of a block, a branch, a row of the main line. */
export interface Sequence {
  readonly path: string;
  readonly items: readonly Item[];
  readonly signature: string;
  readonly weight: number;
}

/** The positional path that a part answers to. */
export const pathOf = (part: Part): string => part.path ?? part.id.split('/')[0] ?? '';

const leafSignature = (expression: LeafExpression): string =>
  JSON.stringify(Object.entries(expression).sort(([a], [b]) => (a < b ? -1 : 1)));

const sequenceOf = (path: string, items: readonly Item[]): Sequence => ({
  path,
  items,
  signature: items.map(({ signature }) => signature).join('>'),
  weight: items.reduce((total, { weight }) => total + weight, 0),
});

/** The items of a part in order, itself alone where it is no run of others. */
function itemsOf(part: Part, repeated: boolean): readonly Item[] {
  switch (part.kind) {
    case 'network':
    case 'stage':
    case 'chain':
      return part.children.flatMap((child) => itemsOf(child, false));
    case 'times':
      return part.children.flatMap((child) => itemsOf(child, true));
    default:
      return [readItem(part, repeated)];
  }
}

/** Reads a part as a sequence. */
export const readSequence = (part: Part): Sequence => sequenceOf(pathOf(part), itemsOf(part, false));

function readItem(part: Part, repeated: boolean): Item {
  const { expression } = part;
  const common = { part, path: pathOf(part), repeated };
  switch (expression?.kind) {
    case 'concat': {
      const branches = part.children.map(readSequence);
      return {
        ...common,
        kind: 'join',
        branches,
        signature: `(${branches.map(({ signature }) => signature).join('|')})`,
        weight: branches.reduce((total, { weight }) => total + weight, 0),
      };
    }
    case 'residual': {
      const [inner, linear] = part.children;
      if (!inner || !linear) throw new Error(`${part.id} is a residual without its parts`);
      const body = readSequence(inner);
      return {
        ...common,
        kind: 'residual',
        expression,
        body,
        linear,
        signature: `+${expression.scale}${expression.relu ? 'r' : ''}{${body.signature}}`,
        weight: body.weight + 1,
      };
    }
    case 'block': {
      const body = sequenceOf(
        common.path,
        part.children.flatMap((child) => itemsOf(child, false)),
      );
      return {
        ...common,
        kind: 'block',
        name: expression.name,
        body,
        signature: `{${body.signature}}`,
        weight: body.weight,
      };
    }
    case 'unit':
    case 'maxPool':
    case 'avgPool':
    case 'globalAvgPool':
    case 'dropout':
    case 'linear':
    case 'softmax':
    case 'batchNorm':
    case 'l2Norm':
      return { ...common, kind: 'leaf', expression, signature: leafSignature(expression), weight: 1 };
    default:
      throw new Error(`${part.id} is a ${part.kind}, which is no item of a sequence`);
  }
}

/** The branches of the join that an item is or is made around; itself where it joins nothing. */
export function branchesOf(item: Item): readonly Sequence[] {
  if (item.kind === 'join') return item.branches;
  if (item.kind === 'leaf') return [sequenceOf(item.path, [item])];
  const [only] = item.body.items;
  return item.body.items.length === 1 && only ? branchesOf(only) : [item.body];
}

/** Its ops in order, without their structure. */
export function leavesOf(item: Item): readonly Leaf[] {
  if (item.kind === 'leaf') return [item];
  const sequences = item.kind === 'join' ? item.branches : [item.body];
  return sequences.flatMap(({ items }) => items.flatMap(leavesOf));
}

/** An item in a few facts. */
export function briefOf(item: Item): PartBrief {
  switch (item.kind) {
    case 'join':
      return { kind: 'concat', branches: item.branches.length };
    case 'residual':
      return { kind: 'residual', branches: branchesOf(item).length };
    case 'block': {
      const { items } = item.body;
      const residual = items.length === 1 && items[0]?.kind === 'residual';
      return { kind: 'block', name: item.name, residual, branches: branchesOf(item).length };
    }
    case 'leaf': {
      const { expression } = item;
      switch (expression.kind) {
        case 'unit': {
          const { filters, kernel, stride } = expression;
          return { kind: 'unit', filters, kernel, stride };
        }
        case 'maxPool':
        case 'avgPool':
          return { kind: expression.kind, kernel: expression.kernel, stride: expression.stride };
        case 'linear':
          return { kind: 'linear', units: expression.units };
        default:
          return { kind: expression.kind };
      }
    }
  }
}
