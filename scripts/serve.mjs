import { createReadStream } from 'node:fs';
import { readFile, realpath, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, gzip, constants as zlib } from 'node:zlib';
import { contentSecurityPolicy } from '../app/content-security-policy.mjs';
import { entityTag, isKnown, mayBeRange } from './entity-tag.mjs';
import { requestTarget } from './request-target.mjs';
import { siteBase } from './site-base.mjs';

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

/** For people who reach the server by a name that it does not know. */
const otherHost = `This server answers to localhost, 127.0.0.1 and [::1] only, so that no page of another site can read from it.
Open it under one of these names, or start it with the name that leads to it: ATLAS_HOSTS=atlas.example.org npm start
`;

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
  const match = /^bytes=(\d*)-(\d*)$/i.exec(header ?? '');
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

/**
 * How a site is served.
 * @typedef {object} Serving
 * @property {string} [base] the path below which it lies, as in ATLAS_BASE
 * @property {readonly string[]} [hosts] names under which it is reached beside those of this machine
 */

/**
 * A server for the exported site: GET and HEAD below `folder`, Brotli or gzip (kept per file), ranges, 404.html, and the
 * headers for cross-origin isolation and content security. Hosts that are not known get 421.
 * @param {string} folder
 * @param {Serving} [serving]
 * @returns {import('node:http').RequestListener}
 */
export function siteHandler(folder, { base = '', hosts = [] } = {}) {
  const top = resolve(folder);
  /** @type {Map<string, { changed: number, bytes: Promise<Buffer> }>} */
  const compressed = new Map();

  /**
   * A file of the site; one that a link in the folder leads to elsewhere is none.
   * @param {string} path
   */
  async function fileAt(path) {
    const real = await realpath(path).catch(() => null);
    if (!real?.startsWith((await realpath(top)) + sep)) return null;
    const info = await stat(real);
    return info.isFile() ? { path: real, size: info.size, changed: info.mtimeMs } : null;
  }

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
    const { path: asked, isOurs } = requestTarget(request.url ?? '/', request.headers.host, hosts);
    if (!isOurs) {
      response.writeHead(421, { 'Content-Type': 'text/plain; charset=utf-8' }).end(otherHost);
      return;
    }
    const [whole = '/', ...query] = asked.split('?');
    const search = query.length > 0 ? `?${query.join('?')}` : '';
    if (base !== '' && (whole === '/' || whole === base)) {
      response.writeHead(whole === base ? 308 : 307, { Location: `${base}/${search}` }).end();
      return;
    }
    const pathname = whole.startsWith(`${base}/`) ? whole.slice(base.length) : null;
    const target = fileBelow(top, pathname ?? '/404.html');
    if (target === null) {
      response.writeHead(400, { 'Content-Type': 'text/plain; charset=utf-8' }).end('Bad request\n');
      return;
    }
    const asksFolder = pathname?.endsWith('/') ?? false;
    let file = pathname === null ? null : asksFolder ? await fileAt(join(target, 'index.html')) : await fileAt(target);
    if (!file && pathname !== null && !asksFolder && (await fileAt(join(target, 'index.html')))) {
      const at = encodeURI(target.slice(top.length).split(sep).join('/'));
      response.writeHead(308, { Location: `${base}${at}/${search}` }).end();
      return;
    }
    let status = 200;
    if (!file) {
      status = 404;
      file = await fileAt(join(top, '404.html'));
    }
    if (!file) {
      response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' }).end('Not found\n');
      return;
    }
    await send(request, response, file, status, pathname?.startsWith('/_next/static/') ?? false);
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
    const head = request.method === 'HEAD';
    const plain = entityTag(file);
    // Ranges are defined for GET alone, and are of the bytes as they are.
    const mayAsk = !head && status === 200 && mayBeRange(String(request.headers['if-range'] ?? plain), plain);
    const range = mayAsk ? parseRange(request.headers.range, file.size) : null;
    const encoding =
      range === null && compressible.test(type) && file.size > 1024 && file.size <= compressUpTo
        ? acceptedEncoding(request.headers['accept-encoding'])
        : undefined;
    const tag = entityTag(file, encoding?.name);
    response.setHeader('Content-Type', type);
    response.setHeader('Vary', 'Accept-Encoding');
    response.setHeader('ETag', tag);
    response.setHeader('Accept-Ranges', 'bytes');
    response.setHeader(
      'Cache-Control',
      immutable && status === 200 ? 'public, max-age=31536000, immutable' : 'no-cache',
    );
    if (status === 200 && isKnown(request.headers['if-none-match'], tag)) {
      response.writeHead(304).end();
      return;
    }
    if (range === 'unsatisfiable') {
      response.writeHead(416, { 'Content-Range': `bytes */${file.size}` }).end();
      return;
    }
    if (range) {
      response.writeHead(206, {
        'Content-Range': `bytes ${range.first}-${range.last}/${file.size}`,
        'Content-Length': range.last - range.first + 1,
      });
      pour(createReadStream(file.path, { start: range.first, end: range.last }), response);
      return;
    }
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
 * How the environment says that the site is to be served: ATLAS_BASE as for the build, ATLAS_HOSTS with commas between.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Required<Serving>}
 * @throws where ATLAS_BASE is no path
 */
export const servingOf = ({ ATLAS_BASE, ATLAS_HOSTS }) => ({
  base: siteBase(ATLAS_BASE),
  hosts: (ATLAS_HOSTS ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean),
});

/**
 * Serves `folder` on both loopback addresses ("localhost" may mean either) at `port`, or at the next free one.
 * @param {string} folder
 * @param {{ port?: number, tries?: number } & Serving} [options] port 0 takes any free one
 * @returns {Promise<{ port: number, close: () => Promise<void> }>}
 */
export async function serveLocally(folder, { port = 3000, tries = 50, ...serving } = {}) {
  const handler = siteHandler(folder, serving);
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
  const serving = servingOf(process.env);
  const tries = strict === '--strict' ? 1 : 50;
  const { port: taken } = await serveLocally(folder, { port: Number(port), tries, ...serving });
  console.log(`http://localhost:${taken}${serving.base}/`);
}
