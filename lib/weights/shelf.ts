/** A file on a shelf as it was when it was opened. */
export interface ShelfFile {
  readonly bytes: number;
  /** Bytes `from` up to, without, `to`. @throws where the file is gone. */
  read(from: number, to: number): Promise<Uint8Array<ArrayBuffer>>;
}

/** A place for files by name that outlives the page. Every method may be refused by the browser and then rejects. */
export interface Shelf {
  list(): Promise<readonly string[]>;
  /** @returns null where there is no such file. */
  open(name: string): Promise<ShelfFile | null>;
  /**
   * Writes a whole file. One that is interrupted may leave a file behind, whose first part (`lead`) is then missing:
   * it is written last.
   */
  write(name: string, lead: Uint8Array<ArrayBuffer>, data: Uint8Array<ArrayBuffer>): Promise<void>;
  remove(name: string): Promise<void>;
  /** Whether the browser has promised not to clear it when the disk is short. */
  persisted(): Promise<boolean>;
}

/** Why weights are not kept on this device, as a code that the page puts into words. */
export type StorageTrouble =
  /** The browser has no such storage, or not for this page: an address over plain http, an old browser. */
  | 'no-storage'
  /** The browser or its owner does not allow it: private windows, blocked site data. */
  | 'denied'
  /** The browser gives the site no more room. */
  | 'full'
  /** Another tab is writing the same file. */
  | 'held'
  /** Anything else, a broken disk for instance. */
  | 'failed';

const BY_NAME: Readonly<Record<string, StorageTrouble>> = {
  QuotaExceededError: 'full',
  NoModificationAllowedError: 'held',
  SecurityError: 'denied',
  NotAllowedError: 'denied',
  NotSupportedError: 'no-storage',
};

/** What an error of a shelf means. */
export const troubleOf = (error: unknown): StorageTrouble =>
  (error instanceof Error ? BY_NAME[error.name] : undefined) ?? 'failed';
