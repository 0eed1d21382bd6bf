/* A network at a size, what is selected in it, and the trail to it. */

export { type NetworkReading, networkReadingOf, type Reading, readingOf, smallestSizeOf } from './reading';
export { nearestAddresses, readSelection, type Selection } from './selection';
export { extentOf, formatSize, type InputSize, LARGEST_SIZE, parseSize } from './size';
export { branchOf, trailOf } from './trail';
