/*
 * All that reads a network without computing it. Bytes, pictures and computing have entries of their own, since they bring
 * TensorFlow.js or a worker along: `lib/weights`, `lib/picture`, `lib/tiles`, `lib/runtime`.
 */

export * from './analysis';
export * from './diagram';
export { AtlasError } from './error';
export * from './export';
export * from './graph';
export * from './networks';
export * from './reading';
