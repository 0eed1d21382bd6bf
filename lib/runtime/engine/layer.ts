import type { Shape } from '../../graph/shapes';
import { runtimeError } from '../errors';
import type { ConvForm } from '../kernels/conv-form';
import type { Step, Task } from '../plan/plan';
import type { OpenBackend } from './backend';
import type { Place } from './own-kernels';
import { apply, biased, connect, convolve, normalise } from './stock-ops';
import type { Tensor } from './tfjs';
import type { Uploaded } from './weight-store';

/** A picture as the network takes it: H×W×C float32, normalised. */
export interface Picture {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly pixels: Float32Array;
}

type Kernels = Pick<OpenBackend, 'tf' | 'kernels'>;

/**
 * Computes one step of a plan, with our own kernels where there are such, else with those of tfjs.
 * @param form how a convolution is computed. @param inputs 1×H×W×C or 1×C each. @param weights as `WeightStore` uploads
 *   them. @param picture of the input step.
 * @param into where our kernels may write the result; it is then the tensor that is returned.
 * @returns 1×H×W×C or 1×C. @throws `runtime/failed` for a step that lacks an input or weights.
 */
export function computeLayer(
  { tf, kernels }: Kernels,
  { task, shape }: Pick<Step, 'task' | 'shape'>,
  form: ConvForm,
  inputs: readonly Tensor[],
  weights: Uploaded,
  picture: Picture,
  into: Place | null,
): Tensor {
  const [x] = inputs;
  if (task.type === 'plain') {
    const { op } = task;
    if (op.type === 'avgPool' && x && kernels?.pools(op, shape.at(-1) ?? 0)) {
      return kernels.averagePool(x, op, shape, { bias: null, relu: false, into });
    }
    if (op.type !== 'input') return apply(tf, op, inputs);
    return tf.tensor4d(picture.pixels, [1, picture.height, picture.width, picture.channels]);
  }
  const { kernel, bias, gamma, beta, mean, variance } = weights;
  if (task.type === 'linear' && x && kernel) return connect(tf, x, kernel, bias);
  if (task.type === 'norm' && x && gamma && beta) {
    return normalise(tf, x, { gamma, beta, mean, variance }, task.norm.epsilon, task.relu);
  }
  if (task.type === 'conv' && x) {
    const measured = task.norm !== null && task.norm.statistics === null;
    const y = convolveStep({ tf, kernels }, task, form, inputs, weights, { shape, relu: task.relu && !measured, into });
    if (!measured || !task.norm || !gamma || !beta) return y;
    // The convolution's own result, which nobody else has seen.
    if (kernels?.normalises(task.op.filters)) {
      kernels.normalise(y, gamma, beta, task.norm.epsilon, task.relu);
      return y;
    }
    return normalise(tf, y, { gamma, beta, mean: null, variance: null }, task.norm.epsilon, task.relu);
  }
  throw runtimeError('runtime/failed', { reason: `${task.type} lacks an input or weights` });
}

/** A convolution with what is merged into it, but for a norm that is measured. */
function convolveStep(
  { tf, kernels }: Kernels,
  { op, pool, adds }: Extract<Task, { type: 'conv' }>,
  form: ConvForm,
  [x, shortcut]: readonly Tensor[],
  { kernel, packed, bias }: Uploaded,
  { shape, relu, into }: { readonly shape: Shape; readonly relu: boolean; readonly into: Place | null },
): Tensor {
  if (!x || (adds && !shortcut)) throw runtimeError('runtime/failed', { reason: 'a convolution lacks an input' });
  const onto = adds ? shortcut : null;
  if (kernels && packed) {
    const values = { form, values: packed };
    if (onto && kernels.adds(form, op.filters)) return kernels.convolve(x, op, shape, values, { relu, onto });
    if (onto) return biased(tf, kernels.convolve(x, op, shape, values, { relu: false }), onto, relu);
    if (!pool) return kernels.convolve(x, op, shape, values, { relu, into });
    const [, height = 0, width = 0] = x.shape;
    const y = kernels.convolve(x, op, [height, width, op.filters], values, { relu: false });
    return kernels.pools(pool, op.filters)
      ? kernels.averagePool(y, pool, shape, { bias, relu, into })
      : biased(tf, apply(tf, pool, [y]), bias, relu);
  }
  if (!kernel) throw runtimeError('runtime/failed', { reason: 'a convolution lacks its weights' });
  if (onto) return biased(tf, convolve(tf, x, op, { kernel, bias }, false), onto, relu);
  if (!pool) return convolve(tf, x, op, { kernel, bias }, relu);
  return biased(tf, apply(tf, pool, [convolve(tf, x, op, { kernel, bias: null }, false)]), bias, relu);
}
