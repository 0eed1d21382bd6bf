import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { weightHosts } from '@/lib/weights/weight-hosts.mjs';
import { fileBelow, parseRange, serveLocally, servingOf } from '@/scripts/serve.mjs';

type Reply = { status: number; headers: Record<string, string | string[] | undefined>; body: Buffer };

let folder = '';
let site: { port: number; close: () => Promise<void> };
const long = 'feature map '.repeat(1000);

// node:http instead of fetch: fetch tidies paths and undoes gzip before a test could look.
function ask(path: string, headers: Record<string, string> = {}, method = 'GET', { port } = site): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const call = request({ host: '127.0.0.1', port, path, method, headers }, (reply) => {
      const parts: Buffer[] = [];
      reply.on('data', (part: Buffer) => parts.push(part));
      reply.on('end', () =>
        resolve({ status: reply.statusCode ?? 0, headers: reply.headers, body: Buffer.concat(parts) }),
      );
    });
    call.on('error', reject);
    call.end();
  });
}

/** The first line of the answer to a request written by hand. */
function askRaw(lines: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(site.port, '127.0.0.1', () => socket.write(`${lines.join('\r\n')}\r\n\r\n`));
    let text = '';
    socket.on('data', (part) => {
      text += part;
    });
    socket.on('end', () => resolve(text.split('\r\n')[0] ?? ''));
    socket.on('error', reject);
  });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'atlas-serve-'));
  await mkdir(join(folder, 'site', 'en', 'learn'), { recursive: true });
  await mkdir(join(folder, 'site', '_next', 'static'), { recursive: true });
  await writeFile(join(folder, 'secret.txt'), 'outside');
  await mkdir(join(folder, 'site-two'));
  await writeFile(join(folder, 'site-two', 'secret.txt'), 'outside');
  await writeFile(join(folder, 'site', 'index.html'), '<p>start</p>');
  await writeFile(join(folder, 'site', '404.html'), '<p>none</p>');
  await writeFile(join(folder, 'site', 'en', 'learn', 'index.html'), long);
  await writeFile(join(folder, 'site', '_next', 'static', 'a.mjs'), 'export {};');
  await writeFile(join(folder, 'site', 'b.wasm'), Buffer.alloc(2000));
  await writeFile(join(folder, 'site', 'w.safetensors'), Buffer.from([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]));
  await writeFile(join(folder, 'site', 'empty.txt'), '');
  await symlink(join(folder, 'secret.txt'), join(folder, 'site', 'led-out.txt'));
  await symlink(folder, join(folder, 'site', 'led-out'));
  await symlink(join(folder, 'site', 'w.safetensors'), join(folder, 'site', 'within.safetensors'));
  site = await serveLocally(join(folder, 'site'), { port: 0 });
});

afterAll(async () => {
  await site.close();
  await rm(folder, { recursive: true });
});

/** What a content policy lets a page connect to. */
const connectSources = (policy: unknown): readonly string[] | undefined =>
  /(?:^|; )connect-src ([^;]*)/.exec(String(policy))?.[1]?.split(' ');

