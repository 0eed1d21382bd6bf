import type { Shape } from '@/lib/graph/shapes';
import type { OwnKernels } from '@/lib/runtime/engine/own-kernels';
import type { Tensor } from '@/lib/runtime/engine/tfjs';
import type { ConvForm } from '@/lib/runtime/kernels/conv-form';
import type { ConvOp, PoolOp, Rewrites } from '@/lib/runtime/plan/plan';
import { formUnder, labelOf, type Switches } from '../switches';

type Convolve = Parameters<OwnKernels['convolve']>;
type Pool = Parameters<OwnKernels['averagePool']>;

/** Our kernels with some of them switched off, from pass to pass others. */
export class SwitchedKernels implements OwnKernels {
  switches: Switches = {};
  readonly #backend: 'wasm' | 'webgpu';
  readonly #whole: OwnKernels;
  readonly #plain: OwnKernels;

  /** @param plain the same kernels without fused multiply-add, where there are such. */
  constructor(backend: 'wasm' | 'webgpu', whole: OwnKernels, plain: OwnKernels = whole) {
    this.#backend = backend;
    this.#whole = whole;
    this.#plain = plain;
  }

  get rewrites(): Rewrites {
    return { ...this.#whole.rewrites, ...this.switches.rewrites };
  }

  formOf(op: ConvOp, channels: number, shape: Shape, measured: boolean): ConvForm {
    const form = this.#whole.formOf(op, channels, shape, measured);
    return formUnder(this.switches, labelOf(this.#backend, op, shape), form);
  }

  adds(form: ConvForm, filters: number): boolean {
    return this.#has('adds') && this.#whole.adds(form, filters);
  }

  pools(op: PoolOp, channels: number): boolean {
    return this.#has('pools') && this.#whole.pools(op, channels);
  }

  normalises(channels: number): boolean {
    return this.#has('normalises') && this.#whole.normalises(channels);
  }

  convolve(...parameters: Convolve): Tensor {
    return (this.#has('relaxed') ? this.#whole : this.#plain).convolve(...parameters);
  }

  averagePool(...parameters: Pool): Tensor {
    return this.#whole.averagePool(...parameters);
  }

  make(shape: Shape): Tensor {
    return this.#whole.make(shape);
  }

  normalise(...parameters: Parameters<OwnKernels['normalise']>): void {
    this.#whole.normalise(...parameters);
  }

  copy(...parameters: Parameters<OwnKernels['copy']>): void {
    this.#whole.copy(...parameters);
  }

  extract(...parameters: Parameters<OwnKernels['extract']>): Tensor {
    return this.#whole.extract(...parameters);
  }

  clear(): void {
    this.#whole.clear();
    this.#plain.clear();
  }

  close(): void {
    this.#whole.close();
    this.#plain.close();
  }

  #has(what: NonNullable<Switches['without']>[number]): boolean {
    return !this.switches.without?.includes(what);
  }
}
