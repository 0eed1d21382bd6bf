import { resolveAddress } from '@/lib/networks';
import { readingOf } from '@/lib/reading/reading';

/** The picture that all published numbers are about: every network here was tested at 299 × 299 pixels. */
export const TESTED_SIZE = 299;

export interface NetworkSize {
  readonly parameters: number;
  readonly macs: number;
  readonly convolutions: number;
}

const counted = new Map<string, NetworkSize>();

/** How large a network is at the tested size, counted from its expression. @throws any of the `address/…` errors. */
export function networkSize(address: string): NetworkSize {
  const known = counted.get(address);
  if (known) return known;
  const { model } = resolveAddress(address);
  const { parameters, macs, convolutions } = readingOf(model, TESTED_SIZE).total;
  const size = { parameters, macs, convolutions };
  counted.set(address, size);
  return size;
}
