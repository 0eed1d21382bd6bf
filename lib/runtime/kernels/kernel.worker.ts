import { instantiateKernels } from './kernel-module';
import { Helper } from './team';

/** A thread that helps the session's worker to convolve: it says that it is there, and works whenever it is woken. */

export interface HelperStart {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly team: SharedArrayBuffer;
  readonly index: number;
}

let helper: Helper | null = null;

self.addEventListener('message', ({ data }: MessageEvent<HelperStart | 'wake'>) => {
  if (data !== 'wake') {
    const thread = { functions: instantiateKernels(data.module, data.memory), memory: data.memory };
    helper = new Helper(data.team, thread, data.index);
    self.postMessage('ready');
  }
  helper?.work();
});
