import { errorFactory } from '@/lib/error';

/** What can be wrong in the address of the explorer beyond the addresses themselves. */
export type ExplorerErrors = {
  /** The `size` of the address is no whole number from `smallest` to `largest`. */
  'explorer/bad-size': { text: string; smallest: number; largest: number };
};

export const explorerError = errorFactory<ExplorerErrors>();
