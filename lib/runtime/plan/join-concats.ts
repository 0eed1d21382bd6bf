import type { Shape } from '../../graph/shapes';
import type { Draft, Slice } from './step';

/** Whether a step can write its result between the channels of others. */
const writesSlices = ({ task }: Draft): boolean =>
  (task.type === 'conv' && !task.adds && (!task.norm || task.norm.statistics !== null)) ||
  (task.type === 'plain' && task.op.type === 'avgPool');

/** How often each tensor is read. */
function readersOf(steps: readonly Draft[]): ReadonlyMap<string, number> {
  const readers = new Map<string, number>();
  for (const step of steps) for (const key of step.inputs) readers.set(key, (readers.get(key) ?? 0) + 1);
  return readers;
}

const isConcat = ({ task, shape }: Draft): boolean =>
  task.type === 'plain' && task.op.type === 'concat' && shape.length === 3;

/** A concat that only another concat reads becomes a part of it. */
function flatten(steps: readonly Draft[], wanted: ReadonlySet<string>): readonly Draft[] {
  const readers = readersOf(steps);
  const byKey = new Map<string, Draft>();
  for (const step of steps) {
    if (!isConcat(step)) {
      byKey.set(step.key, step);
      continue;
    }
    const covers: string[] = [];
    const inputs = step.inputs.flatMap((key) => {
      const inner = byKey.get(key);
      if (!inner || !isConcat(inner) || wanted.has(key) || readers.get(key) !== 1) return [key];
      byKey.delete(key);
      covers.push(...inner.covers);
      return inner.inputs;
    });
    byKey.set(step.key, { ...step, inputs, covers: [...covers, ...step.covers] });
  }
  return [...byKey.values()];
}

/**
 * Lets every step whose result is only a part of a concat write it there at once: no second copy of it, and no pass to
 * make that. The concat copies what else it reads.
 * @param sizes of all tensors, by key.
 */
export function joinConcats(
  steps: readonly Draft[],
  wanted: ReadonlySet<string>,
  sizes: ReadonlyMap<string, Shape>,
): readonly Draft[] {
  const flat = flatten(steps, wanted);
  const readers = readersOf(flat);
  const byKey = new Map(flat.map((step) => [step.key, step]));
  const slices = new Map<string, Slice>();
  const joins = new Map<string, Draft>();
  for (const step of flat) {
    if (!isConcat(step)) continue;
    const [inputs, offsets]: [string[], number[]] = [[], []];
    let offset = 0;
    for (const key of step.inputs) {
      const part = byKey.get(key);
      if (part && writesSlices(part) && readers.get(key) === 1 && !wanted.has(key)) {
        slices.set(key, { key: step.key, shape: step.shape, offset });
      } else {
        inputs.push(key);
        offsets.push(offset);
      }
      offset += sizes.get(key)?.at(-1) ?? 0;
    }
    if (inputs.length < step.inputs.length) joins.set(step.key, { ...step, inputs, task: { type: 'join', offsets } });
  }
  return flat.map((step) => joins.get(step.key) ?? { ...step, into: slices.get(step.key) ?? null });
}
