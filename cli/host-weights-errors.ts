import { errorFactory } from '@/lib/error';

/** Every error of `npm run weights` itself. */
export type HostWeightsErrors = {
  /** Neither an id of a network nor `NETWORK:tag` of published weights. */
  'host/unknown': { text: string; known: readonly string[] };
  /** A network whose weights nobody publishes as safetensors. */
  'host/none-published': { network: string; known: readonly string[] };
  /** The file that came is not the one whose sum is published; nothing of it is kept. */
  'host/other-sum': { name: string; wanted: string; found: string };
};

export const hostWeightsError = errorFactory<HostWeightsErrors>();
