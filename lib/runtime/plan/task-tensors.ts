import type { TensorSpec } from '../../graph/graph';
import type { Task } from './step';

/** The tensors of the state dict that a task reads, in the order in which they are read. */
export function tensorsOf(task: Task): readonly TensorSpec[] {
  if (task.type === 'plain' || task.type === 'join') return [];
  const bias = task.type !== 'norm' && task.bias ? [task.bias] : [];
  if (task.type === 'linear') return [task.weight, ...bias];
  const { norm } = task;
  const vectors = norm
    ? [norm.gamma, norm.beta, ...(norm.statistics ? [norm.statistics.mean, norm.statistics.variance] : [])]
    : [];
  return task.type === 'norm' ? vectors : [...vectors, task.weight, ...bias];
}
