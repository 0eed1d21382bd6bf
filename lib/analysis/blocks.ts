import { inputOf, type Model, type NetworkModel } from '../graph/model';
import type { Part } from '../graph/naming';
import type { Shape } from '../graph/shapes';
import { type Cost, costOf, costOfPart } from './cost';
import { type ReceptiveField, receptiveFields } from './receptive-field';

const isSpliced = ({ kind }: Part): boolean => kind === 'network' || kind === 'stage' || kind === 'times';

/**
 * The parts that a network is a row of, in execution order: blocks, and the units, pools and layers between them.
 * Stages, repetitions and the chains that entries are made of are opened; branches and blocks are not.
 */
export function blocksOf(model: NetworkModel): readonly Part[] {
  const open = (part: Part): readonly Part[] =>
    isSpliced(part) || part.kind === 'chain' ? part.children.flatMap(open) : [part];
  return open(model.root);
}

/** One line of the table of a part: an op that the eye counts as one, or a join. */
export interface BlockRow {
  readonly part: Part;
  /** The node with the part's result; its id is an address. */
  readonly nodeId: string;
  /** Which branch of each concat around it, outermost first; empty outside every branch. */
  readonly branch: readonly number[];
  /** Shapes of what goes in, H×W×C or C; one for an op, one per branch for a concat, two for a residual sum. */
  readonly inputs: readonly Shape[];
  readonly output: Shape;
  /** What the row itself costs: a join only its own ops, not its branches. */
  readonly cost: Cost;
  /** On the picture. */
  readonly field: ReceptiveField;
  /** On the input of the part that the table is about. */
  readonly fieldInBlock: ReceptiveField;
}

/**
 * The table of a part: its ops branch by branch in execution order, each join after the branches that it joins.
 * The costs of the rows add up to the cost of the part.
 * @param shapes of every node, from `inferShapes`.
 */
export function blockRows(model: Model, part: Part, shapes: ReadonlyMap<string, Shape>): readonly BlockRow[] {
  const costs = costOf(model, shapes);
  const fields = receptiveFields(model.graph, shapes);
  const inner = receptiveFields(model.graph, shapes, inputOf(model, part)?.id);
  const rows: BlockRow[] = [];

  const add = (row: Part, branch: readonly number[], inputs: readonly string[], cost: Cost): void => {
    const nodeId = model.outputs.get(row.id) ?? '';
    const field = fields.get(nodeId);
    const fieldInBlock = inner.get(nodeId);
    if (!field || !fieldInBlock) return;
    rows.push({
      part: row,
      nodeId,
      branch,
      inputs: inputs.map((id) => shapes.get(id) ?? []),
      output: shapes.get(nodeId) ?? [],
      cost,
      field,
      fieldInBlock,
    });
  };

  /** Inputs of the first node with this origin: what a join joins. */
  const joined = (origin: Part, type: 'concat' | 'add'): readonly string[] =>
    model.graph.nodes.find((node) => node.origin === origin.id && node.op.type === type)?.inputs ?? [];

  /** The cost of the nodes of a part that belong to none of its children. */
  const ownCost = (owner: Part): Cost => costOfPart(model, costs, { ...owner, children: [] });

  const walk = (current: Part, branch: readonly number[]): void => {
    switch (current.kind) {
      case 'concat':
        current.children.forEach((child, index) => {
          walk(child, [...branch, index]);
        });
        add(current, branch, joined(current, 'concat'), ownCost(current));
        return;
      case 'residual':
        for (const child of current.children) walk(child, branch);
        add(current, branch, joined(current, 'add'), ownCost(current));
        return;
      case 'network':
      case 'stage':
      case 'times':
      case 'chain':
      case 'block':
        for (const child of current.children) walk(child, branch);
        return;
      default: {
        const input = inputOf(model, current);
        add(current, branch, input ? [input.id] : [], costOfPart(model, costs, current));
      }
    }
  };
  walk(part, []);
  return rows;
}
