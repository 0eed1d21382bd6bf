import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { errors } from '@/content/en/words/every-error';
import { explain } from '@/lib/explanation';
import { PieceReader } from '@/lib/weights/piece-reader';
import type { SafetensorsEntry, SafetensorsFile } from '@/lib/weights/safetensors';
import { safetensorsPieces } from '@/lib/weights/safetensors-writer';
import { openStoredFile } from '@/lib/weights/stored-source';
import { TensorCache } from '@/lib/weights/tensor-cache';
import { fileOfBytes } from '../../hub/recipe-file';
import { type Hub, type HubOptions, startHub } from '../../hub/server';
import { badFiles } from './bad-files';
import { memoryShelf } from './memory-shelf';

const PATH = '/timm/x/resolve/main/model.safetensors';

/** Three blocks of three tensors each, the second and third far behind what the first request brings. */
function fileOf(salt: number): Uint8Array<ArrayBuffer> {
  const tensors = ['a.0', 'a.1', 'a.2'].flatMap((block, b) =>
    ['bn.bias', 'bn.weight', 'conv.weight'].map((name, n) => {
      const count = n === 2 ? 60_000 : 32;
      return {
        key: `${block}.${name}`,
        dtype: 'F32' as const,
        shape: [count],
        byteLength: 4 * count,
        bytes: () => new Uint8Array(Float32Array.from({ length: count }, (_, i) => salt + b + n + i).buffer),
      };
    }),
  );
  return new Uint8Array(Buffer.concat([...safetensorsPieces(tensors)]));
}

const FILE = fileOf(1);
const OTHER = fileOf(2);

const hubs: Hub[] = [];
afterEach(async () => {
  await Promise.all(hubs.splice(0).map((hub) => hub.close()));
});

async function start(options: Partial<HubOptions> = {}) {
  const hub = await startHub({ files: { [PATH]: fileOfBytes(FILE) }, ...options });
  hubs.push(hub);
  return hub;
}

const opened = (hub: Hub, cache: TensorCache) =>
  openStoredFile(hub.url + PATH, cache, { name: 'x', retry: { firstDelay: 1 } });

/** Reads the tensors of some blocks as a run does, and compares them with the file. */
async function readBlocks(file: SafetensorsFile, blocks: readonly string[], truth = FILE): Promise<void> {
  const entries = blocks.flatMap((block) =>
    [...file.entries.values()].filter(({ key }) => key.startsWith(`${block}.`)),
  );
  const reader = new PieceReader(file.source, entries);
  for (const entry of entries) equal(await reader.read(entry), truth, entry);
  reader.close();
}

function equal(bytes: Uint8Array, truth: Uint8Array, { from, to }: SafetensorsEntry): void {
  expect(Buffer.compare(bytes, truth.subarray(from, to))).toBe(0);
}

/** Ranges that the storage was asked for since the last look. */
function traffic(hub: Hub): readonly string[] {
  const ranges = hub.seen.filter(({ status }) => status === 206).map(({ range }) => range ?? '');
  hub.forget();
  return ranges;
}

const rangeOf = (file: SafetensorsFile, block: string): string => {
  const inside = [...file.entries.values()].filter(({ key }) => key.startsWith(`${block}.`));
  return `bytes=${Math.min(...inside.map(({ from }) => from))}-${Math.max(...inside.map(({ to }) => to)) - 1}`;
};

const startOf = (file: SafetensorsFile, block: string): string => /\d+/.exec(rangeOf(file, block))?.[0] ?? '';

