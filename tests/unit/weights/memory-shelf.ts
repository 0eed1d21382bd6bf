import type { Shelf } from '@/lib/weights/shelf';

/** What a shelf in memory is about to do, and with which file. */
export interface ShelfAct {
  readonly type: 'list' | 'open' | 'read' | 'write' | 'remove';
  readonly name: string;
}

/** A shelf in memory that outlives the caches over it; `fail` may refuse an act with an error of that name. */
export function memoryShelf(fail: (act: ShelfAct) => string | null = () => null) {
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  const acts: ShelfAct[] = [];
  const act = (type: ShelfAct['type'], name = ''): void => {
    acts.push({ type, name });
    const error = fail({ type, name });
    if (error !== null) throw new DOMException('planted', error);
  };
  const shelf: Shelf = {
    async list() {
      act('list');
      return [...files.keys()];
    },
    async open(name) {
      act('open', name);
      const bytes = files.get(name);
      if (!bytes) return null;
      return {
        bytes: bytes.length,
        read: async (from, to) => {
          act('read', name);
          const now = files.get(name);
          if (!now) throw new DOMException('gone', 'NotFoundError');
          return now.slice(from, to);
        },
      };
    },
    async write(name, lead, data) {
      const whole = new Uint8Array(lead.length + data.length);
      whole.set(data, lead.length);
      // What an interrupted write leaves behind.
      files.set(name, whole.slice());
      act('write', name);
      whole.set(lead);
      files.set(name, whole);
    },
    async remove(name) {
      act('remove', name);
      files.delete(name);
    },
    persisted: async () => false,
  };
  return { shelf, files, acts };
}
