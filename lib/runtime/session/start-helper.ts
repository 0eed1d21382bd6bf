/**
 * Starts a thread that helps the kernels. In a file of its own because the address means something to a bundler only.
 */
export const startHelper = (): Worker =>
  new Worker(new URL('../kernels/kernel.worker.ts', import.meta.url), { type: 'module', name: 'atlas-kernels' });
