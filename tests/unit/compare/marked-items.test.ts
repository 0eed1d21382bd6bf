import { describe, expect, it } from 'vitest';
import { type Compared, readComparison, type SideName } from '@/components/compare/comparing';
import { subjects } from '@/components/compare/pairs';
import { type Row, rowsOf } from '@/components/compare/rows';
import { type StageDrawing, stageDrawings } from '@/components/compare/stage-drawings';
import { preparedPairsOf } from '@/content/differences';
import { wordsFor } from '@/content/languages';

const words = wordsFor('en');
const pairs = preparedPairsOf('en');
const SIDES = ['a', 'b'] as const;

const drawingsOf = (compared: Compared, row: Row, side: SideName) =>
  stageDrawings(row, side, compared[side], row.differences, words);

/** Everything at which a difference is marked in drawings: ids of items, or the whole of one. */
function marksIn(drawings: readonly StageDrawing[], id: string): readonly string[] {
  return drawings.flatMap(({ marked, block }) => [
    ...[...marked.items].flatMap(([item, said]) => (said.differences.includes(id) ? [item] : [])),
    ...(marked.whole.includes(id) ? [`all of ${block.paths[0]}`] : []),
  ]);
}

const marksOf = (compared: Compared, row: Row, side: SideName, id: string): readonly string[] =>
  marksIn(drawingsOf(compared, row, side), id);

const everyPair = subjects.flatMap(({ key: a }) =>
  subjects.flatMap(({ key: b }): readonly (readonly [string, string])[] => (a === b ? [] : [[a, b]])),
);

describe('the marks of the drawings', () => {
  it.each(everyPair)('show every difference of %s and %s on each side that has it', (a, b) => {
    const compared = readComparison(a, b, null, pairs);
    for (const row of rowsOf(compared.comparison)) {
      for (const side of SIDES) {
        const drawings = drawingsOf(compared, row, side);
        for (const difference of row.differences) {
          if (difference[side].address === null) continue;
          expect(marksIn(drawings, difference.id), `${difference.id} on ${side}`).not.toEqual([]);
        }
      }
    }
  });

  it('are at the very ops that differ', () => {
    const compared = readComparison('inception-v4:paper', 'inception-v4:released', null, pairs);
    const rows = new Map(rowsOf(compared.comparison).map((row) => [row.stage.id, row]));
    const at = (stage: string, side: SideName, id: string) => {
      const row = rows.get(stage);
      return row && marksOf(compared, row, side, id);
    };
    // Of a turned branch the two that changed places, not the 1×1 before them.
    for (const side of SIDES) {
      expect(at('stem', side, 'stem.mixed-4a.branch1.order')).toEqual([
        'features.4.branch1.1@relu',
        'features.4.branch1.2@relu',
      ]);
      expect(at('inception-b', side, 'inception-b.branch1.2.kernel')).toEqual(['features.11.branch1.2@relu']);
    }
  });

  it('show a scale at its pill and a missing ReLU at the sum', () => {
    const compared = readComparison(null, null, null, pairs);
    const row = rowsOf(compared.comparison).find(({ stage }) => stage.id === 'inception-resnet-c');
    if (!row) throw new Error('no Inception-ResNet-C');
    expect(marksOf(compared, row, 'b', 'inception-resnet-c.scale')).toEqual(['repeat_2.0@scaled']);
    expect(marksOf(compared, row, 'a', 'inception-resnet-c.last.activation')).toEqual(['repeat_2.0@relu']);
    expect(marksOf(compared, row, 'b', 'inception-resnet-c.last.activation')).toEqual(['block8@add']);
    const [, last] = drawingsOf(compared, row, 'b');
    expect(last?.isTelling).toBe(true);
  });

  it('show every slip of a figure at its op', () => {
    for (const { key, variant } of subjects) {
      for (const slip of variant.figureSlips) {
        const compared = readComparison(key, 'inception-v3', null, pairs);
        const said = rowsOf(compared.comparison).flatMap((row) =>
          drawingsOf(compared, row, 'a').flatMap(({ marked }) =>
            [...marked.items].flatMap(([item, { slips }]) => (slips.includes(slip.id) ? [item] : [])),
          ),
        );
        expect(said, slip.id).toHaveLength(1);
        expect(said[0]).toContain(slip.at[0]);
      }
    }
  });
});
