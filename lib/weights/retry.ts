/** How a failed request is tried again. Times in milliseconds. */
export interface RetryPolicy {
  /** Tries after the first without progress in between; then the error goes out. */
  readonly retries: number;
  readonly firstDelay: number;
  readonly longestDelay: number;
  /** 0 ≤ … < 1, so that many pages do not come back at the same moment. */
  readonly random: () => number;
}

export const DEFAULT_RETRIES: RetryPolicy = {
  retries: 4,
  firstDelay: 500,
  longestDelay: 16_000,
  random: Math.random,
};

/** How long to wait before try `failures` (1, 2, …): doubled each time, at random between a half and the whole of it. */
export function backOff({ firstDelay, longestDelay, random }: RetryPolicy, failures: number): number {
  return Math.min(longestDelay, firstDelay * 2 ** (failures - 1)) * (0.5 + random() / 2);
}

/**
 * What `Retry-After` asks for, in seconds.
 * @param now milliseconds since 1970, as `Date.now()`.
 * @returns null where it is not there or cannot be read.
 */
export function secondsToWait(header: string | null, now: number): number | null {
  if (header === null) return null;
  if (/^\s*\d+\s*$/.test(header)) return Number(header);
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, Math.ceil((date - now) / 1000));
}

/** Waits, or rejects with the reason of the signal as soon as it is aborted. */
export function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason);
      return;
    }
    const abort = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort);
      resolve();
    }, milliseconds);
    signal?.addEventListener('abort', abort, { once: true });
  });
}
