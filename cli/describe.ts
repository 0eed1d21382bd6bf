import { blocksOf } from '@/lib/analysis/blocks';
import { costOfPart, NO_COST } from '@/lib/analysis/cost';
import type { ReceptiveField } from '@/lib/analysis/receptive-field';
import type { Pair } from '@/lib/graph/expression';
import { stateDict } from '@/lib/graph/graph';
import type { Shape } from '@/lib/graph/shapes';
import { renameKey } from '@/lib/networks';
import { readingOf } from '@/lib/reading/reading';
import type { InputSize } from '@/lib/reading/size';
import { partLabel } from './op-label';
import type { ChosenNetwork } from './select-network';

/** A receptive field on the picture, in pixels, rows before columns. */
export interface FieldDescription {
  readonly size: Pair;
  readonly stride: Pair;
  /** The first pixel seen by the value at (0, 0); negative in the padding. */
  readonly start: Pair;
  /** Only where true: after a global pool. */
  readonly whole?: true;
  /** Only at a join: the fields of what is joined, in order. */
  readonly branches?: readonly Omit<FieldDescription, 'branches'>[];
}

export interface BlockDescription {
  readonly path: string;
  readonly name: string;
  readonly output: Shape;
  readonly parameters: number;
  readonly macs: number;
}

export interface NodeDescription {
  /** The address of its tensor within the network. */
  readonly path: string;
  readonly referencePath: string | null;
  readonly op: string;
  /** Paths of the nodes that it reads. */
  readonly inputs: readonly string[];
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly output: Shape;
  readonly parameters: number;
  readonly macs: number;
  readonly receptiveField: FieldDescription;
}

/** Everything that `atlas describe` knows; its JSON, key by key. Shapes are H×W×C, or C. */
export interface Description {
  readonly network: string;
  readonly variant: string;
  readonly input: Shape;
  readonly totals: { readonly parameters: number; readonly macs: number; readonly convolutions: number };
  /** The row of modules that the reference code is made of: blocks, and the units and layers between them. */
  readonly blocks: readonly BlockDescription[];
  /** In execution order. */
  readonly nodes: readonly NodeDescription[];
  /** In state-dict order, shapes in PyTorch's layout. */
  readonly stateDict: readonly { readonly key: string; readonly shape: readonly number[] }[];
}

const describeField = (field: ReceptiveField): FieldDescription => {
  const own = ({ size, stride, start, whole }: ReceptiveField) => ({
    size,
    stride,
    start,
    ...(whole ? { whole } : {}),
  });
  return field.branches.length === 0 ? own(field) : { ...own(field), branches: field.branches.map(own) };
};

/**
 * Reads everything off a network for one input size, a square or height × width.
 * @param naming the convention of reference paths and state-dict keys; one of the definition's.
 */
export function describe({ definition, variant, model }: ChosenNetwork, size: InputSize, naming: string): Description {
  const { height, width, shapes, costs, total, fields } = readingOf(model, size);
  const { parameters, macs, convolutions } = total;
  const rename = (key: string): string => renameKey(definition, naming, key);
  return {
    network: definition.id,
    variant: variant.id,
    input: [height, width, variant.network.inputChannels],
    totals: { parameters, macs, convolutions },
    blocks: blocksOf(model)
      // The softmax is ours: reference implementations end at the logits.
      .filter(({ referencePath }) => referencePath !== null)
      .map((part) => {
        const cost = costOfPart(model, costs, part);
        return {
          path: part.path ?? part.id,
          name: partLabel(part),
          output: shapes.get(model.outputs.get(part.id) ?? '') ?? [],
          parameters: cost.parameters,
          macs: cost.macs,
        };
      }),
    nodes: model.graph.nodes.flatMap((node) => {
      const { type, ...attributes } = node.op;
      const field = fields.get(node.id);
      const cost = costs.get(node.id) ?? NO_COST;
      if (!field) return [];
      return {
        path: node.id,
        referencePath: node.referencePath === null ? null : rename(node.referencePath),
        op: type,
        inputs: node.inputs,
        attributes,
        output: shapes.get(node.id) ?? [],
        parameters: cost.parameters,
        macs: cost.macs,
        receptiveField: describeField(field),
      };
    }),
    stateDict: stateDict(model.graph).map(({ key, shape }) => ({ key: rename(key), shape })),
  };
}
