import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { errors } from '@/content/en/words/every-error';
import { AtlasError } from '@/lib/error';
import { explain } from '@/lib/explanation';
import type { ByteSource } from '@/lib/weights/byte-source';
import { FIRST_BYTES, type HttpOptions, openHttpSource, type Transfer, WHOLE_FILE } from '@/lib/weights/http-source';
import { fileOfBytes, type LazyFile } from '../../hub/recipe-file';
import { type Fault, type Hub, type HubOptions, startHub } from '../../hub/server';

const PATH = '/timm/x/resolve/main/model.safetensors';
const SIZE = FIRST_BYTES + 500_000;

/** Byte i of the file, so that a byte in the wrong place is seen. */
const byteAt = (i: number): number => (i * 31 + (i >> 8)) & 0xff;
const contentOf = (from: number, to: number): Uint8Array =>
  Uint8Array.from({ length: to - from }, (_, i) => byteAt(from + i));
const lazy = (size: number): LazyFile => ({
  size,
  bytes: (from, to) => Uint8Array.from({ length: Math.max(0, Math.min(to, size) - from) }, (_, i) => byteAt(from + i)),
});

const hubs: Hub[] = [];
afterEach(async () => {
  await Promise.all(hubs.splice(0).map((hub) => hub.close()));
});

/** A hub with one file, and a reader of it whose waits are short. */
async function start({ size = SIZE, file, ...rest }: Partial<HubOptions> & { size?: number; file?: LazyFile } = {}) {
  const hub = await startHub({ files: { [PATH]: file ?? lazy(size) }, ...rest });
  hubs.push(hub);
  const transfers: Transfer[] = [];
  const open = (options: HttpOptions = {}): Promise<ByteSource> =>
    openHttpSource(hub.url + PATH, {
      name: 'x',
      onTransfer: (transfer) => transfers.push(transfer),
      ...options,
      retry: { firstDelay: 1, ...options.retry },
    });
  const bytes = (): number => transfers.reduce((sum, each) => sum + (each.type === 'bytes' ? each.count : 0), 0);
  const waits = (): string[] => transfers.flatMap((each) => (each.type === 'wait' ? [each.code] : []));
  return { hub, open, transfers, bytes, waits };
}

const statuses = (hub: Hub): number[] => hub.seen.map(({ status }) => status);
const equal = (bytes: Uint8Array, from: number, to: number): void => {
  expect(Buffer.compare(bytes, contentOf(from, to))).toBe(0);
};

