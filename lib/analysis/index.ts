/* What a graph costs, what its values see, and how two networks differ. */

export { type BlockRow, blockRows, blocksOf } from './blocks';
export { type Cost, costOf, costOfPart, elementsOf, shareOf, sumOfCosts, totalCost } from './cost';
export { convolutionDepth } from './depth';
export { compareNetworks } from './differences';
export type { Comparison, Difference } from './differences/difference';
export { provenance, type Read, reachOf } from './provenance';
export { fieldAt, type ReceptiveField, type Region, receptiveFields } from './receptive-field';
