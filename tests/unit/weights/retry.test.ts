import { describe, expect, it } from 'vitest';
import { backOff, DEFAULT_RETRIES, pause, secondsToWait } from '@/lib/weights/retry';
import { Slots } from '@/lib/weights/slots';

describe('waiting before another try', () => {
  it('doubles up to a bound, at random between a half and the whole', () => {
    const delays = (random: number): number[] =>
      [1, 2, 3, 10].map((failures) => backOff({ ...DEFAULT_RETRIES, random: () => random }, failures));
    expect(delays(0)).toEqual([250, 500, 1000, 8000]);
    expect(delays(1)).toEqual([500, 1000, 2000, 16_000]);
  });

  it.each([
    [null, null],
    ['7', 7],
    ['Thu, 01 Jan 1970 00:01:30 GMT', 30],
    ['Thu, 01 Jan 1970 00:00:30 GMT', 0],
    ['soon', null],
  ])('reads Retry-After: %s', (header, seconds) => {
    expect(secondsToWait(header, 60_000)).toBe(seconds);
  });

  it('ends at once when it is cancelled, also before it began', async () => {
    const controller = new AbortController();
    const waiting = pause(1e8, controller.signal);
    controller.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    await expect(pause(1e8, controller.signal)).rejects.toThrow('enough');
    await pause(0);
  });
});

describe('slots', () => {
  it('let a few in at a time, in order, and go on after a failure', async () => {
    const slots = new Slots(2);
    let inside = 0;
    let most = 0;
    const order: number[] = [];
    const run = (id: number) => async () => {
      order.push(id);
      inside++;
      most = Math.max(most, inside);
      await pause(1);
      inside--;
      if (id === 1) throw new Error('one');
      return id;
    };
    const all = await Promise.allSettled([0, 1, 2, 3, 4].map((id) => slots.use(run(id))));
    expect(most).toBe(2);
    expect(order).toEqual([0, 1, 2, 3, 4]);
    expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled', 'fulfilled']);
  });

  it('are not taken by who leaves the queue', async () => {
    const slots = new Slots(1);
    const first = slots.use(() => pause(5));
    const controller = new AbortController();
    const leaving = slots.use(() => Promise.resolve('never'), controller.signal);
    const next = slots.use(() => Promise.resolve('next'));
    controller.abort(new Error('left'));
    await expect(leaving).rejects.toThrow('left');
    await first;
    expect(await next).toBe('next');
    await expect(slots.use(() => Promise.resolve(1), controller.signal)).rejects.toThrow('left');
    expect(await slots.use(() => Promise.resolve('free'))).toBe('free');
  });
});
