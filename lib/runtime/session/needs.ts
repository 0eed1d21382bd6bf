import type { TensorSpec } from '../../graph/graph';
import type { WeightSource } from '../../weights/weight-source';
import type { Engine } from '../engine/engine';
import { runtimeError } from '../errors';
import type { Needs } from '../protocol';
import { type Given, prepareRun } from './compute';
import type { BytesToRead } from './put-weights';

/** Stands for a file that was not opened: nothing was computed with it. */
export const UNOPENED: WeightSource = {
  identity: 'file that was not opened',

  tensor: async () => {
    throw runtimeError('runtime/unknown-weights', { weights: '' });
  },
};

/**
 * What a tensor would cost now; nothing is computed, and nothing that is kept gets newer by it.
 * @param bytesToRead what reading these weights would cost. @throws as `prepareRun`.
 */
export async function needsOf(
  engine: Engine | null,
  given: Given,
  node: string,
  bytesToRead: (specs: readonly TensorSpec[]) => BytesToRead | Promise<BytesToRead>,
): Promise<Needs> {
  const { made, specs } = prepareRun(engine, given, [node]);
  const inputs = new Set(given.graph.nodes.flatMap(({ id, op }) => (op.type === 'input' ? [id] : [])));
  const nodes = made.steps.flatMap(({ covers }) => covers).filter((id) => !inputs.has(id));
  return { nodes, ...(await bytesToRead(specs)) };
}
