import type { Normalisation } from '@/components/lab/workbench/preprocessing-text';

/** What networks are usually given, of values scaled to 0…1. */
export const VALUE_RANGES = [
  // TensorFlow's slim and Keras: (x − 0.5) · 2.
  { id: 'one', mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] },
  // torchvision's models.
  { id: 'imagenet', mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] },
  { id: 'zero', mean: [0, 0, 0], std: [1, 1, 1] },
  // facenet-pytorch, of bytes.
  { id: 'faces', mean: [0.5, 0.5, 0.5], std: [128 / 255, 128 / 255, 128 / 255] },
] as const satisfies readonly (Normalisation & { readonly id: string })[];

export type ValueRange = (typeof VALUE_RANGES)[number]['id'] | 'own';

/** The name of a normalisation; `own` where it has none. */
export const rangeOf = ({ mean, std }: Normalisation): ValueRange =>
  VALUE_RANGES.find((each) => each.mean.join() === mean.join() && each.std.join() === std.join())?.id ?? 'own';
