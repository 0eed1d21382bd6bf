import { describe, expect, it } from 'vitest';
import { openAround } from '@/components/explorer/use-open-parts';
import { formatsFor } from '@/components/ui/format';
import { wordsFor } from '@/content/languages';
import { findItem } from '@/lib/diagram/find-item';
import { layoutNetwork } from '@/lib/diagram/layout';
import { parseLocalAddress } from '@/lib/graph/address';
import { walkParts } from '@/lib/graph/naming';
import { readNetworkView } from '@/lib/reading/reading';
import { readSelection } from '@/lib/reading/selection';

const { reading } = readNetworkView('inception-v4', null, null);
const { model, shapes, definition } = reading;
const { wording } = wordsFor('en').diagram;
const around = (at: string) => openAround(model, readSelection(reading, at).selection.part);

describe('what is open around a selection', () => {
  it('is nothing for the network and its stages', () => {
    expect(around('')).toEqual([]);
    expect(around('inception-a')).toEqual([]);
  });

  it('is the stage for a block, and the block too for what is inside', () => {
    expect(around('features.7')).toEqual(['inception-a']);
    expect(around('features.7.branch1.1')).toEqual(['inception-a', 'features.7']);
    // A stage of one block opens straight into its branches.
    expect(around('features.10')).toEqual([]);
    expect(around('features.10.branch1.1')).toEqual(['reduction-a']);
  });

  it('shows every part of the network', () => {
    for (const part of walkParts(model.root)) {
      if (part.path === null || part.path === '' || part.path === 'features') continue;
      const geometry = layoutNetwork(model, shapes, new Set(openAround(model, part)), { wording });
      expect(findItem(geometry, model, definition.id, parseLocalAddress(part.path)), part.path).not.toBeNull();
    }
  });
});

describe('number formats', () => {
  const { integer, percent, bytes, shape, work, decimal } = formatsFor('en');
  it('write counts, shares, bytes and shapes', () => {
    expect(integer(42679816)).toBe('42,679,816');
    expect(percent(0.0316)).toBe('3.2%');
    expect(percent(0)).toBe('0.0%');
    expect(percent(0.00001)).toBe('< 0.1%');
    expect(bytes(512)).toBe('512 B');
    expect(bytes(35 * 35 * 96 * 4)).toBe('459 KiB');
    expect(bytes(1.5 * 1024 ** 2)).toBe('1.5 MiB');
    expect(shape([35, 35, 384])).toBe('35×35×384');
    expect(shape([])).toBe('1');
    expect(work(12253974624)).toBe('12.25\u202fG');
    expect(decimal(1.23456, 3)).toBe('1.235');
  });
});
