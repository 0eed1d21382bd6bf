import { type Cost, costOf, totalCost } from '../analysis/cost';
import { type ReceptiveField, receptiveFields } from '../analysis/receptive-field';
import { AtlasError } from '../error';
import type { Model, NetworkModel } from '../graph/model';
import { inferShapes, type Shape, smallestSize } from '../graph/shapes';
import { findNetwork, findVariant, modelOf, type NetworkDefinition, type Variant } from '../networks';
import { type Extent, extentOf, type InputSize, inputSize, parseSize } from './size';

/** A model at one input size, and everything that is computed from both. What costs time is computed when it is asked for. */
export interface Reading {
  readonly model: Model;
  /** In pixels. */
  readonly size: InputSize;
  readonly height: number;
  readonly width: number;
  /** The smallest side of a square for which every op has at least one place. */
  readonly smallest: number;
  /** By node id; H×W×C or C. */
  readonly shapes: ReadonlyMap<string, Shape>;
  readonly costs: ReadonlyMap<string, Cost>;
  /** The cost of the whole network. */
  readonly total: Cost;
  /** On the picture, by node id. */
  readonly fields: ReadonlyMap<string, ReceptiveField>;
}

/** A network of the atlas at one input size. */
export interface NetworkReading extends Reading {
  readonly model: NetworkModel;
  readonly definition: NetworkDefinition;
  readonly variant: Variant;
}

const smallestSizes = new WeakMap<Model, number>();

/** `smallestSize`, counted once per model. */
export function smallestSizeOf(model: Model): number {
  const known = smallestSizes.get(model) ?? smallestSize(model.graph);
  smallestSizes.set(model, known);
  return known;
}

class ModelReading implements Reading {
  readonly model: Model;
  readonly size: InputSize;
  readonly height: number;
  readonly width: number;
  readonly shapes: ReadonlyMap<string, Shape>;
  #costs: ReadonlyMap<string, Cost> | null = null;
  #total: Cost | null = null;
  #fields: ReadonlyMap<string, ReceptiveField> | null = null;

  constructor(model: Model, { height, width }: Extent, shapes: ReadonlyMap<string, Shape>) {
    this.model = model;
    this.size = inputSize(height, width);
    this.height = height;
    this.width = width;
    this.shapes = shapes;
  }

  get smallest(): number {
    return smallestSizeOf(this.model);
  }

  get costs(): ReadonlyMap<string, Cost> {
    this.#costs ??= costOf(this.model, this.shapes);
    return this.#costs;
  }

  get total(): Cost {
    this.#total ??= totalCost(this.costs);
    return this.#total;
  }

  get fields(): ReadonlyMap<string, ReceptiveField> {
    this.#fields ??= receptiveFields(this.model.graph, this.shapes);
    return this.#fields;
  }
}

/** So many sizes of a model are remembered: a slider passes through hundreds. */
const REMEMBERED = 16;

const readings = new WeakMap<Model, Map<string, Reading>>();

/**
 * Reads a model at a size: the same object for the same model and size.
 * @throws any `shape/…` where the size does not fit.
 */
export function readingOf(model: Model, size: InputSize): Reading {
  const known = readings.get(model) ?? new Map<string, Reading>();
  readings.set(model, known);
  const extent = extentOf(size);
  const { height, width } = extent;
  const key = `${height}×${width}`;
  const reading = known.get(key) ?? new ModelReading(model, extent, inferShapes(model.graph, height, width));
  // Put last: what was asked for least recently is forgotten first.
  known.delete(key);
  known.set(key, reading);
  for (const oldest of known.keys()) if (known.size > REMEMBERED) known.delete(oldest);
  return reading;
}

class VariantReading extends ModelReading implements NetworkReading {
  override readonly model: NetworkModel;
  readonly definition: NetworkDefinition;
  readonly variant: Variant;

  constructor(definition: NetworkDefinition, variant: Variant, model: NetworkModel, of: Reading) {
    super(model, of, of.shapes);
    this.model = model;
    this.definition = definition;
    this.variant = variant;
  }
}

const networkReadings = new WeakMap<Reading, NetworkReading>();

/**
 * Reads a network of the atlas at a size: the same object for the same variant and size.
 * @throws any `shape/…` where the size does not fit.
 */
export function networkReadingOf(
  definition: NetworkDefinition,
  variant: Variant,
  size: InputSize = definition.defaultSize,
): NetworkReading {
  const model = modelOf(definition.id, variant.id);
  const of = readingOf(model, size);
  const reading = networkReadings.get(of) ?? new VariantReading(definition, variant, model, of);
  networkReadings.set(of, reading);
  return reading;
}

const asAtlasError = (error: unknown): AtlasError => {
  if (error instanceof AtlasError) return error;
  throw error;
};

/**
 * Reads a network at a size. What is wrong in the address is reported, and the default stands in for it.
 * @param variantId and `sizeText` as in the address; null for the default.
 * @throws `address/unknown-network`.
 */
export function readNetworkView(
  network: string,
  variantId: string | null,
  sizeText: string | null,
): { readonly reading: NetworkReading; readonly problems: readonly AtlasError[] } {
  const problems: AtlasError[] = [];
  const definition = findNetwork(network);
  let variant = findVariant(definition, null);
  try {
    variant = findVariant(definition, variantId);
  } catch (error) {
    problems.push(asAtlasError(error));
  }
  if (sizeText !== null) {
    try {
      const size = parseSize(sizeText, smallestSizeOf(modelOf(definition.id, variant.id)));
      return { reading: networkReadingOf(definition, variant, size), problems };
    } catch (error) {
      problems.push(asAtlasError(error));
    }
  }
  return { reading: networkReadingOf(definition, variant), problems };
}
