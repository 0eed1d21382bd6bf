import { type FileHandle, open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ByteSource } from '@/lib/weights/byte-source';
import { weightError } from '@/lib/weights/errors';
import { activationsError } from './activations-errors';
import { failureReason } from './failure-reason';

/** A file on disk, read in pieces. Close it after use. @throws `activations/cannot-read`. */
export async function fileSource(path: string): Promise<ByteSource & { readonly close: () => Promise<void> }> {
  let file: FileHandle;
  let size: number;
  try {
    file = await open(path, 'r');
    const info = await file.stat();
    if (!info.isFile()) {
      await file.close();
      throw Object.assign(new Error('not a file'), { code: 'EISDIR' });
    }
    size = info.size;
  } catch (cause) {
    throw activationsError('activations/cannot-read', { file: path, reason: failureReason(cause) }, { cause });
  }
  const name = basename(path);
  return {
    name,
    size,
    async read(from, to, signal) {
      signal?.throwIfAborted();
      const bytes = new Uint8Array(Math.max(0, Math.min(to, size) - from));
      let done = 0;
      while (done < bytes.length) {
        const { bytesRead } = await file.read(bytes, done, bytes.length - done, from + done);
        if (bytesRead === 0) {
          throw weightError('weights/read-failed', { name, from, to, reason: 'the file became shorter' });
        }
        done += bytesRead;
      }
      return bytes;
    },
    close: () => file.close(),
  };
}
