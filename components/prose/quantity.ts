import { weightArithmetic } from '@/lib/analysis/arithmetic';
import { BYTES_PER_VALUE, type Cost, costOfPart, elementsOf } from '@/lib/analysis/cost';
import { convolutionDepth } from '@/lib/analysis/depth';
import { nodesOf } from '@/lib/graph/model';
import { walkParts } from '@/lib/graph/naming';
import type { Shape } from '@/lib/graph/shapes';
import { smallestSizeOf } from '@/lib/reading/reading';
import { ArticleFault } from './fault';
import type { Subject } from './subject';

/** A quantity of a part of a network, as a number and as what kind of number it is. */
export type Quantity =
  | { readonly kind: 'count'; readonly value: number }
  /** Multiply-accumulates: large, so they come short unless asked otherwise. */
  | { readonly kind: 'work'; readonly value: number }
  | { readonly kind: 'bytes'; readonly value: number }
  /** 0…1. */
  | { readonly kind: 'share'; readonly value: number }
  | { readonly kind: 'decimal'; readonly value: number }
  /** Extents joined by ×. */
  | { readonly kind: 'extents'; readonly value: readonly number[] };

const WHATS = [
  'parameters',
  'macs',
  'convolutions',
  'depth',
  'blocks',
  'average-pools',
  'scale',
  'sum-values',
  'sum-bytes',
  'convolution-values',
  'share-of-parameters',
  'share-of-macs',
  'weights',
  'filters',
  'epsilon',
  'output',
  'grid',
  'channels',
  'positions',
  'rim',
  'values',
  'bytes',
  'input',
  'input-grid',
  'input-channels',
  'input-positions',
  'input-values',
  'receptive-field',
  'receptive-stride',
  'size',
  'picture',
  'smallest-picture',
] as const;

/** What `<Num what="…">` can ask. */
export type What = (typeof WHATS)[number];

const isWhat = (text: string): text is What => WHATS.some((what) => what === text);

/** The cost of everything inside the subject. */
export const costOfSubject = ({ model, part, costs }: Subject): Cost => costOfPart(model, costs, part);

/** The shape of the result: H×W×C or C. */
export const outputOf = ({ node, shapes }: Subject): Shape => shapes.get(node.id) ?? [];

/** The shape of what the subject reads. */
export const inputShapeOf = ({ input, shapes }: Subject): Shape => shapes.get(input.id) ?? [];

/** Rows and columns; 1×1 of a vector. */
const gridOf = (shape: Shape): readonly number[] => (shape.length === 3 ? shape.slice(0, 2) : [1, 1]);

/** The number of convolution and linear weights inside, without biases and normalisation. */
export function weightsOf({ model, part, shapes }: Subject): number {
  return nodesOf(model, part).reduce((total, node) => {
    const input = shapes.get(node.inputs[0] ?? '') ?? [];
    return total + (weightArithmetic(node, input, shapes.get(node.id) ?? [])?.weights ?? 0);
  }, 0);
}

/** The values of all residual sums inside, each sum's once. */
const sumValuesOf = ({ model, part, shapes }: Subject): number =>
  nodesOf(model, part).reduce(
    (total, { id, op }) => total + (op.type === 'add' ? elementsOf(shapes.get(id) ?? []) : 0),
    0,
  );

/** @throws ArticleFault where the part has no such quantity. */
export function quantityOf(tag: string, subject: Subject, what: string): Quantity {
  if (!isWhat(what)) throw new ArticleFault(tag, `there is no “${what}”; there are: ${WHATS.join(', ')}`);
  const { model, part, node, fields, total, height, width } = subject;
  const output = outputOf(subject);
  const input = inputShapeOf(subject);
  const count = (value: number): Quantity => ({ kind: 'count', value });
  const extents = (value: readonly number[]): Quantity => ({ kind: 'extents', value });
  const share = (of: 'parameters' | 'macs'): Quantity => {
    if (subject.imagined) throw new ArticleFault(tag, 'an alternative that was not built has no share of the network');
    return { kind: 'share', value: costOfSubject(subject)[of] / total[of] };
  };
  switch (what) {
    case 'parameters':
      return count(costOfSubject(subject).parameters);
    case 'macs':
      return { kind: 'work', value: costOfSubject(subject).macs };
    case 'convolutions':
      return count(costOfSubject(subject).convolutions);
    case 'depth':
      if (part !== model.root) throw new ArticleFault(tag, 'the longest chain is that of a whole network');
      return count(convolutionDepth(model.graph));
    case 'blocks':
      return count([...walkParts(part)].filter(({ kind }) => kind === 'block').length);
    case 'scale': {
      const scales = nodesOf(model, part).flatMap(({ op }) => (op.type === 'scale' ? [op.factor] : []));
      const [scale] = scales;
      if (scale === undefined || scales.length > 1) throw new ArticleFault(tag, 'only a residual block has one scale');
      return { kind: 'decimal', value: scale };
    }
    case 'sum-values':
      return count(sumValuesOf(subject));
    case 'sum-bytes':
      return { kind: 'bytes', value: sumValuesOf(subject) * BYTES_PER_VALUE };
    case 'convolution-values':
      return count(costOfSubject(subject).convolutionElements);
    case 'average-pools':
      return count(nodesOf(model, part).filter(({ op }) => op.type === 'avgPool').length);
    case 'share-of-parameters':
      return share('parameters');
    case 'share-of-macs':
      return share('macs');
    case 'weights':
      return count(weightsOf(subject));
    case 'filters': {
      const { expression } = part;
      const last = expression?.kind === 'unit' ? expression.filters : undefined;
      if (last === undefined) {
        throw new ArticleFault(tag, `only a convolution has filters, and this is a ${part.kind}; ask for channels`);
      }
      return count(last);
    }
    case 'epsilon': {
      const { expression } = part;
      if (expression?.kind !== 'unit') throw new ArticleFault(tag, `only a unit has an epsilon, not a ${part.kind}`);
      return { kind: 'decimal', value: expression.epsilon };
    }
    case 'output':
      return extents(output);
    case 'grid':
      return extents(gridOf(output));
    case 'channels':
      return count(output.at(-1) ?? 0);
    case 'positions':
      return count(elementsOf(gridOf(output)));
    case 'rim': {
      const [rows = 1, columns = 1] = gridOf(output);
      return count(rows * columns - Math.max(0, rows - 2) * Math.max(0, columns - 2));
    }
    case 'values':
      return count(elementsOf(output));
    case 'bytes':
      return { kind: 'bytes', value: elementsOf(output) * BYTES_PER_VALUE };
    case 'input':
      return extents(input);
    case 'input-grid':
      return extents(gridOf(input));
    case 'input-channels':
      return count(input.at(-1) ?? 0);
    case 'input-positions':
      return count(elementsOf(gridOf(input)));
    case 'input-values':
      return count(elementsOf(input));
    case 'receptive-field':
    case 'receptive-stride': {
      const field = fields.get(node.id);
      if (!field) throw new ArticleFault(tag, 'it does not depend on the picture');
      if (what === 'receptive-field') return extents(field.size);
      const [rows, columns] = field.stride;
      return rows === columns ? count(rows) : extents(field.stride);
    }
    case 'size':
      return height === width ? count(height) : extents([height, width]);
    case 'picture':
      return extents([height, width]);
    case 'smallest-picture': {
      const side = smallestSizeOf(model);
      return extents([side, side]);
    }
  }
}
