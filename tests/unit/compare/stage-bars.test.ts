import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BAR_SHARE, layoutStageBars } from '@/components/compare/stage-bars-layout';

const value = fc.option(fc.integer({ min: 0, max: 1e11 }), { nil: null });
const stages = fc
  .array(fc.record({ a: value, b: value }), { maxLength: 12 })
  .map((list) => list.map((each, index) => ({ id: `stage-${index}`, ...each })));

describe('the bars of the stages', () => {
  it('are disjoint, below the name of their stage, and inside the drawing', () => {
    fc.assert(
      fc.property(stages, (list) => {
        const { height, groups } = layoutStageBars(list);
        expect(groups.map(({ id }) => id)).toEqual(list.map(({ id }) => id));
        let bottom = 0;
        for (const { y, baseline, bars, height: tall } of groups) {
          expect(y).toBeGreaterThanOrEqual(bottom);
          expect(bars.a.y).toBeGreaterThan(baseline);
          expect(bars.b.y).toBeGreaterThan(bars.a.y + bars.a.height);
          bottom = bars.b.y + bars.b.height;
          expect(bottom).toBe(y + tall);
        }
        expect(height).toBe(bottom);
      }),
    );
  });

  it('are as long as their values, on one scale, and leave room for the numbers', () => {
    fc.assert(
      fc.property(stages, (list) => {
        const bars = layoutStageBars(list).groups.flatMap(({ bars: pair }) => [pair.a, pair.b]);
        const most = Math.max(1, ...bars.map((bar) => bar.value ?? 0));
        for (const bar of bars) expect(bar.share).toBeCloseTo((BAR_SHARE * (bar.value ?? 0)) / most, 9);
      }),
    );
  });
});
