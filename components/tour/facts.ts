import type { Formats } from '@/components/ui/format';
import type { TourFacts } from '@/content/tour-facts';
import type { NetworkReading } from '@/lib/reading/reading';
import type { Selection } from '@/lib/reading/selection';
import { packagedInceptionV3 } from '@/lib/weights/catalogue';
import { PLACES } from './places';

/** Reads the facts off the network that is shown. */
export function tourFacts(reading: NetworkReading, selection: Selection, formats: Formats): TourFacts {
  const { model, shapes, height, width, fields } = reading;
  const shapeAt = (path: string): readonly number[] => {
    for (const part of model.parts.values()) {
      if (part.path === path) return shapes.get(model.outputs.get(part.id) ?? '') ?? [];
    }
    return [];
  };
  /** What the first op that reads from outside a block reads. */
  const shapeInto = (path: string): readonly number[] => {
    const first = model.graph.nodes.find(({ id }) => id.startsWith(`${path}.`));
    return shapes.get(first?.inputs[0] ?? '') ?? [];
  };
  const block = shapeAt(PLACES.block);
  const widths = [0, 1, 2, 3].map((i) => shapeAt(`${PLACES.block}.branch${i}`).at(-1) ?? 0);
  const last = shapeAt(PLACES.last);
  const stem = shapeAt(PLACES.stem);
  const input = [height, width, 3];
  const field = fields.get(selection.node.id);
  const seen = field ? [field.size[0], field.size[1]] : [];
  const small = seen.length === 2 && seen.every((extent, axis) => extent < (axis === 0 ? height : width));
  return {
    input: formats.shape(input),
    numbers: formats.integer(input.reduce((product, extent) => product * extent, 1)),
    stem: formats.shape(stem),
    stemChannels: formats.integer(stem.at(-1) ?? 0),
    block: PLACES.block,
    reduction: PLACES.reduction,
    lastBlock: PLACES.last,
    trainedEnd: packagedInceptionV3.lastBlock ?? '',
    blockIn: formats.shape(shapeInto(PLACES.block)),
    blockOut: formats.shape(block),
    branches: `${widths.map(formats.integer).join(' + ')} = ${formats.integer(block.at(-1) ?? 0)}`,
    reductionIn: formats.shape(shapeInto(PLACES.reduction)),
    reductionOut: formats.shape(shapeAt(PLACES.reduction)),
    last: formats.shape(last),
    lastChannels: formats.integer(last.at(-1) ?? 0),
    field: small ? formats.shape(seen) : null,
  };
}
