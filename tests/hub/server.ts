import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { LazyFile } from './recipe-file';

/** What goes wrong with one answer of the storage behind the hub; it is used once, in the order of the list. */
export type Fault =
  /** A status instead of the bytes, without CORS headers where `hidden`. */
  | { readonly type: 'status'; readonly status: number; readonly retryAfter?: string; readonly hidden?: boolean }
  /** The connection is closed after so many bytes of the body; the header promises all of them. */
  | { readonly type: 'cut'; readonly after: number }
  /** The body ends after so many bytes, and the header promises no more. */
  | { readonly type: 'short'; readonly after: number }
  /** Nothing comes after so many bytes, and the connection stays open. */
  | { readonly type: 'stall'; readonly after: number }
  /** One byte more than was asked for. */
  | { readonly type: 'long' }
  /** `Content-Range` of other bytes. */
  | { readonly type: 'other-range' }
  | { readonly type: 'page' }
  /** Another version of the file. */
  | { readonly type: 'other-etag' };

/** How the servers behave all the time. */
export interface HubOptions {
  /** Files by path: `/timm/x/resolve/main/model.safetensors`. */
  readonly files: Readonly<Record<string, LazyFile>>;
  /** Sends the whole file whatever is asked. */
  readonly ranges?: boolean;
  /** Whether another origin may read `Content-Range` and `ETag`. Node reads them anyway, so they are left out. */
  readonly exposed?: boolean;
  /** `Content-Length`, which a stream has not. */
  readonly lengths?: boolean;
  /** The hub itself sends the file, without a signed address. */
  readonly direct?: boolean;
  /** Milliseconds between two pieces of a body. */
  readonly slow?: number;
}

export interface Seen {
  readonly server: 'hub' | 'storage';
  readonly method: string;
  readonly path: string;
  readonly range: string | null;
  /** As a browser sends it: that of the page, and `null` after a redirect from one other origin to another. */
  readonly origin: string | null;
  readonly status: number;
}

export interface Hub {
  /** Origin of the hub; what its addresses begin with. */
  readonly url: string;
  readonly storage: string;
  readonly seen: readonly Seen[];
  /** Faults of the next answers of the storage. */
  readonly fail: (...faults: readonly Fault[]) => void;
  /** Faults that are left over happen no more. */
  readonly recover: () => void;
  /** Puts another file, or another version of it, in the place of one. */
  readonly replace: (path: string, file: LazyFile) => void;
  /** Makes every signed address handed out so far invalid. */
  readonly expire: () => void;
  readonly forget: () => void;
  readonly close: () => Promise<void>;
}

const PIECE = 64 * 1024;

