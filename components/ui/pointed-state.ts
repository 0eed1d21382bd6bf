'use client';

import { useSyncExternalStore } from 'react';
import type { Model } from '@/lib/graph/model';

/** What a reader points at without choosing it: the tensor of a node, in drawing or code alike. */
export interface Pointed {
  readonly model: Model;
  readonly node: string;
}

let pointed: Pointed | null = null;
const listeners = new Set<() => void>();

/** Points at a node for the whole page; null where nothing is pointed at any more. */
export function pointAt(next: Pointed | null): void {
  if (next === pointed || (next?.model === pointed?.model && next?.node === pointed?.node)) return;
  pointed = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/**
 * What the node that is pointed at means to one part of the page; it renders again only where that changes.
 * @param read from the id of the node, of the given model, to the part's own thing.
 */
export const usePointed = (model: Model, read: (node: string) => string | null): string | null =>
  useSyncExternalStore(
    subscribe,
    () => (pointed?.model === model ? read(pointed.node) : null),
    () => null,
  );
