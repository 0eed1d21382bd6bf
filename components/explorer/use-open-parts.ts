'use client';

import { useCallback, useEffect, useState } from 'react';
import { foldOf, isContainer } from '@/lib/diagram/fold';
import type { Model } from '@/lib/graph/model';
import type { Part } from '@/lib/graph/naming';

/** What has to be open in the drawing of a whole network for a part to be seen: one id per fold around it. */
export function openAround(model: Model, part: Part): readonly string[] {
  const around: Part[] = [];
  for (let at = model.parents.get(part.id); at; at = model.parents.get(at.id)) around.unshift(at);
  const ids: string[] = [];
  const covered = new Set<string>();
  for (const each of around) {
    if (each.kind === 'network' || !isContainer(each) || covered.has(each.id)) continue;
    const fold = foldOf(each);
    // The fold of a part that stands for it has to be open only for what is inside.
    if (fold.ids.includes(part.id)) continue;
    for (const id of fold.ids) covered.add(id);
    ids.push(each.id);
  }
  return ids;
}

/**
 * Which parts of the whole network are open: what the reader opened, and the way to what is selected.
 * @param part the selection; null while another drawing is shown.
 */
export function useOpenParts(model: Model, part: Part | null): [ReadonlySet<string>, (id: string) => void] {
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set(part ? openAround(model, part) : []));

  useEffect(() => {
    if (!part) return;
    const wanted = openAround(model, part);
    setOpen((old) => (wanted.every((id) => old.has(id)) ? old : new Set([...old, ...wanted])));
  }, [model, part]);

  const toggle = useCallback((id: string) => {
    setOpen((old) => {
      const next = new Set(old);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  }, []);

  return [open, toggle];
}
