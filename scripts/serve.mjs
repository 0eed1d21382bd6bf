import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, gzip, constants as zlib } from 'node:zlib';
import { contentSecurityPolicy } from '../app/content-security-policy.mjs';

/**
 * What a file may go out as, the best first.
 * @type {readonly { name: string, compress: (plain: Buffer) => Promise<Buffer> }[]}
 */
const encodings = [
  {
    name: 'br',
    // The highest levels take seconds for a large file and save little more.
    compress: (plain) =>
      promisify(brotliCompress)(plain, {
        params: { [zlib.BROTLI_PARAM_QUALITY]: 9, [zlib.BROTLI_PARAM_SIZE_HINT]: plain.length },
      }),
  },
  { name: 'gzip', compress: (plain) => promisify(gzip)(plain, { level: 9 }) },
];

/** @type {Readonly<Record<string, string>>} */
const types = {
  '.avif': 'image/avif',
  '.css': 'text/css; charset=utf-8',
  '.gif': 'image/gif',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.md': 'text/plain; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.npy': 'application/octet-stream',
  '.png': 'image/png',
  '.safetensors': 'application/octet-stream',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml; charset=utf-8',
};

const compressible = /^(text\/|application\/(json|wasm|xml|manifest)|image\/svg)/;

/** Larger files go out as they are: compressing them would hold everything in memory. */
const compressUpTo = 32 * 1024 * 1024;

const fixedHeaders = {
  // These two make the page cross-origin isolated, which WebAssembly threads need.
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Content-Security-Policy': `${contentSecurityPolicy}; frame-ancestors 'none'`,
  'Permissions-Policy': 'camera=(self), microphone=(), geolocation=()',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

/**
 * The file path below `folder` that a request path names, or null where it leaves the folder or is malformed.
 * @param {string} folder absolute
 * @param {string} pathname as it came, still percent-encoded
 */
export function fileBelow(folder, pathname) {
  let decoded;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  if (decoded.includes('\0') || decoded.includes('\\')) return null;
  if (decoded.split('/').includes('..')) return null;
  const full = normalize(join(folder, decoded));
  return full === folder || full.startsWith(folder + sep) ? full : null;
}

/**
 * The one byte range that a Range header asks for: its first and last byte, `null` where the header is to be ignored
 * (malformed, or several ranges), `'unsatisfiable'` where it lies outside of the file.
 * @param {string | undefined} header
 * @param {number} size
 * @returns {{ first: number, last: number } | null | 'unsatisfiable'}
 */
export function parseRange(header, size) {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (!match) return null;
  const [, from, to] = match;
  if (!from && !to) return null;
  if (!from) {
    const length = Math.min(Number(to), size);
    return length > 0 ? { first: size - length, last: size - 1 } : 'unsatisfiable';
  }
  const first = Number(from);
  const last = to ? Math.min(Number(to), size - 1) : size - 1;
  if (to && Number(to) < first) return null;
  return first < size ? { first, last } : 'unsatisfiable';
}

/**
 * The best encoding that an Accept-Encoding header allows; undefined for the bytes as they are.
 * @param {string | undefined} header
 */
function acceptedEncoding(header) {
  const allowed = new Map(
    (header ?? '').split(',').map((part) => {
      const [name = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
      return [name, !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter))];
    }),
  );
  return encodings.find(({ name }) => allowed.get(name) ?? allowed.get('*'));
}

/** @param {string} path */
async function fileAt(path) {
  const info = await stat(path).catch(() => null);
  return info?.isFile() ? { path, size: info.size, changed: info.mtimeMs } : null;
}

/**
 * A server for the exported site: GET and HEAD below `folder`, Brotli or gzip (kept per file), ranges, 404.html, and the headers
 * for cross-origin isolation and content security.
 * @param {string} folder
 * @returns {import('node:http').RequestListener}
 */
