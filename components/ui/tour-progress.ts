'use client';

import { useSyncExternalStore } from 'react';

const KEY = 'atlas-tour';
const listeners = new Set<() => void>();

function read(): string | null {
  try {
    return window.localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/** Keeps where a reader is on the tour for later visits, where storage is allowed; `null`: through, or never begun. */
export function keepTourStep(step: number | null): void {
  try {
    if (step === null) window.localStorage.removeItem(KEY);
    else window.localStorage.setItem(KEY, String(step));
  } catch {
    // The step is in the address as well.
  }
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
export const useKeptTourStep = (): string | null => useSyncExternalStore(subscribe, read, () => null);
