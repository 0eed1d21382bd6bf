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

/** The layers that Keras named itself: `conv2d`, `conv2d_1` …, by number, wherever the count began. */
function numbered(layers: ReadonlyMap<string, Layer>, name: string): readonly Layer[] {
  const pattern = new RegExp(`^${name}(?:_v\\d+)?(?:_(\\d+))?$`);
  return [...layers.values()]
    .flatMap((layer) => {
      const match = pattern.exec(layer.name);
      return match ? [{ layer, at: Number(match[1] ?? 0) }] : [];
    })
    .sort((a, b) => a.at - b.at)
    .map(({ layer }) => layer);
}

/** `block35_1_conv` … `block8_10_conv`. */
const sums = (layers: ReadonlyMap<string, Layer>): readonly Layer[] =>
  [...layers.values()]
    .flatMap((layer) => {
      const match = /^(block\d+)_(\d+)_conv$/.exec(layer.name);
      const kind = SUMS.indexOf(match?.[1] ?? '');
      return kind < 0 ? [] : [{ layer, at: kind * 1000 + Number(match?.[2]) }];
    })
    .sort((a, b) => a.at - b.at)
    .map(({ layer }) => layer);

const withoutLast = (key: string): string => key.slice(0, key.lastIndexOf('.'));

/**
 * How a file of keras-applications names the tensors of Inception-v3 or Inception-ResNet-v2. Keras numbers the layers that
 * have no name in the order in which they are made (inception_v3.py, inception_resnet_v2.py), which is the order of our
 * state dict; the count goes on where one program makes several networks, so their rank tells and not their number.
 * @param specs the tensors that the network reads, in order. @returns null where nothing is named so.
 */
export function kerasPlaces(
  keys: Iterable<string>,
  specs: readonly TensorSpec[],
): ((spec: TensorSpec) => Place) | null {
  const layers = layersOf(keys);
  const convolutions = numbered(layers, 'conv2d');
  if (convolutions.length === 0) return null;
  const norms = numbered(layers, 'batch_normalization');
  const residual = sums(layers);
  const last = layers.get('conv_7b');

  const biased = new Set(specs.filter(({ role }) => role === 'bias').map(({ key }) => withoutLast(key)));
  const owner = new Map<string, Layer | undefined>();
  let [unit, norm, sum] = [0, 0, 0];
  const kernels = specs.filter(({ role, shape }) => role === 'weight' && shape.length === 4);
  const units = kernels.filter(({ key }) => !biased.has(withoutLast(key)));
  for (const { key } of kernels) {
    const own = withoutLast(key);
    if (biased.has(own)) owner.set(own, residual[sum++]);
    else owner.set(own, last && key === units.at(-1)?.key ? last : convolutions[unit++]);
  }
  const means = specs.filter(({ role }) => role === 'mean');
  for (const { key } of means) {
    const named = layers.get('conv_7b_bn');
    owner.set(withoutLast(key), named && key === means.at(-1)?.key ? named : norms[norm++]);
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
