import { type Address, type Place, parseAddress, resolvePath } from '../graph/address';
import { graphError } from '../graph/errors';
import { type NetworkModel, readNetwork } from '../graph/model';
import type { NetworkDefinition, Variant } from './definition';
import { inceptionResnetV1 } from './inception-resnet-v1';
import { inceptionResnetV2 } from './inception-resnet-v2';
import { inceptionV3 } from './inception-v3';
import { inceptionV4 } from './inception-v4';

export type { FigureSlip, NetworkDefinition, Preprocessing, RenameTable, Variant } from './definition';

/** Every network of the atlas, in the order in which they are shown. */
export const networks: readonly NetworkDefinition[] = [inceptionV4, inceptionResnetV2, inceptionResnetV1, inceptionV3];

/** @throws `address/unknown-network`. */
export function findNetwork(id: string): NetworkDefinition {
  const found = networks.find((definition) => definition.id === id);
  if (!found) throw graphError('address/unknown-network', { network: id, known: networks.map((each) => each.id) });
  return found;
}

/** @param id null for the default variant. @throws `address/unknown-variant`. */
export function findVariant(definition: NetworkDefinition, id: string | null): Variant {
  const wanted = id ?? definition.defaultVariant;
  const found = definition.variants.find((variant) => variant.id === wanted);
  if (!found) {
    const known = definition.variants.map((variant) => variant.id);
    throw graphError('address/unknown-variant', { network: definition.id, variant: wanted, known });
  }
  return found;
}

const models = new Map<string, NetworkModel>();

/** The model of a network and variant; read once and kept. @throws `address/unknown-network`, `address/unknown-variant`. */
export function modelOf(networkId: string, variantId: string | null = null): NetworkModel {
  const definition = findNetwork(networkId);
  const variant = findVariant(definition, variantId);
  const key = `${networkId}:${variant.id}`;
  const model = models.get(key) ?? readNetwork(variant.network);
  models.set(key, model);
  return model;
}

/** An address and all that it points at. */
export interface Resolved extends Place {
  readonly address: Address;
  readonly definition: NetworkDefinition;
  readonly variant: Variant;
  readonly model: NetworkModel;
}

/**
 * Finds what a whole address (`inception-v4/features.6`) points at.
 * @throws any of the `address/…` errors.
 */
export function resolveAddress(text: string): Resolved {
  const address = parseAddress(text);
  const definition = findNetwork(address.network);
  const variant = findVariant(definition, address.variant);
  const model = modelOf(definition.id, variant.id);
  return { address, definition, variant, model, ...resolvePath(model, definition.id, address.path, address.tensor) };
}

/** A canonical key in another convention. */
export function renameKey(definition: NetworkDefinition, naming: string, key: string): string {
  const rule = (definition.renames[naming] ?? []).find(({ from }) => key === from || key.startsWith(`${from}.`));
  return rule ? rule.to + key.slice(rule.from.length) : key;
}
