import { describe, expect, it } from 'vitest';
import { tellingChannels } from '@/lib/tiles/telling-channels';

/** H×W×C of one list per channel. */
const together = (...channels: readonly (readonly number[])[]): Float32Array =>
  Float32Array.from({ length: channels.length * (channels[0]?.length ?? 0) }, (_, i) =>
    Number(channels[i % channels.length]?.[Math.floor(i / channels.length)]),
  );

const wide = [0, 8, 0, 8];
const alike = [1, 8, 1, 8];
const opposite = [7, 0, 7, 0];
const other = [0, 0, 2, 2];
const flat = [5, 5, 5, 5];

describe('telling channels', () => {
  it('begin with the widest and go on with what is least like those before', () => {
    expect(tellingChannels(together(alike, other, wide, flat), 4, 2)).toEqual([2, 1]);
  });

  it('count a map and its negative as alike', () => {
    expect(tellingChannels(together(wide, opposite, other), 3, 2)).toEqual([0, 2]);
  });

  it('are only those with any spread, each once, even where nothing new is left', () => {
    expect(tellingChannels(together(flat, other, flat), 3, 3)).toEqual([1]);
    expect(tellingChannels(together(flat, flat), 2, 1)).toEqual([]);
    expect(new Set(tellingChannels(together(wide, other, [1, 0, 0, 1]), 3, 3)).size).toBe(3);
  });
});