describe('a file on a server that is kept on the device', () => {
  it('costs its header and each block once, and nothing at all after a reload', async () => {
    const hub = await start();
    const { shelf } = memoryShelf();
    const first = await opened(hub, new TensorCache(async () => shelf));
    expect(traffic(hub)).toHaveLength(1);
    await readBlocks(first, ['a.1']);
    expect(traffic(hub)).toEqual([rangeOf(first, 'a.1')]);

    // The page is loaded again; the server is not even there.
    const cache = new TensorCache(async () => shelf);
    const again = await opened(hub, cache);
    await readBlocks(again, ['a.1']);
    expect(traffic(hub)).toEqual([]);
    expect([...again.entries]).toEqual([...first.entries]);
    expect(again.version).toEqual({ size: FILE.length, etag: '"version-1"', beginning: null });

    // Another block costs that block.
    await readBlocks(again, ['a.1', 'a.2']);
    expect(traffic(hub)).toEqual([rangeOf(again, 'a.2')]);

    const { files, trouble } = await cache.stored();
    expect(trouble).toBe(null);
    expect(files).toMatchObject([{ address: hub.url + PATH, name: 'model.safetensors' }]);
    const kept = ['a.1', 'a.2'].reduce((sum) => sum + 240_256, again.headerBytes);
    // Beside the bytes themselves a line about each of them.
    expect(files[0]?.bytes).toBeGreaterThan(kept);
    expect(files[0]?.bytes).toBeLessThan(kept + 2000);
  });

  it('is known by its address without signature, and stored for nobody else', async () => {
    const hub = await start();
    const { shelf } = memoryShelf();
    const signed = (query: string) =>
      openStoredFile(`${hub.url.replace('//', '//me:secret@')}${PATH}${query}`, new TensorCache(async () => shelf), {
        fetch: (_, init) => fetch(hub.url + PATH, init),
      });
    await readBlocks(await signed('?X-Amz-Signature=1&token=2&Expires=3#x'), ['a.2']);
    traffic(hub);
    await readBlocks(await signed('?X-Amz-Signature=4&token=5&Expires=6'), ['a.2']);
    expect(traffic(hub)).toEqual([]);
    await signed('?file=other');
    expect(traffic(hub)).toHaveLength(1);
    const { files } = await new TensorCache(async () => shelf).stored();
    expect(files.map(({ address }) => address)).toEqual([hub.url + PATH]);
    expect(JSON.stringify(files)).not.toContain('secret');
  });

  it.each([
    ['a flipped bit', (bytes: Uint8Array<ArrayBuffer>) => bytes.with(bytes.length - 5, (bytes.at(-5) ?? 0) ^ 4)],
    ['a lost end', (bytes: Uint8Array<ArrayBuffer>) => bytes.slice(0, -1)],
    ['nothing but zeros', (bytes: Uint8Array<ArrayBuffer>) => new Uint8Array(bytes.length)],
    ['nothing', () => new Uint8Array(0)],
    ['a description that is spoiled', (bytes: Uint8Array<ArrayBuffer>) => bytes.with(20, 0)],
  ])('that has %s on the disk is noticed, and only what is spoiled comes again', async (_, spoil) => {
    const hub = await start();
    const { shelf, files } = memoryShelf();
    const first = await opened(hub, new TensorCache(async () => shelf));
    await readBlocks(first, ['a.1', 'a.0']);
    await readBlocks(first, ['a.2']);
    const name = [...files.keys()].find((each) => each.includes(`.${startOf(first, 'a.2')}-`)) ?? '';
    files.set(name, spoil(files.get(name) as Uint8Array<ArrayBuffer>) as Uint8Array<ArrayBuffer>);
    traffic(hub);
    const again = await opened(hub, new TensorCache(async () => shelf));
    await readBlocks(again, ['a.0', 'a.1', 'a.2']);
    expect(traffic(hub)).toEqual([rangeOf(first, 'a.2')]);
    await readBlocks(await opened(hub, new TensorCache(async () => shelf)), ['a.0', 'a.1', 'a.2']);
    expect(traffic(hub)).toEqual([]);
  });

  it('whose stored header is spoiled is opened from the server, and keeps its tensors', async () => {
    const hub = await start();
    const { shelf, files } = memoryShelf();
    await readBlocks(await opened(hub, new TensorCache(async () => shelf)), ['a.1']);
    const name = [...files.keys()].find((each) => /\.0-\d+$/.test(each)) ?? '';
    files.set(name, (files.get(name) as Uint8Array<ArrayBuffer>).with(-1 + (files.get(name)?.length ?? 0), 0x7d ^ 1));
    traffic(hub);
    await readBlocks(await opened(hub, new TensorCache(async () => shelf)), ['a.1']);
    expect(traffic(hub)).toEqual(['bytes=0-163839']);
    await readBlocks(await opened(hub, new TensorCache(async () => shelf)), ['a.1']);
    expect(traffic(hub)).toEqual([]);
  });

  it.each([true, false])(
    'that became another one says so, once something new is asked for (ETag shown: %s)',
    async (exposed) => {
      const hub = await start({ exposed });
      const { shelf } = memoryShelf();
      await readBlocks(await opened(hub, new TensorCache(async () => shelf)), ['a.0', 'a.1']);
      hub.replace(PATH, fileOfBytes(OTHER));
      const cache = new TensorCache(async () => shelf);
      const stale = await opened(hub, cache);
      await readBlocks(stale, ['a.0', 'a.1']);
      await expect(readBlocks(stale, ['a.2'])).rejects.toMatchObject({ code: 'weights/changed' });
      await cache.forget(hub.url + PATH);
      const fresh = await opened(hub, cache);
      await readBlocks(fresh, ['a.0', 'a.1', 'a.2'], OTHER);
      traffic(hub);
      await readBlocks(await opened(hub, new TensorCache(async () => shelf)), ['a.0', 'a.1', 'a.2'], OTHER);
      expect(traffic(hub)).toEqual([]);
    },
  );

  it.each([true, false])(
    'is never mixed with another version that is kept meanwhile (ETag shown: %s)',
    async (exposed) => {
      const hub = await start({ exposed });
      const { shelf } = memoryShelf();
      await readBlocks(await opened(hub, new TensorCache(async () => shelf)), ['a.0']);
      const cache = new TensorCache(async () => shelf);
      const old = await opened(hub, cache);
      await readBlocks(old, ['a.0']);
      hub.replace(PATH, fileOfBytes(OTHER));
      await cache.forget(hub.url + PATH);
      // Nothing is kept, and the header alone does not tell the two apart.
      await expect(readBlocks(old, ['a.1'])).rejects.toMatchObject({ code: 'weights/changed' });
      await readBlocks(await opened(hub, cache), ['a.0', 'a.1'], OTHER);
      await expect(readBlocks(old, ['a.1'])).rejects.toMatchObject({ code: 'weights/changed' });
    },
  );

  it('whose server shows no version is compared by its beginning, once', async () => {
    const hub = await start({ exposed: false });
    const { shelf } = memoryShelf();
    await readBlocks(await opened(hub, new TensorCache(async () => shelf)), ['a.0', 'a.1']);
    traffic(hub);
    const again = await opened(hub, new TensorCache(async () => shelf));
    await readBlocks(again, ['a.1']);
    expect(traffic(hub)).toEqual([]);
    await readBlocks(again, ['a.2']);
    expect(traffic(hub)).toEqual(['bytes=0-163839', rangeOf(again, 'a.2')]);
  });

  it('is forgotten when that is asked, and kept again afterwards', async () => {
    const hub = await start();
    const { shelf, files } = memoryShelf();
    const cache = new TensorCache(async () => shelf);
    const file = await opened(hub, cache);
    await readBlocks(file, ['a.1']);
    await cache.forget('https://elsewhere/x');
    expect(files.size).toBe(2);
    await cache.forget(hub.url + PATH);
    expect(files.size).toBe(0);
    expect((await cache.stored()).bytes).toBe(0);
    traffic(hub);
    // The same opened file goes on, and what it reads is whole for the next visit.
    await readBlocks(file, ['a.1']);
    expect(traffic(hub)).toEqual([rangeOf(file, 'a.1')]);
    await readBlocks(await opened(hub, new TensorCache(async () => shelf)), ['a.1']);
    expect(traffic(hub)).toEqual([]);
    await cache.forget();
    expect(files.size).toBe(0);
  });

  it('is read by two tabs at once, whichever forgets', async () => {
    const hub = await start();
    const { shelf, files } = memoryShelf();
    const [one, two] = [new TensorCache(async () => shelf), new TensorCache(async () => shelf)];
    const [left, right] = [await opened(hub, one), await opened(hub, two)];
    await Promise.all([readBlocks(left, ['a.1', 'a.2']), readBlocks(right, ['a.1', 'a.2'])]);
    traffic(hub);
    await one.forget();
    expect(files.size).toBe(0);
    // The other still believes that it is there.
    await readBlocks(right, ['a.1', 'a.2']);
    expect(traffic(hub).length).toBeGreaterThan(0);
    await readBlocks(await opened(hub, two), ['a.2']);
    expect(traffic(hub)).toEqual([]);
  });
});