const listen = (server: Server): Promise<string> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`);
    });
  });

/**
 * Two servers that behave as the Hugging Face hub does: `GET …/resolve/…` is answered by a redirect to a signed address
 * of a storage with another origin, which sends ranges. Both allow reading to the origin that a browser names, which is
 * `null` behind the redirect, and refuse `OPTIONS`: a request that needs a preflight fails.
 */
export async function startHub(options: HubOptions): Promise<Hub> {
  const { files } = options;
  const replaced = new Map<string, LazyFile>();
  const { ranges = true, exposed = true, lengths = true, direct = false, slow = 0 } = options;
  const seen: Seen[] = [];
  const faults: Fault[] = [];
  let epoch = 0;
  let version = 1;
  let storage = '';

  const note = (server: Seen['server'], request: IncomingMessage, path: string, status: number): void => {
    const { method = '', headers } = request;
    seen.push({ server, method, path, range: headers.range ?? null, origin: headers.origin ?? null, status });
  };
  const cors = (request: IncomingMessage): Record<string, string> => ({
    'Access-Control-Allow-Origin': request.headers.origin ?? '*',
    Vary: 'Origin',
    ...(exposed ? { 'Access-Control-Expose-Headers': 'Content-Range, ETag, Retry-After, Accept-Ranges' } : {}),
    'Cross-Origin-Resource-Policy': 'cross-origin',
  });

  async function send(request: IncomingMessage, response: ServerResponse, file: LazyFile, path: string) {
    const fault = faults.shift();
    const finish = (status: number, headers: Record<string, string | number>): void => {
      note(direct ? 'hub' : 'storage', request, path, status);
      response.writeHead(status, { ...cors(request), ...headers });
    };
    if (fault?.type === 'status') {
      const { status, retryAfter } = fault;
      note(direct ? 'hub' : 'storage', request, path, status);
      const headers = { ...(fault.hidden ? {} : cors(request)), ...(retryAfter ? { 'Retry-After': retryAfter } : {}) };
      response.writeHead(status, headers).end('refused');
      return;
    }
    if (fault?.type === 'page') {
      finish(200, { 'Content-Type': 'text/html; charset=utf-8' });
      response.end('<!DOCTYPE html><title>Sign in</title>');
      return;
    }
    const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
    const partial = ranges && first !== undefined && last !== undefined;
    const from = partial ? Number(first) : 0;
    if (partial && from >= file.size) {
      finish(416, exposed ? { 'Content-Range': `bytes */${file.size}` } : {});
      response.end();
      return;
    }
    const to = partial ? Math.min(file.size, Number(last) + 1) : file.size;
    const extra = fault?.type === 'long' ? 1 : 0;
    const length = (fault?.type === 'short' ? Math.min(fault.after, to - from) : to - from) + extra;
    const shift = fault?.type === 'other-range' ? 8 : 0;
    finish(partial ? 206 : 200, {
      'Content-Type': 'application/octet-stream',
      ...(lengths ? { 'Content-Length': length } : {}),
      ...(exposed ? { ETag: fault?.type === 'other-etag' ? '"other"' : `"version-${version}"` } : {}),
      ...(partial && exposed ? { 'Content-Range': `bytes ${from + shift}-${to - 1 + shift}/${file.size}` } : {}),
    });
    const end = fault?.type === 'cut' || fault?.type === 'stall' ? Math.min(from + fault.after, to) : from + length;
    for (let at = from; at < end && !response.destroyed; at += PIECE) {
      const piece = file.bytes(at, Math.min(at + PIECE, end));
      const missing = Math.min(at + PIECE, end) - at - piece.length;
      const whole = missing > 0 ? Buffer.concat([piece, Buffer.alloc(missing)]) : piece;
      // Not before it is on its way, or closing the connection would take it back.
      await new Promise((resolve) => response.write(whole, resolve));
      // A turn for the other requests, and time for a page that watches.
      await new Promise((resolve) => setTimeout(resolve, slow));
    }
    if (fault?.type === 'stall') return;
    if (fault?.type === 'cut') response.destroy();
    else response.end();
  }

  const answer = (server: Seen['server'], request: IncomingMessage, response: ServerResponse): void => {
    const url = new URL(request.url ?? '/', 'http://here');
    const path = url.pathname;
    const file = replaced.get(path) ?? files[path];
    if (request.method !== 'GET') {
      note(server, request, path, 405);
      response.writeHead(405).end();
    } else if (!file) {
      note(server, request, path, 404);
      response.writeHead(404, { ...cors(request), 'Content-Type': 'text/plain' }).end('Entry not found');
    } else if (server === 'hub' && !direct) {
      note(server, request, path, 302);
      response.writeHead(302, { ...cors(request), Location: `${storage}${path}?signature=${epoch}` }).end();
    } else if (server === 'storage' && url.searchParams.get('signature') !== String(epoch)) {
      note(server, request, path, 403);
      response.writeHead(403, cors(request)).end('Request has expired');
    } else {
      void send(request, response, file, path);
    }
  };

  const hubServer = createServer((request, response) => answer('hub', request, response));
  const storageServer = createServer((request, response) => answer('storage', request, response));
  const url = await listen(hubServer);
  storage = await listen(storageServer);
  const close = (server: Server): Promise<void> =>
    new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  return {
    url,
    storage,
    seen,
    fail: (...more) => {
      faults.push(...more);
    },
    recover: () => {
      faults.length = 0;
    },
    replace: (path, file) => {
      replaced.set(path, file);
      version++;
    },
    expire: () => {
      epoch++;
    },
    forget: () => {
      seen.length = 0;
    },
    close: async () => {
      await Promise.all([close(hubServer), close(storageServer)]);
    },
  };
}
