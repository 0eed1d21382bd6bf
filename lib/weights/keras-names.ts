import type { TensorSpec } from '../graph/graph';
import type { Place } from './place';

/** The variables of Keras layers by the role that they have here; γ is left out by `scale=False`. */
const VARIABLES: Readonly<Record<string, TensorSpec['role']>> = {
  kernel: 'weight',
  bias: 'bias',
  gamma: 'gamma',
  beta: 'beta',
  moving_mean: 'mean',
  moving_variance: 'variance',
};

/** Residual convolutions of keras-applications, in the order in which they come. */
const SUMS = ['block35', 'block17', 'block8'];

interface Layer {
  readonly name: string;
  /** The key of each variable. */
  readonly variables: ReadonlyMap<string, string>;
}

/**
 * `conv2d_3/kernel:0`, `conv2d_3/conv2d_3/kernel:0`, `model_weights/conv2d_3/…/kernel:0`, `conv2d_3.kernel`: the last part
 * is the variable, the one before it the layer.
 */
function layersOf(keys: Iterable<string>): ReadonlyMap<string, Layer> {
  const layers = new Map<string, Map<string, string>>();
  for (const key of keys) {
    const steps = key.replace(/:0$/, '').split(/[/.]/);
    const [layer, variable] = [steps.at(-2), steps.at(-1)];
    if (layer === undefined || variable === undefined || !(variable in VARIABLES)) continue;
    const own = layers.get(layer) ?? new Map<string, string>();
    if (!own.has(variable)) own.set(variable, key);
    layers.set(layer, own);
  }
  return new Map([...layers].map(([name, variables]) => [name, { name, variables }]));
}

/** The layers that Keras named itself by their numbers: `conv2d` is 0, `conv2d_1` is 1. */
function numbered(layers: ReadonlyMap<string, Layer>, name: string): ReadonlyMap<number, Layer> {
  const pattern = new RegExp(`^${name}(?:_v\\d+)?(?:_(\\d+))?$`);
  return new Map(
    [...layers.values()].flatMap((layer) => {
      const match = pattern.exec(layer.name);
      return match ? [[Number(match[1] ?? 0), layer] as const] : [];
    }),
  );
}

/**
 * The number of the batch norm that follows the first convolution: that of the convolution, unless more convolutions have
 * their norm where the two are counted apart (other layers of the program had norms of their own).
 * @param first the number of the first convolution.
 */
function firstNorm(convolutions: ReadonlyMap<number, Layer>, first: number, norms: ReadonlyMap<number, Layer>): number {
  const pairs = (start: number): number =>
    [...norms.keys()].filter((at) => convolutions.has(at - start + first)).length;
  const own = Math.min(...norms.keys());
  return pairs(own) > pairs(first) ? own : first;
}

/**
 * The names of the residual convolutions, `block35_1_conv` … `block8_10_conv`: each kind counts from 1 and has outputs of
 * its own width.
 */
function sumNames(sums: readonly TensorSpec[]): ReadonlyMap<string, string> {
  const widths = [...new Set(sums.map(({ shape }) => shape[0]))];
  const counts = new Map<number, number>();
  return new Map(
    sums.map(({ key, shape }) => {
      const kind = widths.indexOf(shape[0]);
      const count = (counts.get(kind) ?? 0) + 1;
      counts.set(kind, count);
      return [withoutLast(key), `${SUMS[kind]}_${count}_conv`];
    }),
  );
}

const withoutLast = (key: string): string => key.slice(0, key.lastIndexOf('.'));

/**
 * How a file of keras-applications names the tensors of Inception-v3 or Inception-ResNet-v2. Keras numbers the layers that
 * have no name in the order in which they are made (inception_v3.py, inception_resnet_v2.py), which is the order of our
 * state dict; the count goes on where one program makes several networks, so the distance to the first one tells. A file
 * that lacks layers in between thus keeps the others in their places.
 * @param specs the tensors that the network reads, in order. @returns null where nothing is named so.
 */
export function kerasPlaces(
  keys: Iterable<string>,
  specs: readonly TensorSpec[],
): ((spec: TensorSpec) => Place) | null {
  const layers = layersOf(keys);
  const convolutions = numbered(layers, 'conv2d');
  if (convolutions.size === 0) return null;
  const norms = numbered(layers, 'batch_normalization');
  const first = Math.min(...convolutions.keys());
  const last = layers.get('conv_7b');

  const biased = new Set(specs.filter(({ role }) => role === 'bias').map(({ key }) => withoutLast(key)));
  const owner = new Map<string, Layer | undefined>();
  let [unit, norm] = [first, firstNorm(convolutions, first, norms)];
  const kernels = specs.filter(({ role, shape }) => role === 'weight' && shape.length === 4);
  const units = kernels.filter(({ key }) => !biased.has(withoutLast(key)));
  const residual = sumNames(kernels.filter(({ key }) => biased.has(withoutLast(key))));
  for (const { key } of kernels) {
    const own = withoutLast(key);
    const sum = residual.get(own);
    if (sum !== undefined) owner.set(own, layers.get(sum));
    else owner.set(own, last && key === units.at(-1)?.key ? last : convolutions.get(unit++));
  }
  const means = specs.filter(({ role }) => role === 'mean');
  for (const { key } of means) {
    const named = layers.get('conv_7b_bn');
    owner.set(withoutLast(key), named && key === means.at(-1)?.key ? named : norms.get(norm++));
  }
  const head = layers.get('predictions');
  return ({ key, role, shape }) => {
    const own = withoutLast(key);
    const layer = shape.length === 2 || (role === 'bias' && !owner.has(own)) ? head : owner.get(own);
    const variable = Object.keys(VARIABLES).find((name) => VARIABLES[name] === role) ?? role;
    const found = layer?.variables.get(variable);
    if (found === undefined && role === 'gamma' && layer?.variables.has('beta')) return { key: null };
    const name = layer?.name ?? (shape.length === 2 || role === 'bias' ? 'predictions' : own);
    return { key: found ?? `${name}/${variable}:0`, layout: 'tensorflow' };
  };
}
