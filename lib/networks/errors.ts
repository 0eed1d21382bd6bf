import { errorFactory } from '../error';

/** What can be asked of a network and is not possible. */
export type NetworkErrors = {
  /** An input size that is no whole number from `smallest` to `largest`. */
  'network/bad-size': { text: string; smallest: number; largest: number };
};

export const networkError = errorFactory<NetworkErrors>();
