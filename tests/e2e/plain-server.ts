import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

/** The few types without which a browser refuses a file. */
const types: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.mjs': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

/** A server of files and what was asked of it. */
export interface PlainServer {
  readonly origin: string;
  /** Paths that were asked for and are not there, or lie beside `base`. */
  readonly missed: readonly string[];
  readonly close: () => Promise<void>;
}

/**
 * Serves an export below a path as a plain host of files does: no isolation, no policy, no compression, index.html for a
 * folder, 404.html for the rest, one range at a time where `ranges`.
 * @param folder of the export. @param base such as `/atlas`.
 */
export async function servePlainly(folder: string, base: string, { ranges = true } = {}): Promise<PlainServer> {
  const missed: string[] = [];
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    const below = path.startsWith(`${base}/`) ? normalize(path.slice(base.length)) : null;
    let file = below === null ? null : join(folder, below.endsWith('/') ? `${below}index.html` : below);
    if (file !== null && below !== null && (await stat(file).catch(() => null))?.isDirectory()) {
      response.writeHead(301, { Location: `${base}${below}/` }).end();
      return;
    }
    let bytes = file === null ? null : await readFile(file).catch(() => null);
    const status = bytes === null ? 404 : 200;
    if (bytes === null) {
      missed.push(path);
      file = join(folder, '404.html');
      bytes = await readFile(file);
    }
    const type = types[extname(file ?? '')] ?? 'application/octet-stream';
    const range = ranges && status === 200 ? /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') : null;
    if (range) {
      const first = Number(range[1]);
      const last = Math.min(range[2] ? Number(range[2]) : bytes.length - 1, bytes.length - 1);
      response.writeHead(206, { 'Content-Type': type, 'Content-Range': `bytes ${first}-${last}/${bytes.length}` });
      response.end(bytes.subarray(first, last + 1));
      return;
    }
    response.writeHead(status, { 'Content-Type': type, 'Content-Length': bytes.length });
    response.end(bytes);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    missed,
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
