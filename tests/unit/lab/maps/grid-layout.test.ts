import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  gridLayout,
  movedFocus,
  scrolledTo,
  TILE_SIZES,
  tileAt,
  tileOrigin,
  visibleTiles,
} from '@/components/lab/maps/grid-layout';

const layouts = fc
  .record({
    count: fc.integer({ min: 1, max: 2100 }),
    width: fc.integer({ min: 60, max: 1600 }),
    height: fc.integer({ min: 100, max: 900 }),
    size: fc.constantFrom(...TILE_SIZES),
  })
  .map(({ count, width, height, size }) => ({ layout: gridLayout(count, width, height, size), width, height, size }));

describe('the grid of tiles', () => {
  it('holds every tile inside its width, none over another', () => {
    fc.assert(
      fc.property(layouts, ({ layout, width }) => {
        expect(layout.columns * layout.rows).toBeGreaterThanOrEqual(layout.count);
        expect((layout.rows - 1) * layout.columns).toBeLessThan(layout.count);
        const right = Math.min(layout.columns, layout.count) * (layout.tile + layout.gap) - layout.gap;
        expect(right).toBeLessThanOrEqual(width);
        const last = tileOrigin(layout, layout.count - 1);
        expect(last.y + layout.tile).toBe(layout.height);
      }),
    );
  });

  it('finds under a point the tile that was put there', () => {
    fc.assert(
      fc.property(layouts, fc.nat(), ({ layout }, seed) => {
        const index = seed % layout.count;
        const { x, y } = tileOrigin(layout, index);
        expect(tileAt(layout, x, y)).toBe(index);
        expect(tileAt(layout, x + layout.tile - 0.5, y + layout.tile - 0.5)).toBe(index);
        expect(tileAt(layout, x + layout.tile + 0.5, y)).toBe(null);
        expect(tileAt(layout, -1, y)).toBe(null);
      }),
    );
  });

  it('draws whatever a scrolled window shows', () => {
    fc.assert(
      fc.property(layouts, fc.nat(), ({ layout, height }, seed) => {
        const scrollTop = seed % (layout.height + 1);
        const [first, last] = visibleTiles(layout, scrollTop, height);
        for (let index = 0; index < layout.count; index++) {
          const { y } = tileOrigin(layout, index);
          const seen = y + layout.tile > scrollTop && y < scrollTop + height;
          if (seen) expect(index >= first && index < last).toBe(true);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('fits all tiles into the window where they can still be seen', () => {
    expect(gridLayout(384, 720, 480, 'fit').height).toBeLessThanOrEqual(480);
    expect(gridLayout(32, 720, 480, 'fit').tile).toBeGreaterThan(gridLayout(384, 720, 480, 'fit').tile);
    // 2,080 channels do not fit a phone: tiles stay visible and the grid scrolls.
    expect(gridLayout(2080, 300, 300, 'fit').height).toBeGreaterThan(300);
  });

  it('keeps the focus inside whatever key is pressed, and in its column up and down', () => {
    const keys = ['ArrowRight', 'ArrowLeft', 'ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End'];
    fc.assert(
      fc.property(layouts, fc.nat(), fc.constantFrom(...keys), ({ layout }, seed, key) => {
        const index = seed % layout.count;
        const next = movedFocus(layout, index, key, 3);
        expect(next).not.toBe(null);
        expect(next).toBeGreaterThanOrEqual(0);
        expect(next).toBeLessThan(layout.count);
        if (key === 'ArrowDown' && index + layout.columns < layout.count) expect(next).toBe(index + layout.columns);
        if (key === 'ArrowUp' && index < layout.columns) expect(next).toBe(index);
      }),
    );
    expect(movedFocus(gridLayout(10, 200, 200, 'small'), 3, 'a', 1)).toBe(null);
  });

  it('scrolls no further than the focus asks', () => {
    fc.assert(
      fc.property(layouts, fc.nat(), fc.nat(), ({ layout, height }, a, b) => {
        const index = a % layout.count;
        const before = b % (layout.height + 1);
        const after = scrolledTo(layout, index, before, height);
        const { y } = tileOrigin(layout, index);
        if (layout.tile <= height) {
          expect(y).toBeGreaterThanOrEqual(after);
          expect(y + layout.tile).toBeLessThanOrEqual(after + height);
        }
        if (y >= before && y + layout.tile <= before + height) expect(after).toBe(before);
      }),
    );
  });
});
