import { describe, expect, it } from 'vitest';
import { carryOver } from '@/components/explorer/carry-over';
import { walkParts } from '@/lib/graph/naming';
import { networks } from '@/lib/networks';
import { readNetworkView } from '@/lib/reading/reading';
import { readSelection } from '@/lib/reading/selection';

const read = (network: string, variant: string | null) => readNetworkView(network, variant, null).reading;

const carried = (network: string, at: string, from: string | null, to: string | null) => {
  const reading = read(network, from);
  return carryOver(reading, readSelection(reading, at).selection, read(network, to));
};

describe('a selection in another variant', () => {
  const V2 = 'inception-resnet-v2';

  it.each(['', 'repeat.0', 'repeat.0@scaled', 'repeat.0.branch2.1@conv#3,4,5', 'mixed_6a', 'stem', 'classif'])(
    'is kept where the address exists: “%s”',
    (at) => {
      expect(carried(V2, at, null, 'paper')).toEqual({ at, same: true });
      expect(carried(V2, at, 'paper', null)).toEqual({ at, same: true });
    },
  );

  it.each([
    // The sixth block is one too many for the paper, the stem has other parts, the rest is in one of them only.
    ['repeat.5.branch0', null, 'paper', 'inception-resnet-a'],
    ['block8', null, 'paper', 'inception-resnet-c'],
    ['maxpool_5a', null, 'paper', 'stem'],
    ['mixed_5b', null, 'paper', 'stem'],
    ['conv2d_7b', null, 'paper', 'inception-resnet-c'],
    ['last-convolution', null, 'paper', 'inception-resnet-c'],
    ['mixed_4a.branch1.1', 'paper', null, 'stem'],
  ])('%s (%s) goes to the nearest stage (%s): %s', (at, from, to, expected) => {
    expect(carried(V2, at, from, to)).toEqual({ at: expected, same: false });
  });

  it('keeps the part where only the channel or the tensor is missing', () => {
    // 1152 channels in the paper, 1088 in the released network.
    expect(carried(V2, 'repeat_1.0#1100', 'paper', null)).toEqual({ at: 'repeat_1.0', same: false });
    expect(carried('inception-resnet-v1', 'head', null, 'paper')).toEqual({ at: 'head', same: true });
    expect(carried('inception-resnet-v1', 'last_bn', null, 'paper')).toEqual({ at: 'head', same: false });
  });

  it('always leads to something that exists', () => {
    for (const { id, variants } of networks) {
      for (const from of variants) {
        for (const to of variants) {
          const [reading, target] = [read(id, from.id), read(id, to.id)];
          for (const { path } of walkParts(reading.model.root)) {
            if (path === null) continue;
            const { at } = carryOver(reading, readSelection(reading, path).selection, target);
            expect(readSelection(target, at).problem, `${id}: ${path}, ${from.id} to ${to.id}`).toBeNull();
            expect(path === '' || at !== '', `${id}: ${path}`).toBe(true);
          }
        }
      }
    }
  });
});
