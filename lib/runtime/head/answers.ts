import type { ChannelMaps, ClassMapView } from '../protocol';
import { byContribution, channelMaps, classMap, contributions, type Features } from './class-map';
import { scoreOf } from './class-scores';

/** The weights of one class in the linear layer of a head. */
export interface ClassUnit {
  /** One for each channel. */
  readonly weights: Float32Array;
  readonly bias: number;
}

/** What made the logit of one class, but for what it cost. */
export type ClassAnswer = Omit<ClassMapView, 'work'>;

/**
 * What made the logit of a class: by places, by channels, and the maps of the channels that did so most and least.
 * @param logits of all classes. @param few so many channels of either kind.
 */
export function classAnswer(
  features: Features,
  logits: Float32Array,
  index: number,
  unit: ClassUnit,
  few: number,
): ClassAnswer {
  const added = contributions(features, unit.weights);
  const order = Array.from(byContribution(added));
  const some = (channels: readonly number[]): ChannelMaps => ({ channels, maps: channelMaps(features, channels) });
  return {
    score: scoreOf(logits, index),
    bias: unit.bias,
    height: features.height,
    width: features.width,
    map: classMap(features, unit.weights),
    contributions: added,
    most: some(order.slice(0, few)),
    least: some(order.slice(-few).reverse()),
  };
}
