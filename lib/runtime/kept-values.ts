interface Entry<T> {
  readonly value: T;
  readonly bytes: number;
  pins: number;
}

/**
 * Values under a byte budget, by key. What was used least recently goes first; what is pinned never goes, even above
 * the budget. Owns its values: it disposes of each exactly once.
 */
export class KeptValues<T> {
  readonly #entries = new Map<string, Entry<T>>();
  readonly #dispose: (value: T) => void;
  readonly budget: number;
  #bytes = 0;

  constructor(budget: number, dispose: (value: T) => void) {
    this.budget = budget;
    this.#dispose = dispose;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get size(): number {
    return this.#entries.size;
  }

  has(key: string): boolean {
    return this.#entries.has(key);
  }

  values(): T[] {
    return [...this.#entries.values()].map(({ value }) => value);
  }

  /** The value, now the most recently used. */
  get(key: string): T | undefined {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry.value;
  }

  /** Takes a value over; it starts pinned once, so that it cannot go before its reader has it. */
  put(key: string, value: T, bytes: number): void {
    const old = this.#entries.get(key);
    if (old) {
      // The same key means the same value: keep the one that others may hold.
      this.#dispose(value);
      old.pins++;
      return;
    }
    this.#entries.set(key, { value, bytes, pins: 1 });
    this.#bytes += bytes;
    this.#trim();
  }

  pin(key: string): void {
    const entry = this.#entries.get(key);
    if (entry) entry.pins++;
  }

  unpin(key: string): void {
    const entry = this.#entries.get(key);
    if (!entry) return;
    entry.pins = Math.max(0, entry.pins - 1);
    this.#trim();
  }

  /** Disposes of everything, pinned or not. */
  clear(): void {
    for (const { value } of this.#entries.values()) this.#dispose(value);
    this.#entries.clear();
    this.#bytes = 0;
  }

  #trim(): void {
    if (this.#bytes <= this.budget) return;
    for (const [key, entry] of this.#entries) {
      if (entry.pins > 0) continue;
      this.#entries.delete(key);
      this.#bytes -= entry.bytes;
      this.#dispose(entry.value);
      if (this.#bytes <= this.budget) return;
    }
  }
}
