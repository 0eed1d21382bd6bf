import { AtlasError } from '../../error';
import { runtimeError } from '../errors';
import type { BackendChoice, BackendName, BackendReason } from '../protocol';
import type { BackendOptions, OpenBackend } from './backend';
import { messageOf } from './failure';
import { openPlain } from './open-wasm';
import { findAdapter, openWebgpu } from './open-webgpu';

/**
 * Opens the backend that was asked for, or the best one: WebGPU on hardware, WebAssembly, WebGPU in software, plain
 * JavaScript. None is believed before it computed a known value.
 * @throws `runtime/backend-unavailable` when a forced one, or every one, fails.
 */
export async function openBackend(choice: BackendChoice, options: BackendOptions = {}): Promise<OpenBackend> {
  const tried: string[] = [];
  const attempt = async (name: BackendName, open: () => Promise<OpenBackend>): Promise<OpenBackend | null> => {
    if (options.without?.includes(name)) {
      tried.push(`${name}: failed before`);
      return null;
    }
    try {
      return await open();
    } catch (error) {
      tried.push(
        `${name}: ${error instanceof AtlasError && 'reason' in error.data ? error.data.reason : messageOf(error)}`,
      );
      return null;
    }
  };
  const found = choice === 'auto' || choice === 'webgpu' ? await findAdapter() : 'no-webgpu';
  const adapter = typeof found === 'string' ? null : found;
  if (choice !== 'auto') {
    if (choice === 'webgpu' && !adapter) tried.push(`webgpu: ${found}`);
    const open =
      choice !== 'webgpu'
        ? await attempt(choice, () => openPlain(choice, 'forced', null, options))
        : adapter && (await attempt('webgpu', () => openWebgpu('forced', adapter, options)));
    if (open) return open;
    throw runtimeError('runtime/backend-unavailable', { backend: choice, tried });
  }

  if (adapter && !adapter.software) {
    const open = await attempt('webgpu', () => openWebgpu('hardware-adapter', adapter, options));
    if (open) return open;
  }
  const why: BackendReason =
    typeof found === 'string'
      ? found
      : found.software && !options.without?.includes('webgpu')
        ? 'software-adapter'
        : 'webgpu-failed';
  const wasm = await attempt('wasm', () => openPlain('wasm', why, adapter, options));
  if (wasm) return wasm;
  if (adapter?.software) {
    const open = await attempt('webgpu', () => openWebgpu('wasm-failed', adapter, options));
    if (open) return open;
  }
  const cpu = await attempt('cpu', () => openPlain('cpu', 'wasm-failed', adapter, options));
  if (cpu) return cpu;
  throw runtimeError('runtime/backend-unavailable', { backend: choice, tried });
}
