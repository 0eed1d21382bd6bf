import { AtlasError } from '../../error';
import type { Model } from '../../graph/model';
import { inferShapes, type Shape } from '../../graph/shapes';
import { compareRows } from './compare-row';
import type { ComparedNetwork, ComparedStage, Comparison, Difference } from './difference';
import { Findings } from './findings';
import { briefOf, pathOf } from './item';
import { Likeness } from './likeness';
import { alignRows, type Row, rowsOf } from './rows';

export type {
  ComparedNetwork,
  ComparedStage,
  Comparison,
  Difference,
  DifferenceKind,
  DifferenceValue,
  PaddingValue,
  PartBrief,
  Side,
} from './difference';
export { DIFFERENCE_KINDS } from './difference';

/** Shapes, or null where no map fits: differences are of the trees, which need no picture. */
function shapesOf(model: Model, size: number): ReadonlyMap<string, Shape> | null {
  try {
    return inferShapes(model.graph, size);
  } catch (error) {
    if (error instanceof AtlasError) return null;
    throw error;
  }
}

const channelsIn =
  ({ nodes, outputs }: Model) =>
  (partId: string): number =>
    nodes.get(outputs.get(partId) ?? '')?.channels ?? 0;

/** A row that only one side has. */
function addAlone(findings: Findings, row: Row, side: 'a' | 'b'): void {
  const value = { type: 'parts', parts: row.sequence.items.map(briefOf) } as const;
  const { paths } = row;
  findings.add({
    at: '',
    name: `only-${side}`,
    kind: 'only',
    aPaths: side === 'a' ? paths : [],
    bPaths: side === 'b' ? paths : [],
    a: side === 'a' ? value : null,
    b: side === 'b' ? value : null,
  });
}

/** The address of the part that puts out the last tensor of a row; null for a part of no expression. */
function lastAddress({ model, definition, variant }: ComparedNetwork, row: Row): string | null {
  const origin = model.nodes.get(model.outputs.get(row.part.id) ?? '')?.origin ?? null;
  const part = origin === null ? undefined : model.parts.get(origin);
  return part ? `${definition.id}:${variant.id}/${pathOf(part)}` : null;
}

/**
 * Everything in which two networks or variants differ, computed from their expressions. Stages are aligned by name,
 * else by what they do at which grid; inside, blocks, branches and ops are aligned in order.
 * @param size side of the square picture in pixels for the grids; default: the larger of both default sizes.
 */
export function compareNetworks(
  a: ComparedNetwork,
  b: ComparedNetwork,
  size: number = Math.max(a.definition.defaultSize, b.definition.defaultSize),
): Comparison {
  const shapes = { a: shapesOf(a.model, size), b: shapesOf(b.model, size) };
  const shared = {
    likeness: new Likeness(),
    channels: { a: channelsIn(a.model), b: channelsIn(b.model) },
  };
  const taken = new Set<string>();
  const rowIds = new Set<string>();
  const stages: ComparedStage[] = [];
  const differences: Difference[] = [];
  const inputs = { a: a.model.network.inputChannels, b: b.model.network.inputChannels };

  for (const step of alignRows(rowsOf(a.model, shapes.a), rowsOf(b.model, shapes.b))) {
    const alias = (step.a ?? step.b).alias;
    let id = alias;
    for (let count = 2; rowIds.has(id); count++) id = `${alias}-${count}`;
    rowIds.add(id);
    const grid = (step.a ?? step.b).grid;
    const findings = new Findings();
    if (stages.length === 0 && inputs.a !== inputs.b) {
      findings.add({
        at: 'input',
        name: 'width',
        kind: 'width',
        aPaths: [''],
        bPaths: [''],
        a: { type: 'filters', filters: inputs.a },
        b: { type: 'filters', filters: inputs.b },
      });
    }
    if (step.a === null) addAlone(findings, step.b, 'b');
    else if (step.b === null) addAlone(findings, step.a, 'a');
    else compareRows(step.a, step.b, { ...shared, findings });
    const found = [...findings.differences({ a, b }, { id, grid }, taken)];
    if (step.a !== null && step.b !== null) found.push(...trunkWidth({ a, b }, step, { id, grid }, found, taken));
    stages.push({
      id,
      grid,
      a: step.a?.part ?? null,
      b: step.b?.part ?? null,
      differences: found.map((difference) => difference.id),
    });
    differences.push(...found);
  }
  return { a, b, size, stages, differences };
}

/** The width of the trunk after a row: nobody types it where blocks join or residuals add. */
function trunkWidth(
  networks: { readonly a: ComparedNetwork; readonly b: ComparedNetwork },
  rows: { readonly a: Row; readonly b: Row },
  row: { readonly id: string; readonly grid: number | null },
  found: readonly Difference[],
  taken: Set<string>,
): readonly Difference[] {
  if (rows.a.grid === null || rows.b.grid === null || rows.a.channels === rows.b.channels) return [];
  const last = { a: lastAddress(networks.a, rows.a), b: lastAddress(networks.b, rows.b) };
  // Where the row ends in a unit of its own width, that is said already.
  const isSaid = found.some(
    ({ kind, a, b }) =>
      kind === 'width' && (a.places.some((place) => place === last.a) || b.places.some((place) => place === last.b)),
  );
  if (isSaid) return [];
  const findings = new Findings();
  findings.add({
    at: '',
    name: 'width',
    kind: 'width',
    aPaths: rows.a.paths,
    bPaths: rows.b.paths,
    a: { type: 'filters', filters: rows.a.channels },
    b: { type: 'filters', filters: rows.b.channels },
    follows: true,
  });
  return findings.differences(networks, row, taken);
}
