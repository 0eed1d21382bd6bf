/* Weights: bytes from a file or an address, tensors in them, and the seeded ones that need neither. */

export { type ByteSource, blobSource, memorySource } from './byte-source';
export { type CatalogueEntry, catalogueOf } from './catalogue';
export type { WeightErrors } from './errors';
export { type Fit, fitOf, type Match, matchOf } from './fit';
export { type HttpOptions, openHttpSource } from './http-source';
export { chwToHwc, oihwToHwio, outInToInOut } from './layout';
export { seededInput, seededTensor } from './recipe';
export { openSafetensors, readFloats, type SafetensorsFile } from './safetensors';
export { fileWeights, seededWeights, type WeightSource } from './weight-source';
