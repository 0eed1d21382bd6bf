import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KeptValues } from '@/lib/runtime/plan/kept-values';

describe('kept values', () => {
  it('let go of what was used least recently, first', () => {
    const gone: string[] = [];
    const kept = new KeptValues<string>(30, (value) => gone.push(value));
    for (const key of ['a', 'b', 'c']) {
      kept.put(key, key, 10);
      kept.unpin(key);
    }
    kept.get('a');
    kept.put('d', 'd', 10);
    expect(gone).toEqual(['b']);
    expect(kept.bytes).toBe(30);
  });

  it('never let go of what is pinned, even above the budget', () => {
    const gone: string[] = [];
    const kept = new KeptValues<string>(10, (value) => gone.push(value));
    kept.put('a', 'a', 10);
    kept.put('b', 'b', 10);
    expect(gone).toEqual([]);
    kept.unpin('b');
    expect(gone).toEqual(['b']);
    expect(kept.get('a')).toBe('a');
  });

  it('of an earlier picture go before what is shown, after what lies inside blocks', () => {
    const gone: string[] = [];
    const kept = new KeptValues<string>(60, (value) => gone.push(value));
    for (const [key, rank] of [
      ['first end', 'checkpoint'],
      ['first look', 'seen'],
      ['second look', 'seen'],
      ['second end', 'checkpoint'],
      ['second inside', 'inner'],
    ] as const) {
      kept.put(key, key, 10, rank);
      kept.unpin(key);
    }
    expect(kept.valuedBytes).toBe(40);
    kept.show({ has: (key) => key.startsWith('second') });
    expect(kept.valuedBytes).toBe(20);
    kept.put('second more', '', 50, 'checkpoint');
    expect(gone).toEqual(['second inside', 'first end', 'first look', 'second look']);
    // Back to the first picture, it is the other way round.
    gone.length = 0;
    kept.unpin('second more');
    kept.show({ has: (key) => key.startsWith('first') });
    kept.put('first again', '', 50, 'checkpoint');
    expect(gone).toEqual(['second end', '']);
  });

  it('own each value exactly once, after any sequence', () => {
    const step = fc.record({
      act: fc.constantFrom('put', 'get', 'pin', 'unpin', 'clear'),
      key: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      bytes: fc.integer({ min: 0, max: 40 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const alive = new Set<number>();
        const kept = new KeptValues<number>(60, (value) => {
          expect(alive.delete(value)).toBe(true);
        });
        let made = 0;
        for (const { act, key, bytes } of steps) {
          if (act === 'put') {
            alive.add(++made);
            kept.put(key, made, bytes);
          } else if (act === 'clear') kept.clear();
          else kept[act](key);
          expect(new Set(kept.values())).toEqual(alive);
          expect(kept.size).toBe(alive.size);
        }
      }),
    );
  });
});
