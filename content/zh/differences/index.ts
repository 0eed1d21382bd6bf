import type { PreparedPair } from '../../en/differences';
import { inceptionResnetV1 } from './inception-resnet-v1';
import { inceptionResnetV2 } from './inception-resnet-v2';
import { inceptionV3AndInceptionResnetV1 } from './inception-v3-and-inception-resnet-v1';
import { inceptionV4 } from './inception-v4';
import { inceptionV4AndInceptionResnetV2 } from './inception-v4-and-inception-resnet-v2';

/** The comparisons that are explained, in the order in which they are offered. */
export const preparedPairs: readonly PreparedPair[] = [
  inceptionResnetV2,
  inceptionV4,
  inceptionResnetV1,
  inceptionV4AndInceptionResnetV2,
  inceptionV3AndInceptionResnetV1,
];