export function siteHandler(folder) {
  const base = resolve(folder);
  /** @type {Map<string, { changed: number, bytes: Promise<Buffer> }>} */
  const compressed = new Map();

  /**
   * @param {{ path: string, changed: number }} file
   * @param {(typeof encodings)[number]} encoding
   */
  function packed(file, { name, compress }) {
    const key = `${name} ${file.path}`;
    const kept = compressed.get(key);
    if (kept && kept.changed === file.changed) return kept.bytes;
    const bytes = readFile(file.path).then(compress);
    compressed.set(key, { changed: file.changed, bytes });
    bytes.catch(() => compressed.delete(key));
    return bytes;
  }

  /**
   * @param {import('node:http').IncomingMessage} request
   * @param {import('node:http').ServerResponse} response
   */
  async function answer(request, response) {
    for (const [name, value] of Object.entries(fixedHeaders)) response.setHeader(name, value);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { Allow: 'GET, HEAD' }).end();
      return;
    }
    const [pathname = '/', ...query] = (request.url ?? '/').split('?');
    const target = fileBelow(base, pathname);
    if (target === null) {
      response.writeHead(400, { 'Content-Type': 'text/plain; charset=utf-8' }).end('Bad request\n');
      return;
    }
    const asksFolder = pathname.endsWith('/');
    let file = asksFolder ? await fileAt(join(target, 'index.html')) : await fileAt(target);
    if (!file && !asksFolder && (await fileAt(join(target, 'index.html')))) {
      const at = encodeURI(target.slice(base.length).split(sep).join('/'));
      const search = query.length > 0 ? `?${query.join('?')}` : '';
      response.writeHead(308, { Location: `${at}/${search}` }).end();
      return;
    }
    let status = 200;
    if (!file) {
      status = 404;
      file = await fileAt(join(base, '404.html'));
    }
    if (!file) {
      response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' }).end('Not found\n');
      return;
    }
    await send(request, response, file, status, pathname.startsWith('/_next/static/'));
  }

  /**
   * @param {import('node:http').IncomingMessage} request
   * @param {import('node:http').ServerResponse} response
   * @param {{ path: string, size: number, changed: number }} file
   * @param {number} status
   * @param {boolean} immutable
   */
  async function send(request, response, file, status, immutable) {
    const type = types[extname(file.path).toLowerCase()] ?? 'application/octet-stream';
    const tag = `"${file.size.toString(36)}-${Math.round(file.changed).toString(36)}"`;
    response.setHeader('Content-Type', type);
    response.setHeader('Vary', 'Accept-Encoding');
    response.setHeader('ETag', tag);
    response.setHeader('Accept-Ranges', 'bytes');
    response.setHeader(
      'Cache-Control',
      immutable && status === 200 ? 'public, max-age=31536000, immutable' : 'no-cache',
    );
    if (status === 200 && request.headers['if-none-match'] === tag) {
      response.writeHead(304).end();
      return;
    }
    const head = request.method === 'HEAD';
    const ifRange = request.headers['if-range'];
    const range = status === 200 && (!ifRange || ifRange === tag) ? parseRange(request.headers.range, file.size) : null;
    if (range === 'unsatisfiable') {
      response.writeHead(416, { 'Content-Range': `bytes */${file.size}` }).end();
      return;
    }
    if (range) {
      response.writeHead(206, {
        'Content-Range': `bytes ${range.first}-${range.last}/${file.size}`,
        'Content-Length': range.last - range.first + 1,
      });
      if (head) response.end();
      else pour(createReadStream(file.path, { start: range.first, end: range.last }), response);
      return;
    }
    const encoding =
      compressible.test(type) && file.size > 1024 && file.size <= compressUpTo
        ? acceptedEncoding(request.headers['accept-encoding'])
        : undefined;
    if (encoding) {
      const bytes = await packed(file, encoding);
      response.writeHead(status, { 'Content-Encoding': encoding.name, 'Content-Length': bytes.length });
      response.end(head ? undefined : bytes);
      return;
    }
    response.writeHead(status, { 'Content-Length': file.size });
    if (head) response.end();
    else pour(createReadStream(file.path), response);
  }

  return (request, response) => {
    answer(request, response).catch((error) => {
      console.error(error);
      if (response.headersSent) response.destroy();
      else response.writeHead(500, { 'Content-Type': 'text/plain; charset=utf-8' }).end('Internal error\n');
    });
  };
}

/**
 * @param {import('node:fs').ReadStream} stream
 * @param {import('node:http').ServerResponse} response
 */
function pour(stream, response) {
  // The header is out already, so a broken read can only break the connection.
  stream.on('error', () => response.destroy());
  response.on('close', () => stream.destroy());
  stream.pipe(response);
}

/**
 * @param {import('node:http').RequestListener} handler
 * @param {number} port
 * @param {string} host
 * @returns {Promise<import('node:http').Server>}
 */
function listen(handler, port, host) {
  return new Promise((done, fail) => {
    const server = createServer(handler);
    server.once('error', fail);
    server.listen(port, host, () => done(server));
  });
}

/** @param {unknown} error */
function codeOf(error) {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

/**
 * Serves `folder` on both loopback addresses ("localhost" may mean either) at `port`, or at the next free one.
 * @param {string} folder
 * @param {{ port?: number, tries?: number }} [options] port 0 takes any free one
 * @returns {Promise<{ port: number, close: () => Promise<void> }>}
 */
export async function serveLocally(folder, { port = 3000, tries = 50 } = {}) {
  const handler = siteHandler(folder);
  for (let at = port; at < port + tries; at++) {
    /** @type {import('node:http').Server[]} */
    const servers = [];
    try {
      const first = await listen(handler, at, '127.0.0.1');
      servers.push(first);
      const address = first.address();
      const taken = typeof address === 'object' && address ? address.port : at;
      try {
        servers.push(await listen(handler, taken, '::1'));
      } catch (error) {
        // A machine without IPv6 is fine; a port that somebody else holds there is not.
        if (codeOf(error) === 'EADDRINUSE') throw error;
      }
      return {
        port: taken,
        close: async () => {
          for (const server of servers) {
            server.closeAllConnections();
            await new Promise((done) => server.close(done));
          }
        },
      };
    } catch (error) {
      for (const server of servers) server.close();
      if (codeOf(error) !== 'EADDRINUSE' && codeOf(error) !== 'EACCES') throw error;
    }
  }
  throw new Error(`No free port between ${port} and ${port + tries - 1}`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [folder = 'out', port = '3000', strict] = process.argv.slice(2);
  const { port: taken } = await serveLocally(folder, { port: Number(port), tries: strict === '--strict' ? 1 : 50 });
  console.log(`http://localhost:${taken}/`);
}
