import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Evictable, evictions, RANKS } from '@/lib/runtime/plan/eviction';

const entry = (key: string, rank: Evictable['rank'], pinned = false): Evictable => ({ key, bytes: 10, rank, pinned });

describe('what goes when memory is short', () => {
  it('is what lies inside blocks, then what was looked at, checkpoints last; the oldest of each first', () => {
    const entries = [
      entry('old end', 'checkpoint'),
      entry('old look', 'seen'),
      entry('old inside', 'inner'),
      entry('new inside', 'inner'),
      entry('new end', 'checkpoint'),
    ];
    expect(evictions(entries, 50)).toEqual([]);
    expect(evictions(entries, 31)).toEqual(['old inside', 'new inside']);
    expect(evictions(entries, 0)).toEqual(['old inside', 'new inside', 'old look', 'old end', 'new end']);
  });

  it('is never what is in use', () => {
    expect(evictions([entry('a', 'inner', true), entry('b', 'checkpoint')], 0)).toEqual(['b']);
  });

  it('is enough, and nothing of a rank goes while something lower could have', () => {
    const entries = fc.uniqueArray(
      fc.record({
        key: fc.string({ minLength: 1 }),
        bytes: fc.integer({ min: 1, max: 50 }),
        rank: fc.constantFrom(...RANKS),
        pinned: fc.boolean(),
      }),
      { selector: ({ key }) => key, maxLength: 12 },
    );
    fc.assert(
      fc.property(entries, fc.integer({ min: 0, max: 300 }), (all, budget) => {
        const gone = new Set(evictions(all, budget));
        const kept = all.filter(({ key }) => !gone.has(key));
        const bytes = kept.reduce((sum, each) => sum + each.bytes, 0);
        expect(bytes <= budget || kept.every(({ pinned }) => pinned)).toBe(true);
        const level = (each: Evictable): number => RANKS.indexOf(each.rank);
        const highest = Math.max(-1, ...all.filter(({ key }) => gone.has(key)).map(level));
        for (const each of kept) if (!each.pinned) expect(level(each)).toBeGreaterThanOrEqual(highest);
      }),
    );
  });
});
