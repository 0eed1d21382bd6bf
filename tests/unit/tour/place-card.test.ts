import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Box, placeCard, type Side } from '@/components/tour/place-card';

const view = { width: 1440, height: 900 };
const card = { width: 352, height: 300 };

test('the card stands on the first side that has room', () => {
  const target = { left: 20, top: 300, width: 200, height: 100 };
  expect(placeCard(target, card, view, ['left', 'right'])).toEqual({ left: 236, top: 200, side: 'right', arrow: 150 });
  expect(placeCard({ ...target, left: 900 }, card, view, ['left', 'right'])).toMatchObject({ left: 532, side: 'left' });
  expect(placeCard({ ...target, left: 600 }, card, view, ['below'])).toMatchObject({
    top: 416,
    left: 524,
    side: 'below',
  });
});

test('beside what is cut off by the window its visible part counts, beside what is out of sight nothing', () => {
  const tall = { left: 20, top: -500, width: 200, height: 700 };
  expect(placeCard(tall, card, view, ['right'])).toMatchObject({ top: 12, side: 'right', arrow: 88 });
  for (const gone of [
    { ...tall, top: 950 },
    { ...tall, top: -800 },
    { ...tall, left: -300 },
  ]) {
    expect(placeCard(gone, card, view, ['right'])).toMatchObject({ left: 1076, top: 588, side: null });
  }
  expect(placeCard(null, card, view, ['right']).side).toBeNull();
});

test('beside any control it is in the window, covers nothing of it, and its arrow points at it', () => {
  const box = fc.record({
    left: fc.integer({ min: -400, max: 1500 }),
    top: fc.integer({ min: -400, max: 1000 }),
    width: fc.integer({ min: 1, max: 1400 }),
    height: fc.integer({ min: 1, max: 2000 }),
  });
  const sides = fc.shuffledSubarray<Side>(['left', 'right', 'above', 'below'], { minLength: 1 });
  fc.assert(
    fc.property(box, sides, (target: Box, order) => {
      const { left, top, side, arrow } = placeCard(target, card, view, order);
      expect(left).toBeGreaterThanOrEqual(12);
      expect(top).toBeGreaterThanOrEqual(12);
      expect(left + card.width).toBeLessThanOrEqual(view.width - 12);
      expect(top + card.height).toBeLessThanOrEqual(view.height - 12);
      if (side === null) return;
      expect(order).toContain(side);
      const apart =
        left >= target.left + target.width ||
        left + card.width <= target.left ||
        top >= target.top + target.height ||
        top + card.height <= target.top;
      expect(apart).toBe(true);
      expect(arrow).toBeGreaterThan(0);
      expect(arrow).toBeLessThan(side === 'left' || side === 'right' ? card.height : card.width);
    }),
  );
});
