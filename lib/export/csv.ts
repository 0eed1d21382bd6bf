import { costOf, NO_COST } from '../analysis/cost';
import { receptiveFields } from '../analysis/receptive-field';
import type { Op } from '../graph/graph';
import { type Model, nodesOf } from '../graph/model';
import type { Part } from '../graph/naming';
import { inferShapes } from '../graph/shapes';

const COLUMNS = [
  'path',
  'reference_path',
  'op',
  'kernel',
  'stride',
  'padding',
  'inputs',
  'output',
  'parameters',
  'macs',
  'receptive_field',
] as const;

type Row = Readonly<Record<(typeof COLUMNS)[number], string | number>>;

const by = (extents: readonly number[]): string => extents.join('x');

function windowOf(op: Op): Pick<Row, 'kernel' | 'stride' | 'padding'> {
  if (!('kernel' in op)) return { kernel: '', stride: '', padding: '' };
  const { top, right, bottom, left } = op.padding;
  return { kernel: by(op.kernel), stride: by(op.stride), padding: [top, right, bottom, left].join(' ') };
}

/** RFC 4180: quoted where a comma, a quote or a line end is inside. */
const field = (value: string | number): string => {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/**
 * The ops of a part as comma-separated values, one line each in execution order, with a heading. Extents are H×W×C
 * written with x, paddings top, right, bottom, left in pixels, several inputs separated by spaces.
 * @param part null for all ops, also of a graph without parts.
 * @param height of the input picture in pixels; `width` too, where it is no square. @throws `shape/…` where it does not fit.
 */
export function csvOf(model: Model, part: Part | null, height: number, width = height): string {
  const shapes = inferShapes(model.graph, height, width);
  const costs = costOf(model, shapes);
  const fields = receptiveFields(model.graph, shapes);
  const nodes = part === null ? model.graph.nodes.filter(({ op }) => op.type !== 'input') : nodesOf(model, part);
  const rows = nodes.map((node): Row => {
    const { parameters, macs } = costs.get(node.id) ?? NO_COST;
    return {
      path: node.id,
      reference_path: node.referencePath ?? '',
      op: node.op.type,
      ...windowOf(node.op),
      inputs: node.inputs.join(' '),
      output: by(shapes.get(node.id) ?? []),
      parameters,
      macs,
      receptive_field: by(fields.get(node.id)?.size ?? []),
    };
  });
  return [COLUMNS.join(','), ...rows.map((row) => COLUMNS.map((column) => field(row[column])).join(','))]
    .map((line) => `${line}\r\n`)
    .join('');
}
