import { findItem } from '@/lib/diagram/find-item';
import type { Geometry } from '@/lib/diagram/geometry';
import { AtlasError } from '@/lib/error';
import { parseLocalAddress } from '@/lib/graph/address';
import type { NetworkModel } from '@/lib/graph/model';
import { inferShapes, type Shape } from '@/lib/graph/shapes';
import { findNetwork, modelOf, type NetworkDefinition } from '@/lib/networks';

/** A network at one input size: what every drawing of it reads. */
export interface Source {
  readonly definition: NetworkDefinition;
  readonly model: NetworkModel;
  readonly shapes: ReadonlyMap<string, Shape>;
}

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

const WHOLE_NUMBER = /^\d+$/;

/**
 * Reads a network at a size.
 * @param size of the square input picture in px, or as the page's address has it; null for the network's own. Anything
 *   but a whole number is an error.
 * @throws `address/unknown-network`, `address/unknown-variant`, any `shape/…` where the size does not fit.
 */
export function readSource(network: string, variant: string | null, size: number | string | null): Source {
  const definition = findNetwork(network);
  const model = modelOf(network, variant);
  const side =
    size === null
      ? definition.defaultSize
      : typeof size === 'number' || WHOLE_NUMBER.test(size)
        ? Number(size)
        : Number.NaN;
  return { definition, model, shapes: inferShapes(model.graph, side) };
}

/** The item or frame that a selection means here; null where it is elsewhere, or no address at all: others say that. */
export function selectedItem(
  geometry: Geometry,
  { model, definition }: Source,
  selected: string | null,
): string | null {
  if (selected === null || selected === '') return null;
  return attempt(() => findItem(geometry, model, definition.id, parseLocalAddress(selected))).value;
}
