import type { Shape } from '../../graph/shapes';
import { runtimeError } from '../errors';
import type { Slice, Step } from '../plan/plan';
import type { OwnKernels, Place } from './own-kernels';
import type { Tensor } from './tfjs';

/** The tensor of a concat, and the steps that have written their parts into it. */
interface Unfinished {
  readonly tensor: Tensor;
  readonly parts: { readonly key: string; readonly shape: Shape; readonly offset: number }[];
}

/** The tensors of concats into which steps write their parts, until all are there. Between runs there are none. */
export class UnfinishedConcats {
  readonly #kernels: OwnKernels;
  readonly #byKey = new Map<string, Unfinished>();

  constructor(kernels: OwnKernels) {
    this.#kernels = kernels;
  }

  /** Lets a step write its part. @param write gives the tensor of the place, or one of its own that is copied there. */
  write({ key, shape }: Step, into: Slice, write: (place: Place) => Tensor): void {
    const unfinished = this.#byKey.get(into.key) ?? { tensor: this.#kernels.make(into.shape), parts: [] };
    this.#byKey.set(into.key, unfinished);
    const place = { tensor: unfinished.tensor, offset: into.offset };
    const made = write(place);
    if (made !== place.tensor) {
      this.#kernels.copy(made, place);
      made.dispose();
    }
    unfinished.parts.push({ key, shape, offset: into.offset });
  }

  /** The tensor of a concat, with those parts copied that were not written. The caller owns it. */
  finish({ key, node }: Step, offsets: readonly number[], inputs: readonly Tensor[]): Tensor {
    const unfinished = this.#byKey.get(key);
    if (!unfinished) throw runtimeError('runtime/failed', { reason: `${node} has no parts` });
    for (const [i, input] of inputs.entries()) {
      this.#kernels.copy(input, { tensor: unfinished.tensor, offset: offsets[i] ?? 0 });
    }
    this.#byKey.delete(key);
    return unfinished.tensor;
  }

  /** After a run that ended early: hands out each part that is there by itself, and frees the rest. */
  takeApart(keep: (key: string, part: Tensor, shape: Shape) => void): void {
    for (const { tensor, parts } of this.#byKey.values()) {
      for (const { key, shape, offset } of parts) {
        keep(key, this.#kernels.extract({ tensor, offset }, shape.at(-1) ?? 0), shape);
      }
      tensor.dispose();
    }
    this.#byKey.clear();
  }

  /** Forgets everything on a backend that cannot free it any more. */
  forget(): void {
    this.#byKey.clear();
  }
}
