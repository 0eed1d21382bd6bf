import type { Transfer } from '../../weights/http-source';
import type { Progress, Traffic } from '../protocol';

const NOTHING: Traffic = { requests: 0, networkBytes: 0, storedBytes: 0 };

/** Counts what comes for one answer, and tells of it. */
export class TrafficMeter {
  readonly #total: number;
  readonly #onProgress: ((progress: Progress) => void) | undefined;
  readonly #before: Traffic;
  #requests = 0;
  #network = 0;
  #stored = 0;

  /**
   * @param total bytes of weights that the answer needs at most; a file of half the width brings half of it.
   * @param before what came in vain; it is counted, but is no progress.
   */
  constructor(total: number, onProgress?: (progress: Progress) => void, before = NOTHING) {
    this.#total = total;
    this.#onProgress = onProgress;
    this.#before = before;
  }

  get traffic(): Traffic {
    const { requests, networkBytes, storedBytes } = this.#before;
    return {
      requests: requests + this.#requests,
      networkBytes: networkBytes + this.#network,
      storedBytes: storedBytes + this.#stored,
    };
  }

  take(transfer: Transfer): void {
    if (transfer.type === 'wait') return;
    if (transfer.type === 'request') {
      this.#requests++;
      return;
    }
    if (transfer.type === 'bytes') this.#network += transfer.count;
    else this.#stored += transfer.count;
    const total = this.#total;
    const stored = Math.min(total, this.#stored);
    const done = Math.min(total, this.#network + this.#stored);
    if (total > 0) this.#onProgress?.({ stage: 'weights', done, total, stored });
  }
}
