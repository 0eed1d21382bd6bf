import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ByteSource } from '@/lib/weights/byte-source';
import { activationsError } from './activations-errors';
import { failureReason } from './failure-reason';
import { fileSource } from './file-source';

/** Bytes of one read, and how many reads are on their way: together what a download holds in memory. */
const PIECE = 4 * 2 ** 20;
const AHEAD = 4;

/** What is on disk goes on only where so many of its first and of its last bytes are those of the server. */
const COMPARED = 64 * 1024;

export interface DownloadOptions {
  /** Called with the bytes that are on disk, after every piece. */
  readonly onProgress?: (done: number) => void;
  readonly signal?: AbortSignal;
}

const sizeOf = (path: string): Promise<number> =>
  stat(path).then(
    ({ size }) => size,
    () => 0,
  );

/** The sum of a file on disk, as hexadecimal digits. */
export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path)) hash.update(piece);
  return hash.digest('hex');
}

/** Whether the beginning of a file that lies on disk is also the beginning of the source: its ends are compared. */
async function goesOn(source: ByteSource, path: string, done: number, signal?: AbortSignal): Promise<boolean> {
  const own = await fileSource(path);
  try {
    for (const from of [0, Math.max(0, done - COMPARED)]) {
      const to = Math.min(done, from + COMPARED);
      const [here, there] = [await own.read(from, to), await source.read(from, to, signal)];
      if (Buffer.compare(here, there) !== 0) return false;
    }
    return true;
  } finally {
    await own.close();
  }
}

/**
 * Copies a source to disk, a few pieces at a time. What an earlier run left there is gone on with, if it is the
 * beginning of the same file; else it is begun again.
 * @param bytes of the whole source.
 * @returns from which byte on it was read. @throws `activations/cannot-write`; those of the source, then what arrived
 * stays on disk.
 */
export async function download(
  source: ByteSource,
  bytes: number,
  target: string,
  { onProgress, signal }: DownloadOptions = {},
): Promise<number> {
  const cannotWrite = (cause: unknown) =>
    activationsError('activations/cannot-write', { folder: target, reason: failureReason(cause) }, { cause });
  await mkdir(dirname(target), { recursive: true }).catch((cause) => {
    throw cannotWrite(cause);
  });
  const there = await sizeOf(target);
  const start = there > 0 && there <= bytes && (await goesOn(source, target, there, signal)) ? there : 0;
  const file = await open(target, start === 0 ? 'w' : 'r+').catch((cause) => {
    throw cannotWrite(cause);
  });
  const ahead: Promise<Uint8Array<ArrayBuffer>>[] = [];
  try {
    onProgress?.(start);
    let asked = start;
    for (let at = start; at < bytes; ) {
      while (ahead.length < AHEAD && asked < bytes) {
        const to = Math.min(asked + PIECE, bytes);
        const piece = source.read(asked, to, signal);
        // It is waited for below, or not at all where an earlier one failed.
        piece.catch(() => {});
        ahead.push(piece);
        asked = to;
      }
      const piece = await (ahead.shift() ?? source.read(at, bytes, signal));
      await file.write(piece, 0, piece.length, at).catch((cause) => {
        throw cannotWrite(cause);
      });
      at += piece.length;
      onProgress?.(at);
    }
    return start;
  } finally {
    await file.close();
  }
}
