import { IMAGENET_CLASSES } from '../graph/classifier';
import type { TensorSpec } from '../graph/graph';
import { type Place, torchShape } from './place';
import type { SafetensorsFile } from './safetensors';

const isMatrix = ({ role, shape }: TensorSpec): boolean =>
  role === 'weight' && shape.length === 2 && shape[0] === IMAGENET_CLASSES;

const withoutLast = (key: string): string => key.slice(0, key.lastIndexOf('.'));

/** The canonical keys of the classifier among the tensors of a network: its matrix, and its bias where it has one. */
export function classifierOf(specs: readonly TensorSpec[]): ReadonlySet<string> {
  const matrix = specs.findLast(isMatrix);
  if (!matrix) return new Set();
  const own = withoutLast(matrix.key);
  return new Set(specs.flatMap(({ key }) => (withoutLast(key) === own ? [key] : [])));
}

/** The head that a file has for a network. */
export interface HeadInFile {
  /** How many classes it tells apart; null where there is none. */
  readonly classes: number | null;
  /** The key of its matrix where that is another than the convention says. */
  readonly name: string | null;
  /** Where its tensors are, by canonical key, where that is another place than the convention says. */
  readonly places: ReadonlyMap<string, Place>;
}

const NONE: HeadInFile = { classes: null, name: null, places: new Map() };

/**
 * Finds the classifier of a file, however many classes it has: under the name of the convention, else under whatever name
 * the only matrix stands that reads as many numbers and has a bias of as many units.
 * @param isOther whether a key is known as something else (an auxiliary head, a classifier of an embedding).
 */
export function findHead(
  { entries }: SafetensorsFile,
  specs: readonly TensorSpec[],
  placeOf: (spec: TensorSpec) => Place,
  isOther: (key: string) => boolean,
): HeadInFile {
  const matrix = specs.findLast(isMatrix);
  if (!matrix) return NONE;
  const own = withoutLast(matrix.key);
  const bias = specs.find(({ key, role }) => role === 'bias' && withoutLast(key) === own);
  const [, width = 0] = matrix.shape;
  const [matrixAt, biasAt] = [placeOf(matrix), bias ? placeOf(bias) : null];
  if (matrixAt.key === null) return NONE;
  const { layout } = matrixAt;
  /** Units of a matrix over these features, with a bias of as many; null where it is none. */
  const unitsOf = (key: string, biasKey: string | null): number | null => {
    const entry = entries.get(key);
    const [units = 0, inner, ...more] = torchShape(entry?.shape ?? [], layout);
    if (!entry || inner !== width || units < 1 || more.some((extent) => extent !== 1)) return null;
    const other = biasKey === null ? null : (entries.get(biasKey)?.shape ?? null);
    return biasKey === null || (other?.length === 1 && other[0] === units) ? units : null;
  };
  const named = unitsOf(matrixAt.key, biasAt?.key ?? null);
  if (named !== null) return { ...NONE, classes: named };
  if (entries.has(matrixAt.key)) return NONE;

  const known = new Set(specs.map((spec) => placeOf(spec).key));
  const [matrixEnd, biasEnd] = layout === 'torch' ? ['weight', 'bias'] : ['kernel', 'bias'];
  const ending = new RegExp(`([./])${matrixEnd}((?::0)?)$`);
  const found = [...entries.keys()].flatMap((key) => {
    if (known.has(key) || isOther(key) || !ending.test(key)) return [];
    const biasKey = key.replace(ending, `$1${biasEnd}$2`);
    const units = unitsOf(key, bias ? biasKey : null);
    return units === null ? [] : [{ key, biasKey, units }];
  });
  const [only] = found;
  if (!only || found.length > 1) return NONE;
  const places = new Map<string, Place>([[matrix.key, { key: only.key, layout }]]);
  if (bias) places.set(bias.key, { key: only.biasKey, layout });
  return { classes: only.units, name: only.key, places };
}