describe('the local server', () => {
  it('answers folders with their index.html', async () => {
    const reply = await ask('/');
    expect(reply.status).toBe(200);
    expect(reply.body.toString()).toBe('<p>start</p>');
    expect(reply.headers['content-type']).toBe('text/html; charset=utf-8');
  });

  it('adds the missing slash and keeps the query', async () => {
    const reply = await ask('/en/learn?at=features.6%40conv');
    expect(reply.status).toBe(308);
    expect(reply.headers.location).toBe('/en/learn/?at=features.6%40conv');
  });

  it('never redirects to another host', async () => {
    const reply = await ask('//en/learn');
    expect(reply.headers.location ?? '').not.toMatch(/^\/\//);
  });

  it('answers what is not there with 404.html', async () => {
    for (const path of ['/nope', '/nope/', '/en/', '/index.html/']) {
      const reply = await ask(path);
      expect(reply.status, path).toBe(404);
      expect(reply.body.toString()).toBe('<p>none</p>');
    }
  });

  it('never leaves its folder', async () => {
    const paths = [
      '/../secret.txt',
      '/%2e%2e/secret.txt',
      '/en/..%2f..%2f..%2fsecret.txt',
      '/..%5csecret.txt',
      '/../site-two/secret.txt',
      '/%00',
      '/%ZZ',
    ];
    for (const path of paths) {
      const reply = await ask(path);
      expect(reply.status, path).toBe(400);
      expect(reply.body.toString(), path).not.toContain('outside');
    }
  });

  it('sends the headers of isolation and content security with everything', async () => {
    for (const path of ['/', '/nope', '/_next/static/a.mjs', '/%00']) {
      const { headers } = await ask(path);
      expect(headers['cross-origin-opener-policy'], path).toBe('same-origin');
      expect(headers['cross-origin-embedder-policy'], path).toBe('require-corp');
      expect(connectSources(headers['content-security-policy']), path).toEqual(["'self'", ...weightHosts]);
      expect(headers['x-content-type-options'], path).toBe('nosniff');
    }
  });

  it('names the types that browsers insist on', async () => {
    expect((await ask('/b.wasm')).headers['content-type']).toBe('application/wasm');
    expect((await ask('/_next/static/a.mjs')).headers['content-type']).toMatch(/^text\/javascript/);
    expect((await ask('/w.safetensors')).headers['content-type']).toBe('application/octet-stream');
  });

  it('compresses where asked and only then', async () => {
    const ways = [
      { accept: 'gzip, deflate, br, zstd', name: 'br', open: brotliDecompressSync },
      { accept: '*', name: 'br', open: brotliDecompressSync },
      { accept: 'gzip', name: 'gzip', open: gunzipSync },
      { accept: 'br;q=0, *;q=0.5', name: 'gzip', open: gunzipSync },
    ];
    for (const { accept, name, open } of ways) {
      const packed = await ask('/en/learn/', { 'Accept-Encoding': accept });
      expect(packed.headers['content-encoding'], accept).toBe(name);
      expect(packed.headers['content-length'], accept).toBe(String(packed.body.length));
      expect(open(packed.body).toString(), accept).toBe(long);
    }
    for (const accept of ['identity', 'gzip;q=0', '*;q=0', 'zstd']) {
      const plain = await ask('/en/learn/', { 'Accept-Encoding': accept });
      expect(plain.headers['content-encoding'], accept).toBeUndefined();
      expect(plain.body.toString(), accept).toBe(long);
    }
  });

  it('sends a new version of a file that changed after it was compressed', async () => {
    const path = join(folder, 'site', 'changing.txt');
    await writeFile(path, 'a'.repeat(5000));
    const first = await ask('/changing.txt', { 'Accept-Encoding': 'gzip' });
    await writeFile(path, 'b'.repeat(6000));
    const second = await ask('/changing.txt', { 'Accept-Encoding': 'gzip' });
    expect(gunzipSync(first.body).toString()).toBe('a'.repeat(5000));
    expect(gunzipSync(second.body).toString()).toBe('b'.repeat(6000));
    expect(second.headers.etag).not.toBe(first.headers.etag);
  });

  it('answers ranges', async () => {
    const part = await ask('/w.safetensors', { Range: 'bytes=2-4' });
    expect(part.status).toBe(206);
    expect([...part.body]).toEqual([2, 3, 4]);
    expect(part.headers['content-range']).toBe('bytes 2-4/10');
    const tail = await ask('/w.safetensors', { Range: 'bytes=-3' });
    expect([...tail.body]).toEqual([7, 8, 9]);
    const rest = await ask('/w.safetensors', { Range: 'bytes=8-99' });
    expect([...rest.body]).toEqual([8, 9]);
    const outside = await ask('/w.safetensors', { Range: 'bytes=10-' });
    expect(outside.status).toBe(416);
    expect(outside.headers['content-range']).toBe('bytes */10');
    const stale = await ask('/w.safetensors', { Range: 'bytes=2-4', 'If-Range': '"old"' });
    expect(stale.status).toBe(200);
    expect(stale.body.length).toBe(10);
  });

  it('says "not modified" where the tag is known', async () => {
    const { headers } = await ask('/');
    const reply = await ask('/', { 'If-None-Match': String(headers.etag) });
    expect(reply.status).toBe(304);
    expect(reply.body.length).toBe(0);
  });

  it('answers to names of this machine only, whatever the port', async () => {
    for (const host of ['localhost', 'LOCALHOST:1', '127.0.0.1:3000', '[::1]', '[::1]:80', 'localhost.:3000']) {
      expect((await ask('/', { Host: host })).status, host).toBe(200);
    }
    for (const host of [
      'atlas.example.org',
      '127.0.0.1.example.org',
      'localhost.example.org:3000',
      '[::2]',
      '::1',
      'a b',
    ]) {
      const reply = await ask('/', { Host: host });
      expect(reply.status, host).toBe(421);
      expect(reply.body.toString(), host).toContain('ATLAS_HOSTS');
    }
  });

  it('answers to further names where it is told so', async () => {
    const serving = servingOf({ ...process.env, ATLAS_BASE: '', ATLAS_HOSTS: 'Atlas.example.org, other' });
    const other = await serveLocally(join(folder, 'site'), { port: 0, ...serving });
    expect((await ask('/', { Host: 'atlas.example.org:8080' }, 'GET', other)).status).toBe(200);
    expect((await ask('/', { Host: 'another' }, 'GET', other)).status).toBe(421);
    await other.close();
  });

  it('understands a target in absolute form, whose host counts before the header', async () => {
    const line = async (target: string, host: string) =>
      askRaw([`GET ${target} HTTP/1.1`, `Host: ${host}`, 'Connection: close']);
    expect(await line('http://localhost:3000/en/learn/?x=1', 'localhost')).toContain(' 200 ');
    expect(await line('http://localhost', 'localhost')).toContain(' 200 ');
    expect(await line('HTTP://127.0.0.1/nope', 'localhost')).toContain(' 404 ');
    expect(await line('http://example.org/', 'localhost')).toContain(' 421 ');
    expect(await line('http://localhost/', 'example.org')).toContain(' 200 ');
    expect(await askRaw(['GET / HTTP/1.0'])).toContain(' 200 ');
  });

  it('gives each representation a tag of its own, and asks again by it', async () => {
    const tags: string[] = [];
    for (const accept of ['br', 'gzip', 'identity']) {
      const first = await ask('/en/learn/', { 'Accept-Encoding': accept });
      const tag = String(first.headers.etag);
      expect(tag, accept).toMatch(/^"[^"]+"$/);
      expect((await ask('/en/learn/', { 'Accept-Encoding': accept })).headers.etag, accept).toBe(tag);
      const known = await ask('/en/learn/', { 'Accept-Encoding': accept, 'If-None-Match': tag });
      expect(known.status, accept).toBe(304);
      expect(known.headers.etag, accept).toBe(tag);
      tags.push(tag);
    }
    expect(new Set(tags).size).toBe(3);
    const [br = ''] = tags;
    expect((await ask('/en/learn/', { 'Accept-Encoding': 'gzip', 'If-None-Match': br })).status).toBe(200);
  });

  it('reads If-None-Match as a list, weak tags, and *', async () => {
    const tag = String((await ask('/')).headers.etag);
    const known = ['*', tag, `W/${tag}`, `"a", ${tag}`, `"a,b",W/${tag} , "c"`];
    for (const header of known) expect((await ask('/', { 'If-None-Match': header })).status, header).toBe(304);
    for (const header of ['"a"', 'W/"a", "b"', tag.slice(1, -1), '']) {
      expect((await ask('/', { 'If-None-Match': header })).status, header).toBe(200);
    }
    expect((await ask('/nope', { 'If-None-Match': '*' })).status).toBe(404);
  });

  it('joins a range to the very same bytes only', async () => {
    const of = (headers: Record<string, string>) => ask('/en/learn/', { Range: 'bytes=0-4', ...headers });
    const plain = String((await ask('/en/learn/')).headers.etag);
    const packed = String((await ask('/en/learn/', { 'Accept-Encoding': 'br' })).headers.etag);
    const part = await of({ 'If-Range': plain, 'Accept-Encoding': 'br' });
    expect([part.status, part.body.toString(), part.headers['content-encoding']]).toEqual([206, 'featu', undefined]);
    expect(part.headers.etag).toBe(plain);
    expect((await of({ 'If-Range': packed })).status).toBe(200);
    expect((await of({ 'If-Range': `W/${plain}` })).status).toBe(200);
    expect((await of({ 'If-Range': new Date().toUTCString() })).status).toBe(200);
    expect((await of({ 'If-None-Match': plain })).status).toBe(304);
    const head = await ask('/w.safetensors', { Range: 'bytes=0-4' }, 'HEAD');
    expect([head.status, head.headers['content-length']]).toEqual([200, '10']);
  });

  it('follows links inside its folder and none that lead out', async () => {
    expect((await ask('/within.safetensors')).body.length).toBe(10);
    for (const path of ['/led-out.txt', '/led-out/secret.txt', '/led-out/site-two/secret.txt']) {
      const reply = await ask(path);
      expect(reply.status, path).toBe(404);
      expect(reply.body.toString(), path).not.toContain('outside');
    }
  });

  it('serves a site below a path, and nothing beside it', async () => {
    const below = await serveLocally(join(folder, 'site'), { port: 0, base: '/atlas' });
    const get = (path: string) => ask(path, {}, 'GET', below);
    expect((await get('/atlas/')).body.toString()).toBe('<p>start</p>');
    expect((await get('/atlas/b.wasm')).status).toBe(200);
    expect((await get('/atlas/_next/static/a.mjs')).headers['cache-control']).toContain('immutable');
    expect((await get('/atlas/en/learn?a=1')).headers.location).toBe('/atlas/en/learn/?a=1');
    expect((await get('/atlas?a=1')).headers.location).toBe('/atlas/?a=1');
    expect((await get('/')).headers.location).toBe('/atlas/');
    for (const path of ['/b.wasm', '/atlas2/b.wasm', '/atlas/nope', '/en/learn/']) {
      const reply = await get(path);
      expect(reply.status, path).toBe(404);
      expect(reply.body.toString(), path).toBe('<p>none</p>');
    }
    await below.close();
  });

  it('answers HEAD without a body and refuses every other method', async () => {
    const head = await ask('/', {}, 'HEAD');
    expect(head.status).toBe(200);
    expect(head.body.length).toBe(0);
    expect(head.headers['content-length']).toBe('12');
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) expect((await ask('/', {}, method)).status).toBe(405);
  });

  it('sends an empty file', async () => {
    const reply = await ask('/empty.txt');
    expect(reply.status).toBe(200);
    expect(reply.body.length).toBe(0);
  });

  it('takes the next port where one is in use', async () => {
    const other = createServer(() => {});
    await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
    const taken = (other.address() as AddressInfo).port;
    const second = await serveLocally(join(folder, 'site'), { port: taken });
    expect(second.port).toBeGreaterThan(taken);
    await second.close();
    await new Promise((done) => other.close(done));
  });
});

describe('parseRange', () => {
  it('ignores what it does not understand and refuses what is outside', () => {
    expect(parseRange(undefined, 10)).toBeNull();
    expect(parseRange('bytes=-', 10)).toBeNull();
    expect(parseRange('bytes=0-1,3-4', 10)).toBeNull();
    expect(parseRange('lines=0-1', 10)).toBeNull();
    expect(parseRange('bytes=5-2', 10)).toBeNull();
    expect(parseRange('bytes=-0', 10)).toBe('unsatisfiable');
    expect(parseRange('bytes=-99', 10)).toEqual({ first: 0, last: 9 });
    expect(parseRange('bytes=0-', 10)).toEqual({ first: 0, last: 9 });
  });
});

describe('fileBelow', () => {
  it('keeps inside and refuses a neighbour whose name begins alike', () => {
    expect(fileBelow('/srv/out', '/a/b.txt')).toBe(join('/srv/out', 'a', 'b.txt'));
    expect(fileBelow('/srv/out', '/../out-two/x')).toBeNull();
    expect(fileBelow('/srv/out', '/a..b')).toBe(join('/srv/out', 'a..b'));
  });
});