describe('a file on a server', () => {
  it('is opened with one request, learns its size, and keeps the beginning', async () => {
    const { hub, open, bytes } = await start();
    const source = await open();
    expect(source).toMatchObject({ name: 'x', size: SIZE });
    equal(await source.read(8, 1000), 8, 1000);
    equal(await source.read(0, FIRST_BYTES), 0, FIRST_BYTES);
    expect(statuses(hub)).toEqual([302, 206]);
    expect(bytes()).toBe(FIRST_BYTES);
  });

  it('asks with GET and a simple Range header only, and for the bytes it lacks only', async () => {
    const { hub, open, transfers } = await start();
    const source = await open();
    equal(await source.read(FIRST_BYTES - 10, FIRST_BYTES + 20), FIRST_BYTES - 10, FIRST_BYTES + 20);
    expect(transfers.filter(({ type }) => type === 'request')).toEqual([
      { type: 'request', from: 0, to: FIRST_BYTES },
      { type: 'request', from: FIRST_BYTES, to: FIRST_BYTES + 20 },
    ]);
    expect(hub.seen.every(({ method }) => method === 'GET')).toBe(true);
    expect(hub.seen.at(-1)?.range).toBe(`bytes=${FIRST_BYTES}-${FIRST_BYTES + 19}`);
  });

  it('goes straight to the signed address, and back to the first one when it has expired', async () => {
    const { hub, open, waits } = await start();
    const source = await open();
    await source.read(SIZE - 10, SIZE);
    expect(statuses(hub)).toEqual([302, 206, 206]);
    hub.expire();
    hub.forget();
    equal(await source.read(SIZE - 20, SIZE), SIZE - 20, SIZE);
    expect(hub.seen.map(({ server, status }) => `${server} ${status}`)).toEqual([
      'storage 403',
      'hub 302',
      'storage 206',
    ]);
    expect(waits()).toEqual([]);
  });

  it.each([400, 404])('starts again from the first address where the signed one answers %i', async (status) => {
    const { hub, open } = await start();
    const source = await open();
    hub.fail({ type: 'status', status });
    equal(await source.read(SIZE - 20, SIZE), SIZE - 20, SIZE);
    expect(hub.seen.slice(2).map(({ server, status: each }) => `${server} ${each}`)).toEqual([
      `storage ${status}`,
      'hub 302',
      'storage 206',
    ]);
  });

  it.each<[string, Fault]>([
    ['a server that is busy', { type: 'status', status: 429 }],
    ['a server that says when to come back', { type: 'status', status: 429, retryAfter: '0' }],
    ['a server that fails', { type: 'status', status: 500 }],
    ['a gateway that fails', { type: 'status', status: 503 }],
    ['a connection that breaks', { type: 'cut', after: 200_000 }],
    ['a connection that breaks at once', { type: 'cut', after: 0 }],
    ['an answer that is shorter than asked', { type: 'short', after: 100_000 }],
  ])('comes whole in spite of %s', async (_, fault) => {
    const { hub, open, waits } = await start();
    const source = await open();
    hub.fail(fault);
    equal(await source.read(FIRST_BYTES, SIZE), FIRST_BYTES, SIZE);
    expect(waits()).toHaveLength(1);
    hub.fail(fault);
    const again = await open();
    expect(again.size).toBe(SIZE);
    equal(await again.read(0, 100), 0, 100);
  });

  it('goes on where a body broke, and pays for no byte twice', async () => {
    const { hub, open, transfers, bytes } = await start();
    const source = await open();
    transfers.length = 0;
    hub.fail({ type: 'cut', after: 300_000 }, { type: 'cut', after: 100_000 });
    equal(await source.read(FIRST_BYTES, SIZE), FIRST_BYTES, SIZE);
    const from = transfers.flatMap((each) => (each.type === 'request' ? [each.from] : []));
    expect(from).toHaveLength(3);
    expect(from[0]).toBe(FIRST_BYTES);
    expect(from[1]).toBeGreaterThan(FIRST_BYTES);
    expect(from[2]).toBeGreaterThan(from[1] ?? 0);
    expect(bytes()).toBe(SIZE - FIRST_BYTES);
  });

  it('goes on as long as there is progress, however often it breaks', async () => {
    const { hub, open, waits } = await start();
    const source = await open({ retry: { retries: 1 } });
    hub.fail(...Array.from({ length: 4 }, (): Fault => ({ type: 'cut', after: 110_000 })));
    equal(await source.read(FIRST_BYTES, SIZE), FIRST_BYTES, SIZE);
    expect(waits()).toEqual(Array(4).fill('weights/cut-off'));
  });

  it('counts a connection on which nothing comes as broken', async () => {
    const { hub, open, waits } = await start();
    const source = await open({ stall: 1000 });
    hub.fail({ type: 'stall', after: 70_000 });
    equal(await source.read(FIRST_BYTES, SIZE), FIRST_BYTES, SIZE);
    expect(waits()).toEqual(['weights/stalled']);
  });

  it('knows its size from the answer where ranges are not exposed and the file is small', async () => {
    const { open } = await start({ exposed: false, size: 5000 });
    const source = await open();
    expect(source.size).toBe(5000);
    equal(await source.read(0, 9000), 0, 5000);
  });

  it('learns that a small file is whole even where nothing tells how long anything is', async () => {
    const { hub, open } = await start({ exposed: false, lengths: false, size: 5000 });
    const source = await open();
    expect(source.size).toBe(5000);
    expect(statuses(hub).at(-1)).toBe(416);
    equal(await source.read(0, 5000), 0, 5000);
  });

  it('leaves the size open where ranges are not exposed and the file is large', async () => {
    const { open } = await start({ exposed: false });
    const source = await open();
    expect(source.size).toBeNull();
    equal(await source.read(SIZE - 100, SIZE), SIZE - 100, SIZE);
    await expect(source.read(SIZE, SIZE + 10)).rejects.toMatchObject({ code: 'weights/no-such-range' });
  });

  it.each([true, false])(
    'is taken whole from a server without ranges while small (length told: %s)',
    async (lengths) => {
      const { hub, open } = await start({ ranges: false, lengths });
      const source = await open();
      expect(source.size).toBe(SIZE);
      equal(await source.read(SIZE - 100, SIZE), SIZE - 100, SIZE);
      expect(statuses(hub)).toEqual([302, 200]);
    },
  );

  it.each(['gzip', 'br', 'deflate'] as const)(
    'is taken whole where a server sends it packed by %s',
    async (encoding) => {
      const plain = contentOf(0, 5000);
      const packed = { gzip: gzipSync, br: brotliCompressSync, deflate: deflateSync }[encoding](plain);
      const server = createServer((_, response) => {
        response.writeHead(200, { 'Content-Encoding': encoding, 'Content-Length': packed.length }).end(packed);
      });
      await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
      const { port } = server.address() as AddressInfo;
      const source = await openHttpSource(`http://127.0.0.1:${port}/x`, { name: 'x' });
      expect(source.size).toBe(5000);
      equal(await source.read(10, 4990), 10, 4990);
      server.close();
    },
  );

  it('is taken whole where packing has lengthened it and cannot be seen', async () => {
    let asked = 0;
    const source = await openHttpSource('https://host/x', {
      name: 'x',
      retry: { firstDelay: 1 },
      // As a page sees another origin that does not expose its encoding: the length is of the packed bytes.
      fetch: async () => {
        asked++;
        return new Response(contentOf(0, 5000).slice(), { headers: { 'Content-Length': '5023' } });
      },
    });
    expect(source.size).toBe(5000);
    equal(await source.read(10, 4990), 10, 4990);
    expect(asked).toBe(2);
  });

  it('is not read by ranges of packed bytes', async () => {
    const packed = gzipSync(contentOf(0, 5000));
    let asked = 0;
    const server = createServer((_, response) => {
      asked++;
      const headers = { 'Content-Encoding': 'gzip', 'Content-Range': `bytes 0-${packed.length - 1}/${packed.length}` };
      response.writeHead(206, headers).end(packed);
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    await expect(openHttpSource(`http://127.0.0.1:${port}/x`, { name: 'x' })).rejects.toMatchObject({
      code: 'weights/wrong-range',
      retryable: false,
      data: { found: 'Content-Encoding: gzip' },
    });
    expect(asked).toBe(1);
    server.close();
  });

  it.each([true, false])('is refused by a server without ranges while large (length told: %s)', async (lengths) => {
    const { open, bytes } = await start({ ranges: false, lengths, size: 200_000_000, file: zeros(200_000_000) });
    await expect(open()).rejects.toMatchObject({
      code: 'weights/no-ranges',
      retryable: false,
      data: { bytes: lengths ? 200_000_000 : null, most: WHOLE_FILE },
    });
    expect(bytes()).toBeLessThanOrEqual(WHOLE_FILE);
  });

  it('takes the beginning of a whole answer where ranges stop working later, and no more', async () => {
    const { open } = await start();
    const source = await open({ fetch: onlyFirstRange() });
    equal(await source.read(FIRST_BYTES + 10, FIRST_BYTES + 1000), FIRST_BYTES + 10, FIRST_BYTES + 1000);
  });

  it('has a few requests under way at a time', async () => {
    let running = 0;
    let most = 0;
    const { open } = await start();
    const source = await open({
      inFlight: 3,
      fetch: async (address, init) => {
        running++;
        most = Math.max(most, running);
        const response = await fetch(address, init);
        running--;
        return response;
      },
    });
    const places = Array.from({ length: 12 }, (_, i) => FIRST_BYTES + i * 1000);
    const parts = await Promise.all(places.map((from) => source.read(from, from + 1000)));
    parts.forEach((part, i) => {
      equal(part, places[i] ?? 0, (places[i] ?? 0) + 1000);
    });
    expect(most).toBe(3);
  });
});

/** A file of zeros, which costs nothing to make. */
const zeros = (size: number): LazyFile => ({
  size,
  bytes: (from, to) => new Uint8Array(Math.max(0, Math.min(to, size) - from)),
});

/** Leaves the Range header out of all requests but the first. */
function onlyFirstRange(): HttpOptions['fetch'] {
  let first = true;
  return (address, init) => {
    const asked = first ? init : { ...init, headers: {} };
    first = false;
    return fetch(address, asked);
  };
}

describe('an answer that cannot be used', () => {
  const always = (fault: Fault): Fault[] => Array(9).fill(fault);
  it.each<[string, Fault[], string, boolean]>([
    ['a page', [{ type: 'page' }], 'weights/web-page', false],
    ['other bytes than asked for', [{ type: 'other-range' }], 'weights/wrong-range', false],
    ['more bytes than it says', [{ type: 'long' }], 'weights/wrong-length', false],
    ['access denied', always({ type: 'status', status: 403 }), 'weights/denied', false],
    ['a login wanted', always({ type: 'status', status: 401 }), 'weights/denied', false],
    ['no such file', always({ type: 'status', status: 404 }), 'weights/not-found', false],
    ['something that nobody understands', always({ type: 'status', status: 418 }), 'weights/unexpected-status', false],
    ['too many requests', always({ type: 'status', status: 429 }), 'weights/busy', true],
    ['a long wait', [{ type: 'status', status: 429, retryAfter: '3600' }], 'weights/busy', true],
    ['a failing server', always({ type: 'status', status: 502 }), 'weights/server-failed', true],
    ['a connection that always breaks', always({ type: 'cut', after: 10 }), 'weights/cut-off', true],
  ])('%s ends in its own error, with words', async (_, faults, code, retryable) => {
    for (const when of ['opening', 'reading'] as const) {
      const { hub, open } = await start();
      let attempt: Promise<unknown>;
      if (when === 'opening') {
        hub.fail(...faults);
        attempt = open();
      } else {
        const source = await open();
        hub.fail(...faults);
        attempt = source.read(FIRST_BYTES, SIZE);
      }
      const error = await attempt.catch((caught) => caught);
      if (!(error instanceof AtlasError)) throw error;
      expect(error, when).toMatchObject({ code, retryable, data: { name: 'x' } });
      expect(JSON.stringify(error.data), 'a signed address is a secret').not.toContain('signature');
      expect(explain(errors, error)?.what).toMatch(/“x”.*\.$/);
    }
  });

  it('tries as often as the policy says, and later each time', async () => {
    const { hub, open, transfers } = await start();
    hub.fail(...always({ type: 'status', status: 500 }));
    await expect(open({ retry: { retries: 3, random: () => 0.5 } })).rejects.toMatchObject({ data: { status: 500 } });
    const waits = transfers.flatMap((each) => (each.type === 'wait' ? [each.milliseconds] : []));
    expect(waits).toEqual([0.75, 1.5, 3]);
    expect(statuses(hub).filter((status) => status === 500)).toHaveLength(4);
  });

  it('tells how long a busy server asks to wait, and does not come back before', async () => {
    const { hub, open, transfers } = await start();
    hub.fail({ type: 'status', status: 429, retryAfter: '1' });
    await open();
    expect(transfers.find(({ type }) => type === 'wait')).toEqual({
      type: 'wait',
      milliseconds: 1000,
      code: 'weights/busy',
    });
    hub.fail({ type: 'status', status: 429, retryAfter: '3600' });
    await expect(open()).rejects.toMatchObject({ data: { seconds: 3600 } });
  });

  it('waits as long as it says', async () => {
    const { hub, open, waits } = await start();
    hub.fail({ type: 'status', status: 500 });
    const controller = new AbortController();
    const retry = { firstDelay: 1e8, longestDelay: 1e8 };
    const opening = open({ retry, signal: controller.signal }).catch((error) => error);
    while (waits().length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    // Long enough for another request to be seen, if there were one.
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(statuses(hub)).toEqual([302, 500]);
    controller.abort();
    expect(await opening).toMatchObject({ name: 'AbortError' });
  });

  it('notices another version of the file', async () => {
    const { hub, open } = await start();
    const source = await open();
    hub.fail({ type: 'other-etag' });
    await expect(source.read(FIRST_BYTES, SIZE)).rejects.toMatchObject({ code: 'weights/changed', retryable: false });
  });

  it('notices an empty file', async () => {
    const { open } = await start({ size: 0 });
    await expect(open()).rejects.toMatchObject({ code: 'weights/too-short', data: { bytes: 0 } });
  });

  it('says that nobody answers', async () => {
    const { hub, open } = await start();
    await hub.close();
    const attempt = open({ retry: { retries: 1 } });
    await expect(attempt).rejects.toMatchObject({ code: 'weights/unreachable', retryable: true });
  });

  it('asks a host that did not answer once, whatever the file, until it answers', async () => {
    const { open, transfers } = await start();
    const silentHosts = new Set<string>();
    let asked = 0;
    let answers = false;
    const options: HttpOptions = {
      silentHosts,
      retry: { retries: 3 },
      fetch: (address, init) => {
        asked++;
        return answers ? fetch(address, init) : Promise.reject(new TypeError('Failed to fetch'));
      },
    };
    await expect(open(options)).rejects.toMatchObject({ code: 'weights/unreachable' });
    expect(asked).toBe(4);
    await expect(open({ ...options, name: 'y' })).rejects.toMatchObject({ code: 'weights/unreachable' });
    expect(asked).toBe(5);
    answers = true;
    const source = await open(options);
    expect(silentHosts).toEqual(new Set());
    // What breaks after an answer is tried as often as ever.
    answers = false;
    asked = 0;
    await expect(source.read(FIRST_BYTES, SIZE)).rejects.toMatchObject({ code: 'weights/unreachable' });
    expect(asked).toBe(4);
    asked = 0;
    await expect(source.read(FIRST_BYTES, SIZE)).rejects.toMatchObject({ code: 'weights/unreachable' });
    expect(asked).toBe(1);
    expect(transfers.filter(({ type }) => type === 'wait')).toHaveLength(6);
  });

  it('starts again from the first address where the signed one only fails without a word', async () => {
    const { hub, open } = await start();
    const source = await open({
      // A browser shows no answer without CORS headers.
      fetch: async (address, init) => {
        const response = await fetch(address, init);
        if (!response.headers.has('Access-Control-Allow-Origin')) throw new TypeError('Failed to fetch');
        return response;
      },
    });
    hub.fail({ type: 'status', status: 403, hidden: true });
    equal(await source.read(SIZE - 20, SIZE), SIZE - 20, SIZE);
    expect(hub.seen.slice(-3).map(({ status }) => status)).toEqual([403, 302, 206]);
  });

  it.each(['model.safetensors', 'ftp://host/x', 'file:///etc/passwd', 'https://'])(
    'refuses the address %s',
    async (text) => {
      await expect(openHttpSource(text)).rejects.toMatchObject({ code: 'weights/bad-address', data: { text } });
    },
  );
});

describe('cancelling', () => {
  it('ends at once while opening, waiting to try again, waiting for a turn, and reading', async () => {
    const { hub, open } = await start({ slow: 20 });
    const cancelled = async (run: (signal: AbortSignal) => Promise<unknown>, when: () => Promise<void>) => {
      const controller = new AbortController();
      const reason = new Error('enough');
      const ended = run(controller.signal).then(
        () => 'done',
        (error) => error,
      );
      await when();
      controller.abort(reason);
      expect(await ended).toBe(reason);
    };
    const soon = () => new Promise<void>((resolve) => setTimeout(resolve, 30));
    await cancelled(
      (signal) => open({ signal }),
      async () => {},
    );
    await cancelled((signal) => open({ signal }), soon);
    hub.fail({ type: 'status', status: 500 });
    await cancelled((signal) => open({ signal, retry: { firstDelay: 1e8, longestDelay: 1e8 } }), soon);

    const source = await open({ inFlight: 1 });
    hub.fail({ type: 'stall', after: 10 });
    const first = new AbortController();
    const holding = source.read(FIRST_BYTES, SIZE, first.signal).catch((error) => error);
    await cancelled((signal) => source.read(SIZE - 10, SIZE, signal), soon);
    first.abort();
    expect(await holding).toMatchObject({ name: 'AbortError' });
    // The turn of the cancelled ones went to nobody: the next one gets it.
    equal(await source.read(SIZE - 10, SIZE), SIZE - 10, SIZE);
  });
});

describe('the local hub', () => {
  it('refuses what needs a preflight, and knows its files only', async () => {
    const { hub } = await start({ file: fileOfBytes(new Uint8Array(10)) });
    expect((await fetch(hub.url + PATH, { method: 'OPTIONS' })).status).toBe(405);
    expect((await fetch(hub.url + PATH, { method: 'HEAD' })).status).toBe(405);
    expect((await fetch(`${hub.url}/other`)).status).toBe(404);
    expect((await fetch(`${hub.storage}${PATH}?signature=7`)).status).toBe(403);
    expect((await (await fetch(hub.url + PATH)).arrayBuffer()).byteLength).toBe(10);
  });
});
