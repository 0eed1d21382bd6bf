import type { FromWorker } from '../protocol';

/** How long a worker may be silent. */
export interface Patience {
  /** Seconds without a sign of life after which a worker counts as dead. */
  readonly seconds: number;
  /** Whether anybody looks: browsers hold back timers and workers of pages that are out of sight. */
  readonly isVisible: () => boolean;
}

/** So long a synchronous step may take, and half of that again: a step on WebAssembly answers no ping. */
export const PATIENCE: Patience = { seconds: 30, isVisible: () => true };

/** Pings in that time. They are counted instead of the clock, which goes on while a machine sleeps. */
const PINGS = 6;

/** Before its first message a worker loads its code, over a network that may be slow: it may take so many times longer. */
const LOADING = 4;

interface Told {
  ping(): void;
  /** @param seconds for which it was silent. */
  onSilent(seconds: number): void;
}

/**
 * Watches whether a worker lives: one that was ended by the browser, or ended itself, sends no event. Any message is a
 * sign, and a worker that is not busy answers each ping. While it compiles for a graphics device it may be silent.
 */
export class SignOfLife {
  readonly #patience: Patience;
  readonly #told: Told;
  #timer: ReturnType<typeof setInterval> | null = null;
  /** Pings since the last sign of life. */
  #missed = 0;
  #compiling = false;
  #spoke = false;

  constructor(patience: Patience, told: Told) {
    this.#patience = patience;
    this.#told = told;
  }

  /** Begins or ends to ask. */
  watch(wanted: boolean): void {
    if (wanted === (this.#timer !== null)) return;
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = wanted ? setInterval(() => this.#tick(), (this.#patience.seconds * 1000) / PINGS) : null;
    this.#missed = 0;
  }

  /** Notes a message of the worker. */
  sign(message: FromWorker): void {
    this.#missed = 0;
    this.#spoke = true;
    // Pongs come before and after a compilation, and say nothing of it.
    if (message.kind !== 'pong') this.#compiling = message.kind === 'progress' && message.progress.stage === 'compile';
  }

  #tick(): void {
    if (this.#compiling || !this.#patience.isVisible()) {
      this.#missed = 0;
      return;
    }
    this.#missed++;
    const { seconds } = this.#patience;
    const factor = this.#spoke ? 1 : LOADING;
    if (this.#missed < PINGS * factor) {
      this.#told.ping();
      return;
    }
    this.watch(false);
    this.#told.onSilent(seconds * factor);
  }
}
