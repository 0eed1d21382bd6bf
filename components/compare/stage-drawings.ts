import type { Words } from '@/content/words-type';
import type { Difference } from '@/lib/analysis/differences';
import type { Geometry } from '@/lib/diagram/geometry';
import { layoutBlock, openByDefault } from '@/lib/diagram/layout';
import { parseAddress, resolvePath } from '@/lib/graph/address';
import type { Part } from '@/lib/graph/naming';
import type { NetworkReading } from '@/lib/reading/reading';
import type { SideName } from './comparing';
import type { DistinctBlock } from './distinct-blocks';
import { type MarkedItems, markedItems } from './marked-items';
import type { Row } from './rows';

/** One drawing of a row, laid out, with what is to be marked in it. */
export interface StageDrawing {
  readonly block: DistinctBlock;
  readonly title: string;
  readonly geometry: Geometry;
  readonly marked: MarkedItems;
  /** Whether it shows a difference that the drawings before it do not. */
  readonly isTelling: boolean;
}

/** What a drawing stands for: `Inception-ResNet-C, blocks 1 to 9 of 10`. */
function titleOf(words: Words['compare']['row'], { part, first, last, of }: DistinctBlock): string {
  const name = part.name ?? part.id;
  if (of === 1) return name;
  if (first === 1 && last === of) return words.blocks(name, of);
  return first === last ? words.oneOf(name, first, of) : words.someOf(name, first, last, of);
}

/** What stands open in a drawing: of the blocks inside, those in which something differs or the figure slips. */
function openParts(
  { definition, model, variant }: NetworkReading,
  part: Part,
  row: Row,
  side: SideName,
): ReadonlySet<string> {
  const places = [
    ...row.differences.flatMap((each) => each[side].places.map((address) => parseAddress(address).path)),
    ...variant.figureSlips.flatMap(({ at }) => at),
  ].map((path) => resolvePath(model, definition.id, path).part.path ?? path);
  const isTouched = (id: string): boolean => {
    const path = model.parts.get(id)?.path ?? null;
    return path === null || places.some((place) => place === path || place.startsWith(`${path}.`));
  };
  return new Set([...openByDefault(part)].filter(isTouched));
}

/** The drawings of one side of a row, in order. @param differences those to be marked. */
export function stageDrawings(
  row: Row,
  side: SideName,
  reading: NetworkReading,
  differences: readonly Difference[],
  words: Pick<Words, 'compare' | 'diagram'>,
): readonly StageDrawing[] {
  const { definition, variant, model, shapes } = reading;
  const blocks = row[side];
  const told = new Set<string>();
  return blocks.map((block, index) => {
    const expanded = openParts(reading, block.part, row, side);
    const geometry = layoutBlock(model, block.part, shapes, { wording: words.diagram.wording, expanded });
    const drawn = { geometry, network: definition.id, model, block, isLast: index === blocks.length - 1 };
    const marked = markedItems(drawn, side, row.stage[side]?.path ?? null, differences, variant.figureSlips);
    const own = differences.filter(({ id, follows }) => !follows && isMarked(marked, id)).map(({ id }) => id);
    const isTelling = own.some((id) => !told.has(id));
    for (const id of own) told.add(id);
    return { block, title: titleOf(words.compare.row, block), geometry, marked, isTelling };
  });
}

/** Whether a difference is marked at an op of a drawing. */
function isMarked({ items }: MarkedItems, id: string): boolean {
  return [...items.values()].some(({ differences }) => differences.includes(id));
}
