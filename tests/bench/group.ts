import type { GroupReport } from './report';

export interface BenchContext {
  /** Fewer rounds and fewer rows: to see that all of it works, not to quote. */
  readonly quick: boolean;
  /** Where the page with the engines is served. */
  readonly engines: string;
  /** Where the exported site is served. */
  readonly site: () => Promise<string>;
  /** Says what is being done. */
  readonly say: (line: string) => void;
}

/** Measurements that belong together; `npm run bench -- --only ID` runs one. */
export interface Group {
  readonly id: string;
  readonly run: (context: BenchContext) => Promise<readonly GroupReport[]>;
}
