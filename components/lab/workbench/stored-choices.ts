import { recall, remember } from '@/components/ui/device-memory';
import type { BackendReport } from '@/lib/runtime/protocol';

type KernelChoices = NonNullable<BackendReport['choices']>;

const KEY = 'atlas-kernels';

/** Which kernels an earlier visit found to be fastest; null where nothing is kept. The session checks that it fits. */
export function storedChoices(): KernelChoices | null {
  try {
    return JSON.parse(recall(KEY) ?? 'null');
  } catch {
    // What is no JSON was not kept by this site: it is measured anew.
    return null;
  }
}

/** Keeps them for later visits, which measure anew where that is not permitted. */
export const storeChoices = (choices: KernelChoices): void => remember(KEY, JSON.stringify(choices));
