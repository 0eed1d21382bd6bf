import type { ByteSource } from './byte-source';
import { HeldBytes } from './held-bytes';
import { orAborted } from './or-aborted';
import { LONGEST_PIECE, type Piece, piecesOf } from './pieces';
import type { SafetensorsEntry } from './safetensors';

/** Pieces that are on their way or wait to be taken may hold this much together, besides one that is waited for. */
const HELD = LONGEST_PIECE;

interface FetchedPiece extends Piece {
  /** Keys that nobody has taken yet. */
  readonly left: Set<string>;
  bytes: Promise<Uint8Array<ArrayBuffer>> | null;
  /** Ends reading this piece. */
  stop: (reason: unknown) => void;
  release: () => void;
}

/**
 * Reads the pieces of a run ahead of those who ask for their tensors: the piece that is asked for at once, the
 * following ones as far as the bound on held bytes allows. A piece is let go when its last tensor was taken.
 */
export class PieceReader {
  readonly #source: ByteSource;
  readonly #pieces: readonly FetchedPiece[];
  readonly #byKey = new Map<string, FetchedPiece>();
  readonly #closed = new AbortController();
  readonly #unlink: () => void;
  readonly #held: HeldBytes;

  /**
   * @param entries what will be read, about in this order. Nothing is read before the first of them is asked for.
   * @param held where the buffers of pieces are counted, from the moment in which they are asked for.
   */
  constructor(
    source: ByteSource,
    entries: readonly SafetensorsEntry[],
    signal?: AbortSignal,
    held: HeldBytes = new HeldBytes(),
  ) {
    this.#source = source;
    this.#held = held;
    this.#pieces = piecesOf(entries, ({ from, to }) => source.holds?.(from, to) ?? false).map((piece) => ({
      ...piece,
      left: new Set(piece.entries.map(({ key }) => key)),
      bytes: null,
      stop: () => {},
      release: () => {},
    }));
    for (const piece of this.#pieces) for (const { key } of piece.entries) this.#byKey.set(key, piece);
    const stop = () => this.#stop(signal?.reason);
    if (signal?.aborted) stop();
    signal?.addEventListener('abort', stop, { once: true });
    this.#unlink = () => signal?.removeEventListener('abort', stop);
  }

  /**
   * The bytes of one tensor, a copy. One that was not announced, or was taken before, is read on its own.
   * @throws those of the source.
   */
  async read(entry: SafetensorsEntry, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
    signal?.throwIfAborted();
    this.#closed.signal.throwIfAborted();
    const piece = this.#byKey.get(entry.key);
    if (!piece?.left.has(entry.key)) return this.#source.read(entry.from, entry.to, signal);
    const pending = this.#start(piece);
    this.#readOn(piece);
    const bytes = await orAborted(pending, signal);
    // A copy, since whoever keeps a bias of 128 bytes must not keep a block of 18 MB with it.
    const own = bytes.slice(entry.from - piece.from, entry.to - piece.from);
    piece.left.delete(entry.key);
    if (piece.left.size === 0) this.#letGo(piece);
    this.#readOn(piece);
    return own;
  }

  close(): void {
    this.#unlink();
    this.#stop();
    for (const piece of this.#pieces) this.#letGo(piece);
  }

  #stop(reason?: unknown): void {
    this.#closed.abort(reason);
    for (const { stop } of this.#pieces) stop(this.#closed.signal.reason);
  }

  #letGo(piece: FetchedPiece): void {
    piece.bytes = null;
    piece.stop = () => {};
    piece.release();
  }

  #start(piece: FetchedPiece): Promise<Uint8Array<ArrayBuffer>> {
    if (piece.bytes) return piece.bytes;
    // A signal of its own: dozens of pieces may be on their way, and each adds listeners until it is there.
    const own = new AbortController();
    const pending = this.#source.read(piece.from, piece.to, own.signal);
    piece.bytes = pending;
    piece.stop = (reason) => own.abort(reason);
    piece.release = this.#held.hold(piece.to - piece.from);
    pending.catch(() => {
      // The next one who asks tries again.
      if (piece.bytes === pending) this.#letGo(piece);
    });
    return pending;
  }

  /** Starts the pieces after one that is in use, in order, while they fit beside what is held. */
  #readOn(current: FetchedPiece): void {
    let held = 0;
    for (const { bytes, from, to } of this.#pieces) if (bytes) held += to - from;
    const wanted = this.#pieces.filter(({ left }) => left.size > 0);
    for (const piece of wanted.slice(wanted.indexOf(current) + 1)) {
      if (piece.bytes) continue;
      held += piece.to - piece.from;
      if (held > HELD) return;
      this.#start(piece);
    }
  }
}
