import { errorFactory } from '@/lib/error';

/** Every error of `atlas activations` itself. */
export type ActivationsErrors = {
  'activations/missing-option': { option: string; example: string };
  'activations/cannot-read': { file: string; reason: string };
  'activations/cannot-write': { folder: string; reason: string };
  'activations/bad-npy': { file: string; reason: string };
  /** NaN or an infinity in a tensor: everything computed with it would be lost. `at` is row, column, channel. */
  'activations/not-finite': { file: string; at: readonly number[]; value: string };
  /** A tensor goes in as it is, so another size than its own cannot be chosen. */
  'activations/size-of-tensor': { file: string; height: number; width: number };
  /** An address of a channel or a place; files hold whole tensors. */
  'activations/whole-tensors-only': { path: string };
  /** Two paths whose files would have one name. */
  'activations/same-file': { first: string; second: string; file: string };
};

export const activationsError = errorFactory<ActivationsErrors>();
