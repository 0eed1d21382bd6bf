import type { BenchResult } from './measure';

/** What stands beside the numbers in a file: without it they say nothing. */
export interface Surroundings {
  /** ISO 8601. */
  readonly measured: string;
  readonly browser: string;
  /** Logical cores as the browser tells them. */
  readonly cores: number;
  /** Whether the page may use threads. */
  readonly crossOriginIsolated: boolean;
}

/** A result as a JSON file: every single measurement, and where it was made. */
export const resultFile = (result: BenchResult, around: Surroundings): Blob =>
  new Blob([`${JSON.stringify({ site: 'Inception Atlas', ...around, ...result }, null, 2)}\n`], {
    type: 'application/json',
  });
