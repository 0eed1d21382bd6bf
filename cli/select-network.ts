import { AtlasError } from '@/lib/error';
import type { NetworkModel } from '@/lib/graph/model';
import { modelOf, type NetworkDefinition, networks, type Variant } from '@/lib/networks';
import { readingOf, smallestSizeOf } from '@/lib/reading/reading';
import { type InputSize, LARGEST_SIZE, parseSide, parseSize } from '@/lib/reading/size';
import { choice } from './arguments';
import { cliError } from './errors';

/** A network as the command line names it, read. */
export interface ChosenNetwork {
  readonly definition: NetworkDefinition;
  readonly variant: Variant;
  readonly model: NetworkModel;
}

/**
 * Finds `NETWORK[:variant]`.
 * @throws `cli/unknown` with the nearest known one, `cli/only-a-network`.
 */
export function selectNetwork(text: string): ChosenNetwork {
  const slash = text.indexOf('/');
  const whole = slash < 0 ? text : text.slice(0, slash);
  const colon = whole.indexOf(':');
  const name = colon < 0 ? whole : whole.slice(0, colon);
  const id = choice(
    'network',
    name,
    networks.map((definition) => definition.id),
  );
  if (slash >= 0) throw cliError('cli/only-a-network', { text, network: whole });
  const definition = networks.find((candidate) => candidate.id === id);
  const known = definition?.variants.map((each) => each.id) ?? [];
  const variantId = colon < 0 ? definition?.defaultVariant : choice('variant', whole.slice(colon + 1), known, id);
  const variant = definition?.variants.find((candidate) => candidate.id === variantId);
  if (!definition || !variant) throw new Error(`${id} has no variant ${variantId}`);
  return { definition, variant, model: modelOf(definition.id, variant.id) };
}

/** Reads a size or a side as it was typed. @throws `cli/…` errors in the place of those of the address. */
function readTyped<Size>(of: ChosenNetwork, text: string, read: (text: string, smallest: number) => Size): Size {
  const { definition, model } = of;
  try {
    return read(text, smallestSizeOf(model));
  } catch (error) {
    if (!(error instanceof AtlasError)) throw error;
    const { smallest, largest } = { smallest: smallestSizeOf(model), largest: LARGEST_SIZE };
    if (error.code === 'network/bad-size') {
      throw cliError('cli/bad-size', { value: text, network: definition.id, smallest, largest });
    }
    if (error.code === 'network/square-only') throw cliError('cli/square-only', { value: text, smallest, largest });
    throw error;
  }
}

/**
 * The size of the input picture in pixels: a side, or height × width (`224x320`).
 * @param text as typed; absent for the network's own size.
 * @throws `cli/bad-size`, with the sizes that are possible; any `shape/…` where a rectangle is too small.
 */
export function selectSize(of: ChosenNetwork, text: string | undefined): InputSize {
  if (text === undefined) return of.definition.defaultSize;
  return readingOf(of.model, readTyped(of, text, parseSize)).size;
}

/**
 * The side of a square input picture in pixels, where grids are named by one number.
 * @param text as typed; absent for the network's own size.
 * @throws `cli/bad-size`, `cli/square-only`.
 */
export function selectSide(of: ChosenNetwork, text: string | undefined): number {
  return text === undefined ? of.definition.defaultSize : readTyped(of, text, parseSide);
}
