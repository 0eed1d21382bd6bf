import { weightError } from './errors';

/** Bytes that can be read in pieces: a chosen file, a file on disk, a file on a server. */
export interface ByteSource {
  /** What people call it; for messages. */
  readonly name: string;
  /** Bytes in all; null where a server does not let it be known before the header of the file is read. */
  readonly size: number | null;
  /**
   * Bytes `from` up to, without, `to`; fewer only where the source ends before.
   * @throws `weights/read-failed`, the errors of `http-source.ts`; an `AbortError` when aborted.
   */
  read(from: number, to: number, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>>;
  /** Whether all of these bytes are kept on this device, so that reading them costs no request. */
  holds?(from: number, to: number): boolean;
  /** How many of these bytes are in memory, since they came with something that was asked for before. */
  inMemory?(from: number, to: number): number;
}

/** A file that was chosen or dropped in a browser (a Blob has no name of its own). */
export function blobSource(blob: Blob, name: string): ByteSource {
  return {
    name,
    size: blob.size,
    async read(from, to, signal) {
      signal?.throwIfAborted();
      try {
        const bytes = new Uint8Array(await blob.slice(from, to).arrayBuffer());
        signal?.throwIfAborted();
        return bytes;
      } catch (cause) {
        if (signal?.aborted) throw signal.reason;
        const reason = cause instanceof Error ? cause.message : String(cause);
        throw weightError('weights/read-failed', { name, from, to, reason }, { cause, retryable: true });
      }
    },
  };
}

/** Bytes in memory; for small files and tests. */
export function memorySource(bytes: Uint8Array<ArrayBuffer>, name: string): ByteSource {
  return {
    name,
    size: bytes.length,
    async read(from, to, signal) {
      signal?.throwIfAborted();
      return bytes.slice(from, to);
    },
  };
}
