import { errorFactory } from '../error';

/** What can be asked of a network and is not possible. */
export type NetworkErrors = {
  /** No input size: a side or height × width in whole pixels, from `smallest` to `largest`. */
  'network/bad-size': { text: string; smallest: number; largest: number };
  /** Height × width where only the side of a square will do. */
  'network/square-only': { text: string; smallest: number; largest: number };
};

export const networkError = errorFactory<NetworkErrors>();
