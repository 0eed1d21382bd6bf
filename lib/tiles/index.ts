/* Maps as pictures: statistics, colours, channels side by side. */

export { colourRange } from './colour-range';
export { type Lut, lutOf, type Scale } from './colour-scale';
export { type DrawnMaps, drawMaps } from './draw-maps';
export { type Histogram, histogram } from './histogram';
export { drawOrder, type SortKey } from './order';
export { channelPlanes } from './planes';
export { type RankedChannel, rankAt, rankChannels } from './rank';
export { type ChannelStatistics, channelStatistics, type TensorStatistics, tensorStatistics } from './statistics';
