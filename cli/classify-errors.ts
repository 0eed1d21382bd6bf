import { errorFactory } from '@/lib/error';

/** Every error of `atlas classify` itself. */
export type ClassifyErrors = {
  'classify/missing-option': { option: string; example: string };
  /** Not a whole number of classes that there are. */
  'classify/bad-top': { value: string; classes: number };
  /** No class is called so; `near` are names that are like it. */
  'classify/unknown-class': { text: string; near: readonly string[] };
  /** A name that several classes share; `choices` tell them apart. */
  'classify/two-classes': { text: string; choices: readonly string[] };
};

export const classifyError = errorFactory<ClassifyErrors>();
