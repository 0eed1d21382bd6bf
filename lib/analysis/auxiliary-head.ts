import { avgPool, conv, globalAvgPool, linear, network } from '../graph/combinators';
import { readNetwork } from '../graph/model';
import { inferShapes } from '../graph/shapes';
import { costOf, totalCost } from './cost';

/** Sides of the grid that the head reads at 299 pixels. Its parameters do not depend on it. */
const GRID = 17;

/** Channels of Mixed_6e, on which the head hangs. */
const CHANNELS = 768;

/**
 * The head that hangs on the middle grid of Inception-v3 (17×17×768) while it is trained; torchvision and timm keep it
 * under `AuxLogits` (torchvision/models/inception.py, `InceptionAux`). No inference reads it, so it is no part of the
 * network here and is written down to be counted.
 */
const auxiliaryHead = network(
  {
    pool: avgPool(5, { stride: 3, padding: 'valid' }),
    conv0: conv(128, 1),
    conv1: conv(768, 5, { padding: 'valid' }),
    global_pool: globalAvgPool(),
    fc: linear(1000),
  },
  { inputChannels: CHANNELS },
);

/** How many parameters it has, running statistics left out. */
export function auxiliaryHeadParameters(): number {
  const model = readNetwork(auxiliaryHead);
  return totalCost(costOf(model, inferShapes(model.graph, GRID))).parameters;
}
