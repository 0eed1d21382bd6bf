import { withClasses } from '@/lib/graph/classifier';
import type { Picture } from '@/lib/runtime/engine/layer';
import type { Given } from '@/lib/runtime/session/compute';
import type { WeightSource } from '@/lib/weights/weight-source';
import type { ChosenNetwork } from './select-network';

/**
 * From what a command computes: one picture, given statistics, and none of the rewrites that pay in a browser, so that the
 * same command writes the same numbers from one version to the next. The head is the one that the weights have.
 */
export const givenOf = ({ definition, model }: ChosenNetwork, picture: Picture, weights: WeightSource): Given => ({
  network: definition.id,
  graph: weights.classes == null ? model.graph : withClasses(model.graph, weights.classes),
  picture,
  pictureKey: 'input',
  weights,
  calibrated: false,
  rewrites: {},
});
