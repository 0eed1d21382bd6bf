import type { Shelf } from './shelf';

/** What TypeScript's library for pages does not know: workers write files of the origin's own file system directly. */
interface SyncAccessHandle {
  truncate(size: number): void | Promise<void>;
  write(data: Uint8Array<ArrayBuffer>, options: { at: number }): number;
  close(): void | Promise<void>;
}

type WritableHandle = FileSystemFileHandle & { createSyncAccessHandle(): Promise<SyncAccessHandle> };
type WalkableDirectory = FileSystemDirectoryHandle & { keys(): AsyncIterable<string> };

const FOLDER = 'weights';

const isMissing = (error: unknown): boolean => error instanceof Error && error.name === 'NotFoundError';

const isWritable = (handle: FileSystemFileHandle): handle is WritableHandle => 'createSyncAccessHandle' in handle;

/**
 * A folder in the origin private file system; only workers may write there.
 *
 * Why not Cache Storage: an answer that is put there is copied, and comes back whole; here a tensor is written from the
 * buffer in which it arrived and read by ranges. Two tabs do not disturb each other: a file is locked only for the
 * moment in which it is written, reading takes a snapshot and needs no lock.
 *
 * @throws `NotSupportedError` where the browser has none, `SecurityError` where it denies it.
 */
export async function openOpfsShelf(): Promise<Shelf> {
  // Absent outside secure contexts, whatever the types say.
  const storage: StorageManager | undefined = navigator.storage;
  if (typeof storage?.getDirectory !== 'function') throw new DOMException('no file system', 'NotSupportedError');
  const root = await storage.getDirectory();
  const folder = await root.getDirectoryHandle(FOLDER, { create: true });
  return {
    async list() {
      const names: string[] = [];
      for await (const name of (folder as WalkableDirectory).keys()) names.push(name);
      return names;
    },
    async open(name) {
      try {
        const file = await (await folder.getFileHandle(name)).getFile();
        return {
          bytes: file.size,
          read: async (from, to) => new Uint8Array(await file.slice(from, to).arrayBuffer()),
        };
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },
    async write(name, lead, data) {
      const handle = await folder.getFileHandle(name, { create: true });
      if (!isWritable(handle)) throw new DOMException('no sync access', 'NotSupportedError');
      const access = await handle.createSyncAccessHandle();
      let done = false;
      try {
        await access.truncate(0);
        // Not flushed: what a crash spoils, its checksum tells, and waiting for the disk would slow down the computing.
        const written = access.write(data, { at: lead.length }) + access.write(lead, { at: 0 });
        if (written !== data.length + lead.length) throw new DOMException('no room', 'QuotaExceededError');
        done = true;
      } finally {
        await access.close();
        // The first error is told; what is left of the file, its checksum tells.
        if (!done) await folder.removeEntry(name).catch(() => {});
      }
    },
    async remove(name) {
      await folder.removeEntry(name).catch((error) => {
        if (!isMissing(error)) throw error;
      });
    },
    persisted: async () => (await storage.persisted?.()) ?? false,
  };
}