describe('where nothing can be kept', () => {
  it.each([
    ['NotSupportedError', 'no-storage'],
    ['SecurityError', 'denied'],
    ['UnknownError', 'failed'],
  ])(
    'because there is no storage (%s), everything comes over the network and the report says %s',
    async (name, trouble) => {
      const hub = await start();
      const cache = new TensorCache(() => Promise.reject(new DOMException('planted', name)));
      const file = await opened(hub, cache);
      await readBlocks(file, ['a.1']);
      await readBlocks(file, ['a.1']);
      expect(traffic(hub)).toHaveLength(3);
      expect(await cache.stored()).toEqual({ files: [], bytes: 0, trouble, persisted: false });
      await cache.forget();
      expect((await cache.stored()).trouble).toBe(trouble);
    },
  );

  it('for lack of room, it says so, tries no more, and begins again once it was emptied', async () => {
    const hub = await start();
    let room = 1;
    const { shelf, files, acts } = memoryShelf(({ type }) =>
      type === 'write' && room-- <= 0 ? 'QuotaExceededError' : null,
    );
    const cache = new TensorCache(async () => shelf);
    const file = await opened(hub, cache);
    await readBlocks(file, ['a.1']);
    await readBlocks(file, ['a.2']);
    expect((await cache.stored()).trouble).toBe('full');
    expect(acts.filter(({ type }) => type === 'write')).toHaveLength(2);
    // What was kept before is still used.
    const again = await opened(hub, new TensorCache(async () => shelf));
    expect(files.size).toBe(1);
    traffic(hub);
    await readBlocks(again, ['a.1']);
    expect(traffic(hub)).toEqual([rangeOf(file, 'a.1')]);
    await cache.forget();
    room = 10;
    await readBlocks(file, ['a.2']);
    expect((await cache.stored()).trouble).toBe(null);
    expect(files.size).toBe(2);
  });

  it('because another tab writes the same, it says so until the next one succeeds', async () => {
    const hub = await start();
    let held = 1;
    const { shelf } = memoryShelf(({ type }) => (type === 'write' && held-- > 0 ? 'NoModificationAllowedError' : null));
    const cache = new TensorCache(async () => shelf);
    const file = await opened(hub, cache);
    await readBlocks(file, ['a.1']);
    // The header was held, the block was not.
    expect((await cache.stored()).trouble).toBe(null);
    held = 1;
    await readBlocks(file, ['a.2']);
    held = 2;
    await readBlocks(file, ['a.0']);
    expect((await cache.stored()).files).toHaveLength(1);
  });

  it('whatever fails and whenever, the bytes are those of the file, and nothing is thrown', async () => {
    const hub = await start();
    const names = ['QuotaExceededError', 'NoModificationAllowedError', 'NotFoundError', 'UnknownError'];
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(fc.option(fc.constantFrom(...names), { freq: 3 })), async (plan) => {
        const { shelf } = memoryShelf(({ type }) => (type === 'list' ? null : (plan.next().value ?? null)));
        for (const blocks of [['a.1'], ['a.0', 'a.1'], ['a.2', 'a.1', 'a.0']]) {
          const cache = new TensorCache(async () => shelf);
          await readBlocks(await opened(hub, cache), blocks);
          await cache.stored();
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('a bad file on a server', () => {
  it.each([true, false])(
    'is refused as one on the disk is, and nothing of it is kept (size shown: %s)',
    async (exposed) => {
      const hub = await start({ exposed });
      const { files, shelf } = memoryShelf();
      const cache = new TensorCache(async () => shelf);
      const rows: string[] = [];
      for (const [what, bytes, code] of badFiles) {
        hub.replace(PATH, fileOfBytes(bytes));
        let came = 0;
        const opening = openStoredFile(hub.url + PATH, cache, {
          name: 'x',
          onTransfer: (transfer) => {
            came += transfer.type === 'bytes' ? transfer.count : 0;
          },
        });
        const error = await opening.catch((caught) => caught);
        expect(error, what).toMatchObject({ code, retryable: false });
        expect(explain(errors, error)?.what, what).toMatch(/^[^\n]+\.$/);
        expect(came, what).toBeLessThanOrEqual(bytes.length);
        rows.push(`${what.padEnd(46)}${code.padEnd(26)}${String(came).padStart(8)}`);
      }
      expect(files.size).toBe(0);
      if (exposed) console.log(`\nbad files on a server, and the bytes that came\n${rows.join('\n')}\n`);
      hub.replace(PATH, fileOfBytes(FILE));
      await readBlocks(await opened(hub, cache), ['a.1']);
    },
  );
});
