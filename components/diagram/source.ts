import { findItem } from '@/lib/diagram/find-item';
import type { Geometry } from '@/lib/diagram/geometry';
import { AtlasError } from '@/lib/error';
import { parseLocalAddress } from '@/lib/graph/address';
import { findNetwork, findVariant, modelOf } from '@/lib/networks';
import { type NetworkReading, networkReadingOf, smallestSizeOf } from '@/lib/reading/reading';
import { type InputSize, parseSize } from '@/lib/reading/size';

/** A value, or the error in its place. */
export type Result<T> =
  | { readonly value: T; readonly error: null }
  | { readonly value: null; readonly error: AtlasError };

/** Runs what may fail in a known way. */
export function attempt<T>(run: () => T): Result<T> {
  try {
    return { value: run(), error: null };
  } catch (error) {
    if (error instanceof AtlasError) return { value: null, error };
    throw error;
  }
}

/** As the page's address has it, or in pixels; null for the network's own. */
export type WantedSize = InputSize | string | null;

/**
 * Reads a network at a size.
 * @throws `address/unknown-network`, `address/unknown-variant`, `network/bad-size`, any `shape/…` where the size does not fit.
 */
export function readSource(network: string, variant: string | null, size: WantedSize): NetworkReading {
  const definition = findNetwork(network);
  const chosen = findVariant(definition, variant);
  const smallest = smallestSizeOf(modelOf(network, variant));
  return networkReadingOf(
    definition,
    chosen,
    typeof size === 'string' ? parseSize(size, smallest) : (size ?? undefined),
  );
}

/** The item or frame that a selection means here; null where it is elsewhere, or no address at all: others say that. */
export function selectedItem(
  geometry: Geometry,
  { model, definition }: NetworkReading,
  selected: string | null,
): string | null {
  if (selected === null || selected === '') return null;
  return attempt(() => findItem(geometry, model, definition.id, parseLocalAddress(selected))).value;
}
