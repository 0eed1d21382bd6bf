import type { BackendReport } from '@/lib/runtime/protocol';

type KernelChoices = NonNullable<BackendReport['choices']>;

const KEY = 'atlas-kernels';

/** Which kernels an earlier visit found to be fastest; null where nothing is kept. The session checks that it fits. */
export function storedChoices(): KernelChoices | null {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? 'null');
  } catch {
    return null;
  }
}

/** Keeps them for later visits, where that is permitted. */
export function storeChoices(choices: KernelChoices): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(choices));
  } catch {
    // They are measured anew next time.
  }
}
