import type { Words } from '@/content/words-type';
import type { Frame, Item } from '@/lib/diagram/geometry';
import { shapeText } from '@/lib/diagram/wording';
import type { Model } from '@/lib/graph/model';
import type { Shape } from '@/lib/graph/shapes';

/** What the names of a drawing are made of. */
export interface Naming {
  readonly model: Model;
  readonly shapes: ReadonlyMap<string, Shape>;
  readonly words: Words['diagram'];
}

export const namingOf = ({ model, shapes }: Omit<Naming, 'words'>, words: Naming['words']): Naming => ({
  model,
  shapes,
  words,
});

/** What a node reads, past the batch norm and the convolution of its own unit. */
function readsOf(model: Model, nodeId: string): readonly string[] {
  const node = model.nodes.get(nodeId);
  const [before, ...others] = node?.inputs ?? [];
  const inner = others.length === 0 ? model.nodes.get(before ?? '') : undefined;
  if (inner && inner.origin !== null && inner.origin === node?.origin) return readsOf(model, inner.id);
  return node?.inputs ?? [];
}

/** The accessible name of an item: what it is, and its shapes in and out. */
export function itemName(naming: Naming, item: Item): string {
  const { model, shapes, words } = naming;
  const shape = (id: string | undefined): string => shapeText(shapes.get(id ?? '') ?? []);
  const to = shape(item.node);
  const inputs = readsOf(model, item.node);
  const from = shape(inputs[0]);
  const flow = words.flow(from, to);
  const part = model.parts.get(item.part);
  switch (item.type) {
    case 'card':
      return `${item.title}, ${words.closed}, ${to}`;
    case 'bar':
      return words.names.concat(
        item.segments.map(({ channels }) => channels),
        to,
      );
    case 'add':
      return words.names.add(to);
    case 'pill': {
      const op = model.nodes.get(item.node)?.op;
      return op?.type === 'scale' ? words.names.scale(op.factor) : words.names.relu(to);
    }
    case 'op': {
      const expression = part?.expression;
      switch (expression?.kind) {
        case 'unit':
          return `${words.names.conv(expression)}, ${flow}`;
        case 'maxPool':
        case 'avgPool':
          return `${words.names[expression.kind](expression)}, ${flow}`;
        case 'globalAvgPool':
          return `${words.names.globalAvgPool}, ${flow}`;
        case 'dropout':
          return `${words.names.dropout(expression.rate)}, ${flow}`;
        case 'linear':
          return `${words.names.linear(expression.units)}, ${flow}`;
        case 'softmax':
        case 'batchNorm':
        case 'l2Norm':
          return `${words.names[expression.kind]}, ${flow}`;
        default:
          return `${words.names.linear1x1(shapes.get(item.node)?.at(-1) ?? 0)}, ${flow}`;
      }
    }
  }
}

/** The accessible name of an open stage or block. */
export function frameName({ shapes, words }: Naming, frame: Frame): string {
  return `${frame.title}, ${words.open}, ${shapeText(shapes.get(frame.node) ?? [])}`;
}
