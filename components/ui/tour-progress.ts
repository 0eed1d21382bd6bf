'use client';

import { useSyncExternalStore } from 'react';
import { recall, remember } from './device-memory';

const KEY = 'atlas-tour';
const listeners = new Set<() => void>();

/** Keeps where a reader is on the tour for later visits, where storage is allowed; `null`: through, or never begun. */
export function keepTourStep(step: number | null): void {
  remember(KEY, step === null ? null : String(step));
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}

/** The step at which a reader left the tour, as it was kept; null on the server and where there is none. */
export const useKeptTourStep = (): string | null =>
  useSyncExternalStore(
    subscribe,
    () => recall(KEY),
    () => null,
  );
