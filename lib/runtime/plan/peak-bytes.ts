import type { Shape } from '../../graph/shapes';
import type { Plan } from './plan';

/** What a tensor takes as float32. */
export const bytesOfShape = (shape: Shape): number => 4 * shape.reduce((product, extent) => product * extent, 1);

/** The most bytes of new tensors that a plan needs at once; tensors of before that it reads are not counted. */
export function peakBytes({ steps }: Pick<Plan, 'steps'>): number {
  const alive = new Map<string, number>();
  let [now, most] = [0, 0];
  for (const { key, shape, into, release } of steps) {
    // A part is written into the tensor of its concat, which is there from the first part on.
    const made = into ? { key: into.key, shape: into.shape } : { key, shape };
    if (!alive.has(made.key)) {
      alive.set(made.key, bytesOfShape(made.shape));
      now += bytesOfShape(made.shape);
    }
    most = Math.max(most, now);
    for (const gone of release) {
      now -= alive.get(gone) ?? 0;
      alive.delete(gone);
    }
  }
  return most;
}
