'use client';

import { useState } from 'react';
import type { Label } from '@/lib/analysis/labels';

/** Names of classes that the reader brought for the weights at hand. */
export interface OwnNames {
  /** By output; null where there are none. */
  readonly labels: readonly Label[] | null;
  /** The file they are from. */
  readonly file: string | null;
  /** Why the last file was refused; the names before stay. */
  readonly error: unknown;
  open(file: File): void;
  /** Goes back to the names that were there, or numbers. */
  forget(): void;
}

interface Brought {
  readonly of: string;
  readonly labels: readonly Label[] | null;
  readonly file: string | null;
  readonly error: unknown;
}

/**
 * Keeps names of classes for as long as the lab is there.
 * @param of names the weights that they belong to: others have other classes. @param classes how many there are.
 */
export function useOwnNames(of: string, classes: number): OwnNames {
  const [brought, setBrought] = useState<Brought | null>(null);
  const current = brought?.of === of ? brought : null;
  const kept = current?.labels?.length === classes ? current : null;
  const read = async (file: File): Promise<void> => {
    const before = { of, labels: kept?.labels ?? null, file: kept?.file ?? null };
    try {
      const { MOST_BYTES, ownClassError, readOwnClasses } = await import('@/lib/analysis/own-classes');
      // Before it is read: it may be anything.
      if (file.size > MOST_BYTES) throw ownClassError('classes/too-large', { bytes: file.size, most: MOST_BYTES });
      const labels = readOwnClasses(await file.text(), classes);
      setBrought({ of, labels, file: file.name, error: null });
    } catch (error) {
      setBrought({ ...before, error });
    }
  };
  return {
    labels: kept?.labels ?? null,
    file: kept?.file ?? null,
    error: current?.error ?? null,
    open: (file) => void read(file),
    forget: () => setBrought(null),
  };
}
