import { evictions, RANKS, type Rank } from './eviction';

/** What a value can be given; what is past depends on what is shown. */
type OwnRank = Exclude<Rank, 'past'>;

interface Entry<T> {
  readonly value: T;
  readonly bytes: number;
  pins: number;
  rank: OwnRank;
}

/** Keys that belong to what is shown. */
export interface Shown {
  has(key: string): boolean;
}

/**
 * Values under a byte budget, by key. What is worth least goes first, then what was used least recently; what is pinned
 * never goes, even above the budget. Owns its values: it disposes of each exactly once.
 */
export class KeptValues<T> {
  readonly #entries = new Map<string, Entry<T>>();
  readonly #dispose: (value: T) => void;
  readonly budget: number;
  #bytes = 0;
  #shown: Shown = { has: () => true };

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

  /** Bytes of what is worth more than an inner tensor, and belongs to what is shown. */
  get valuedBytes(): number {
    return [...this.#entries].reduce(
      (sum, [key, { rank, bytes }]) => sum + (rank === 'inner' || !this.#shown.has(key) ? 0 : bytes),
      0,
    );
  }

  /** Says what is shown from now on; without it, all is. */
  show(shown: Shown): void {
    this.#shown = shown;
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
  put(key: string, value: T, bytes: number, rank: OwnRank = 'inner'): void {
    const old = this.#entries.get(key);
    if (old) {
      // The same key means the same value: keep the one that others may hold.
      this.#dispose(value);
      old.pins++;
      this.raise(key, rank);
      return;
    }
    this.#entries.set(key, { value, bytes, pins: 1, rank });
    this.#bytes += bytes;
    this.#trim();
  }

  /** A value is worth so much from now on; never less than before. */
  raise(key: string, rank: OwnRank): void {
    const entry = this.#entries.get(key);
    if (entry && RANKS.indexOf(rank) > RANKS.indexOf(entry.rank)) entry.rank = rank;
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
    const rankOf = (key: string, rank: OwnRank): Rank => (rank !== 'inner' && !this.#shown.has(key) ? 'past' : rank);
    const entries = [...this.#entries].map(([key, { bytes, rank, pins }]) => ({
      key,
      bytes,
      rank: rankOf(key, rank),
      pinned: pins > 0,
    }));
    for (const key of evictions(entries, this.budget)) {
      const entry = this.#entries.get(key);
      if (!entry) continue;
      this.#entries.delete(key);
      this.#bytes -= entry.bytes;
      this.#dispose(entry.value);
    }
  }
}
