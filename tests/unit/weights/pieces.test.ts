import { EventEmitter, getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { stateDict } from '@/lib/graph/graph';
import type { Part } from '@/lib/graph/naming';
import { findNetwork, modelOf, renameKey } from '@/lib/networks';
import type { ByteSource } from '@/lib/weights/byte-source';
import { PieceReader } from '@/lib/weights/piece-reader';
import { LONGEST_PIECE, piecesOf } from '@/lib/weights/pieces';
import { openSafetensors, type SafetensorsEntry, type SafetensorsFile } from '@/lib/weights/safetensors';
import { recipeFile } from '../../hub/recipe-file';

/** A file of the recipe as a source that notes what is read. */
async function openRecipe(network: string, naming?: string) {
  const file = recipeFile(network, naming);
  const reads: [from: number, to: number][] = [];
  const source: ByteSource = {
    name: network,
    size: file.size,
    read: async (from, to) => {
      reads.push([from, to]);
      return file.bytes(from, to);
    },
  };
  const opened = await openSafetensors(source);
  reads.length = 0;
  return { opened, reads };
}

/** The floating point tensors of parts of a network, in the order in which they are computed. */
function entriesOf(opened: SafetensorsFile, network: string, paths: readonly string[], naming?: string) {
  const definition = findNetwork(network);
  const inside = (key: string): boolean => paths.some((path) => path === '' || key.startsWith(`${path}.`));
  return stateDict(modelOf(network).graph).flatMap(({ key, dtype }): SafetensorsEntry[] => {
    const entry = opened.entries.get(renameKey(definition, naming ?? definition.naming, key));
    return entry && dtype === 'F32' && inside(key) ? [entry] : [];
  });
}

const bytesOf = (list: readonly { readonly from: number; readonly to: number }[]): number =>
  list.reduce((sum, { from, to }) => sum + to - from, 0);

/** What lies in a network side by side: blocks, and what stands between them. */
const blocksOf = (part: Part): readonly Part[] =>
  ['network', 'stage', 'chain', 'times'].includes(part.kind) ? part.children.flatMap(blocksOf) : [part];

const released = [
  ['inception-v3', 'timm'],
  ['inception-v4', 'timm'],
  ['inception-resnet-v2', 'timm'],
  ['inception-resnet-v2', 'cadene'],
  ['inception-resnet-v1', 'facenet'],
] as const;

describe.each(released)('the file of %s in the names of %s', (network, naming) => {
  it('has every block in one piece, and all pieces together are its floats, once each', async () => {
    const { opened } = await openRecipe(network, naming);
    let whole = 0;
    for (const { keyPrefix } of blocksOf(modelOf(network).root)) {
      const entries = entriesOf(opened, network, [keyPrefix], naming);
      if (entries.length === 0) continue;
      const pieces = piecesOf(entries);
      expect(pieces, keyPrefix).toHaveLength(1);
      expect(bytesOf(pieces)).toBe(bytesOf(entries));
      whole += bytesOf(pieces);
    }
    const all = piecesOf(entriesOf(opened, network, [''], naming));
    expect(bytesOf(all)).toBe(whole);
    expect(Math.max(...all.map(({ from, to }) => to - from))).toBeLessThanOrEqual(LONGEST_PIECE);
    const inOrder = [...all].sort((a, b) => a.from - b.from);
    inOrder.forEach((piece, i) => {
      expect(piece.from).toBeGreaterThanOrEqual(inOrder[i - 1]?.to ?? 0);
    });
  });
});

describe('pieces', () => {
  const entry = (key: string, from: number, to: number): SafetensorsEntry => ({
    key,
    dtype: 'F32',
    shape: [(to - from) / 4],
    from,
    to,
  });
  const places = (entries: readonly SafetensorsEntry[]) => piecesOf(entries).map(({ from, to }) => [from, to]);
  const MB = 2 ** 20;

  it('hold neighbours, whatever the order in which they are needed, and skip what is not needed', () => {
    expect(
      places([entry('a.1.x', 8, 12), entry('a.1.w', 4, 8), entry('a.1.v', 16, 20), entry('a.1.x', 8, 12)]),
    ).toEqual([
      [4, 12],
      [16, 20],
    ]);
  });

  it('come in the order in which blocks are needed; small neighbours are joined, large ones are not', () => {
    expect(places([entry('b.w', 8, 16), entry('a.w', 0, 8), entry('c.w', 100, 108)])).toEqual([
      [0, 16],
      [100, 108],
    ]);
    expect(places([entry('a.0.w', 0, 5 * MB), entry('a.1.w', 5 * MB, 10 * MB)])).toHaveLength(2);
  });

  it('are divided between tensors where a block is too long for one', () => {
    const block = Array.from({ length: 5 }, (_, i) => entry(`a.${i}`, i * 10 * MB, (i + 1) * 10 * MB));
    expect(places(block.map((each, i) => ({ ...each, key: `a.w${i}` })))).toEqual([
      [0, 30 * MB],
      [30 * MB, 50 * MB],
    ]);
  });
});

describe('reading ahead', () => {
  it('reads each block once, in time, and gives every tensor its own bytes', async () => {
    const { opened, reads } = await openRecipe('inception-v4');
    const paths = ['features.0', 'features.1', 'features.2', 'features.3', 'features.4', 'features.5'];
    const entries = entriesOf(opened, 'inception-v4', paths);
    const reader = new PieceReader(opened.source, entries);
    const file = recipeFile('inception-v4');
    for (const { from, to, ...rest } of entries) {
      const bytes = await reader.read({ from, to, ...rest });
      expect(Buffer.compare(bytes, file.bytes(from, to))).toBe(0);
      expect(bytes.buffer.byteLength).toBe(to - from);
    }
    // By name, features.2 lies between 19 and 20, so the stem is 0 and 1, 2, 3 to 5.
    expect(reads).toHaveLength(3);
    expect(reads.reduce((sum, [from, to]) => sum + to - from, 0)).toBe(bytesOf(entries));
    reader.close();
  });

  it('holds no more than it may beside the piece that is waited for, and starts the next in time', async () => {
    const { opened } = await openRecipe('inception-v4');
    const entries = entriesOf(opened, 'inception-v4', ['']);
    let held = 0;
    let most = 0;
    let inTime = 0;
    const started = new Set<number>();
    const taken = new Map<string, number>();
    const source: ByteSource = {
      ...opened.source,
      read: async (from, to) => {
        held += to - from;
        most = Math.max(most, held);
        started.add(from);
        return new Uint8Array(to - from);
      },
    };
    const pieces = piecesOf(entries);
    const reader = new PieceReader(source, entries);
    await reader.read(entries[0] as SafetensorsEntry);
    expect(started.size).toBeGreaterThan(3);
    const asked = new Set<number>();
    for (const entry of entries.slice(1)) {
      const piece = pieces.find(({ from, to }) => from <= entry.from && entry.to <= to);
      if (piece && !asked.has(piece.from) && started.has(piece.from)) inTime++;
      asked.add(piece?.from ?? 0);
      await reader.read(entry);
      const key = String(piece?.from);
      taken.set(key, (taken.get(key) ?? (piece?.entries.includes(entries[0] as SafetensorsEntry) ? 1 : 0)) + 1);
      if (piece && taken.get(key) === piece.entries.length) held -= piece.to - piece.from;
    }
    expect(held).toBe(0);
    // All but the few that have no room beside the one before them.
    expect(inTime).toBeGreaterThan(0.7 * pieces.length);
    expect(most).toBeLessThanOrEqual(2 * LONGEST_PIECE);
    reader.close();
  });

  it('reads on its own what was not announced or was taken, and again what failed', async () => {
    const { opened, reads } = await openRecipe('inception-v4');
    const [first, second] = entriesOf(opened, 'inception-v4', ['features.0']);
    if (!first || !second) throw new Error('no entries');
    const reader = new PieceReader(opened.source, [first]);
    await reader.read(first);
    await reader.read(first);
    await reader.read(second);
    expect(reads).toEqual([
      [first.from, first.to],
      [first.from, first.to],
      [second.from, second.to],
    ]);
    let broken = true;
    const flaky: ByteSource = {
      ...opened.source,
      read: (from, to, signal) => {
        if (!broken) return opened.source.read(from, to, signal);
        broken = false;
        return Promise.reject(new Error('broken'));
      },
    };
    const again = new PieceReader(flaky, [first]);
    await expect(again.read(first)).rejects.toThrow('broken');
    expect(await again.read(first)).toHaveLength(first.to - first.from);
  });

  it('lets the pieces that are on their way listen to signals of their own', async () => {
    const { opened } = await openRecipe('inception-v4');
    const entries = entriesOf(opened, 'inception-v4', ['']);
    // Every second tensor is kept, so that none of its neighbours can be read with it.
    const kept = new Set(entries.filter((_, place) => place % 2 === 0).map(({ from }) => from));
    const signals: (AbortSignal | undefined)[] = [];
    const source: ByteSource = {
      ...opened.source,
      holds: (from) => kept.has(from),
      read: (_from, _to, signal) => {
        signals.push(signal);
        return new Promise((_, reject) =>
          signal?.addEventListener('abort', () => reject(signal.reason), { once: true }),
        );
      },
    };
    const run = new AbortController();
    const reader = new PieceReader(source, entries, run.signal);
    const pending = reader.read(entries[0] as SafetensorsEntry, run.signal);
    expect(signals.length).toBeGreaterThan(EventEmitter.defaultMaxListeners);
    for (const signal of signals) expect(signal && getEventListeners(signal, 'abort')).toHaveLength(1);
    run.abort(new Error('all'));
    await expect(pending).rejects.toThrow('all');
    expect(signals.every((signal) => signal?.aborted)).toBe(true);
    expect(getEventListeners(run.signal, 'abort')).toHaveLength(0);
  });

  it('stops when the run does, and when one reader does', async () => {
    const { opened } = await openRecipe('inception-v4');
    const entries = entriesOf(opened, 'inception-v4', ['features.0']);
    const [first] = entries;
    if (!first) throw new Error('no entries');
    const signals: (AbortSignal | undefined)[] = [];
    const waiting: ByteSource = {
      ...opened.source,
      read: (_from, _to, signal) => {
        signals.push(signal);
        return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
      },
    };
    const run = new AbortController();
    const reader = new PieceReader(waiting, entries, run.signal);
    const one = new AbortController();
    const left = reader.read(first, one.signal);
    one.abort(new Error('one'));
    await expect(left).rejects.toThrow('one');
    // Others may still wait for the same piece.
    expect(signals[0]?.aborted).toBe(false);
    const other = reader.read(first);
    run.abort(new Error('all'));
    await expect(other).rejects.toThrow('all');
    await expect(reader.read(first)).rejects.toThrow('all');

    const closed = new PieceReader(waiting, entries);
    const pending = closed.read(first);
    closed.close();
    await expect(pending).rejects.toMatchObject({ name: 'AbortError' });
  });
});
