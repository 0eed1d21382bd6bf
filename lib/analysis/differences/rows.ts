import type { NetworkModel } from '../../graph/model';
import { type Part, stageAlias } from '../../graph/naming';
import type { Shape } from '../../graph/shapes';
import { align } from './alignment';
import { readSequence, type Sequence } from './item';

/** A stage of the main line, or a part that belongs to none. */
export interface Row {
  readonly part: Part;
  /** Its alias in addresses, else its path with dashes. */
  readonly alias: string;
  readonly sequence: Sequence;
  /** What it is addressed by: itself, or its items where it is a run without a path of its own. */
  readonly paths: readonly string[];
  /** Rows of its output map at the size of the comparison; null for vectors, and where nothing fits. */
  readonly grid: number | null;
  /** Channels (or units) of its output. */
  readonly channels: number;
  /** Whether it keeps the grid that it is given, and whether it is made of blocks: what it is there for. */
  readonly role: string;
}

/** The rows of a network in order. @param shapes at the size of the comparison; null where nothing fits. */
export function rowsOf(model: NetworkModel, shapes: ReadonlyMap<string, Shape> | null): readonly Row[] {
  const open = (part: Part): readonly Part[] =>
    part.kind === 'network' || part.kind === 'chain' ? part.children.flatMap(open) : [part];
  const gridAfter = (nodeId: string): number | null => {
    const shape = shapes?.get(nodeId);
    return shape?.length === 3 ? (shape[0] ?? null) : null;
  };
  let before = gridAfter(model.graph.nodes[0]?.id ?? '');
  return open(model.root).map((part) => {
    const output = model.outputs.get(part.id) ?? '';
    const sequence = readSequence(part);
    const grid = gridAfter(output);
    const blocks = sequence.items.some(({ kind }) => kind !== 'leaf') ? 'blocks' : 'ops';
    const role = `${blocks} ${before} ${grid}`;
    before = grid;
    return {
      part,
      alias: stageAlias(part.path ?? part.id),
      sequence,
      paths: part.path === null ? sequence.items.map(({ path }) => path) : [part.path],
      grid,
      channels: model.nodes.get(output)?.channels ?? 0,
      role,
    };
  });
}

const SAME_NAME = 0;
const SAME_ROLE = 1;
const ALONE = 1.5;

/** Rows side by side: of the same name best, else of the same role at the same grid. */
export const alignRows = (a: readonly Row[], b: readonly Row[]) =>
  align(
    a,
    b,
    (x, y) => {
      if (x.alias === y.alias) return SAME_NAME;
      return x.grid !== null && x.role === y.role ? SAME_ROLE : Number.POSITIVE_INFINITY;
    },
    () => ALONE,
    ({ alias, sequence }) => `${alias} ${sequence.signature}`,
  );
