import { AtlasError } from '@/lib/error';
import { compute, inceptionV4, openEngine } from '../oracle';

/** Computes in a process of its own whose WebAssembly heap may not grow beyond so many MiB, and prints how that ended. */

const limit = Number(process.argv[2]) * 2 ** 20;
const grow = WebAssembly.Memory.prototype.grow;
WebAssembly.Memory.prototype.grow = function (pages: number): number {
  if (this.buffer.byteLength + pages * 65536 > limit) throw new RangeError('planted: Maximum memory size exceeded');
  return grow.call(this, pages);
};

const engine = await openEngine('wasm');
try {
  await compute(engine, [inceptionV4.nodeOf('features.10')], inceptionV4);
  console.log(JSON.stringify({ code: 'computed' }));
} catch (error) {
  if (!(error instanceof AtlasError)) throw error;
  engine.close();
  console.log(JSON.stringify({ code: error.code, data: error.data }));
}
