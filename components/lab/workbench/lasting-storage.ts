import { recall, remember } from '@/components/ui/device-memory';

/** The browser's promise not to clear what this site keeps when the disk is short. */
export interface LastingStorage {
  /** Whether this browser can be asked for it at all. */
  readonly canAsk: boolean;
  /** Asks for it because the reader wants so. @returns whether the browser promised. */
  ask(): Promise<boolean>;
  /**
   * Asks for it unasked, so once in all visits and not before the reader has touched the page: some browsers put the
   * question to the reader. @returns whether the browser promised; false also where it was asked before.
   */
  askOnce(): Promise<boolean>;
}

const KEY = 'atlas-storage-asked';

/** Resolves when the reader has clicked or pressed a key on the page. */
function gesture(): Promise<void> {
  if (navigator.userActivation?.hasBeenActive) return Promise.resolve();
  return new Promise((resolve) => {
    const controller = new AbortController();
    for (const type of ['pointerup', 'keydown']) {
      const done = (): void => {
        controller.abort();
        resolve();
      };
      document.addEventListener(type, done, { capture: true, signal: controller.signal });
    }
  });
}

/** The promise as the browser gives it; without a secure context there is no storage to promise anything of. */
export function lastingStorage(): LastingStorage {
  const storage: StorageManager | undefined = navigator.storage;
  const canAsk = typeof storage?.persist === 'function';
  const ask = async (): Promise<boolean> => {
    if (!canAsk) return false;
    remember(KEY, 'yes');
    return storage.persist().catch(() => false);
  };
  return {
    canAsk,
    ask,
    async askOnce() {
      if (!canAsk || recall(KEY) !== null) return false;
      await gesture();
      // The reader may have asked meanwhile.
      return recall(KEY) === null ? ask() : false;
    },
  };
}
