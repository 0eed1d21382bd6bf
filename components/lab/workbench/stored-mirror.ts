import { recall, remember } from '@/components/ui/device-memory';

const KEY = 'atlas-weights-mirror';

/** The mirror of an earlier visit; null where there is none or storage is denied. */
export const storedMirror = (): string | null => recall(KEY);

/** Keeps a mirror for later visits; null forgets it. */
export const storeMirror = (mirror: string | null): void => remember(KEY, mirror);
