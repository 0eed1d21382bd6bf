import type { NetworkModel } from '@/lib/graph/model';
import { smallestSize } from '@/lib/graph/shapes';
import { modelOf, type NetworkDefinition, networks, type Variant } from '@/lib/networks';
import { choice } from './arguments';
import { cliError } from './errors';

/** Above this the counts would still be exact, but no picture is that large. */
export const LARGEST_SIZE = 10_000;

/** A network as the command line names it, read. */
export interface Selection {
  readonly definition: NetworkDefinition;
  readonly variant: Variant;
  readonly model: NetworkModel;
}

/**
 * Finds `NETWORK[:variant]`.
 * @throws `cli/unknown` with the nearest known one, `cli/only-a-network`.
 */
export function selectNetwork(text: string): Selection {
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

/**
 * The side of the input picture in pixels.
 * @param text as typed; absent for the network's own size.
 * @throws `cli/bad-size`, with the sizes that are possible.
 */
export function selectSize(selection: Selection, text: string | undefined): number {
  const { definition, model } = selection;
  if (text === undefined) return definition.defaultSize;
  const smallest = smallestSize(model.graph);
  const size = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(size >= smallest && size <= LARGEST_SIZE)) {
    throw cliError('cli/bad-size', { value: text, network: definition.id, smallest, largest: LARGEST_SIZE });
  }
  return size;
}
