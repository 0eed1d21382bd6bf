import type { Shape } from '../../graph/shapes';
import type { ConvForm } from '../kernels/conv-form';
import { packedFloats } from '../kernels/packed-weights';
import type { Task } from '../plan/plan';
import type { Uploaded } from './weight-store';

/** The shapes of the tensors that the weights of a task become on the backend; null where there is none. */
export type UploadedShapes = Readonly<Record<keyof Uploaded, Shape | null>>;

const NONE: UploadedShapes = {
  kernel: null,
  packed: null,
  bias: null,
  gamma: null,
  beta: null,
  mean: null,
  variance: null,
};

/** @param form in which a convolution reads them. */
export function uploadedShapes(task: Task, form: ConvForm): UploadedShapes {
  if (task.type === 'plain' || task.type === 'join') return NONE;
  if (task.type === 'linear') {
    const [out = 0, inner = 0] = task.weight.shape;
    return { ...NONE, kernel: [inner, out], bias: task.bias ? [out] : null };
  }
  const { norm } = task;
  if (task.type === 'norm') {
    const vector = task.norm.gamma.shape;
    const given = norm?.statistics ? vector : null;
    return { ...NONE, gamma: vector, beta: vector, mean: given, variance: given };
  }
  const [o = 0, i = 0, h = 0, w = 0] = task.weight.shape;
  const folded = norm !== null && norm.statistics !== null;
  const measured = norm !== null && !folded ? [o] : null;
  const bias = folded || task.bias ? [o] : null;
  const vectors = { gamma: measured, beta: measured };
  if (form.type === 'stock') return { ...NONE, ...vectors, kernel: [h, w, i, o], bias };
  // Packed weights have their bias with them, unless it comes behind a pool.
  return { ...NONE, ...vectors, packed: [packedFloats(task.weight.shape, form)], bias: task.pool ? bias : null };
}
