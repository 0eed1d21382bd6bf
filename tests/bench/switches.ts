import type { Shape } from '@/lib/graph/shapes';
import { kindOf } from '@/lib/runtime/kernels/conv-choice';
import type { ConvForm } from '@/lib/runtime/kernels/conv-form';
import type { ConvOp, Rewrites } from '@/lib/runtime/plan/plan';

/** What is switched off for a pass, so that its gain can be measured; plain data, for a message to a worker. */
export interface Switches {
  /** Rewrites of the plan in place of those of the backend. */
  readonly rewrites?: Rewrites;
  /** Convolutions that are left to tfjs, and those that go without Winograd, by `labelOf`. */
  readonly stock?: readonly string[];
  readonly direct?: readonly string[];
  /** Left out: fused multiply-add, our average pool, adding the shortcut within the product, our measured norm. */
  readonly without?: readonly ('relaxed' | 'pools' | 'adds' | 'normalises')[];
}

/** Which convolutions are switched together: on WebAssembly by window and stride, on WebGPU as they are chosen. */
export const labelOf = (backend: 'wasm' | 'webgpu', op: ConvOp, output: Shape): string =>
  backend === 'webgpu' ? kindOf(op, output) : `${op.kernel.join('×')}${op.stride[0] > 1 ? ` /${op.stride[0]}` : ''}`;

/** The form that is left of one under the switches. */
export function formUnder({ stock, direct }: Switches, label: string, form: ConvForm): ConvForm {
  if (stock?.includes(label)) return { type: 'stock' };
  return form.type === 'winograd' && direct?.includes(label) ? { type: 'direct' } : form;
}
