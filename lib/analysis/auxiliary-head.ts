import { avgPool, conv, globalAvgPool, linear, network } from '../graph/combinators';
import { stateDict } from '../graph/graph';
import { readNetwork } from '../graph/model';

/** What training learns: weights and biases, of a batch norm γ and β. */
const LEARNED: ReadonlySet<string> = new Set(['weight', 'bias', 'gamma', 'beta']);

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
  return stateDict(readNetwork(auxiliaryHead).graph)
    .filter(({ role }) => LEARNED.has(role))
    .reduce((sum, { shape }) => sum + shape.reduce((product, extent) => product * extent, 1), 0);
}
