'use client';

import { useEffect, useState } from 'react';
import { useLanguage } from '@/components/ui/words';
import { loadClassNames } from '@/content/class-names';
import { type Label, labelsOf } from '@/lib/analysis/labels';

/** The classes by output; empty where they have no names or are not there yet. */
export interface ClassNames {
  readonly labels: readonly Label[];
  readonly failed: boolean;
}

const NONE: ClassNames = { labels: [], failed: false };

/**
 * The names of the classes of ImageNet, loaded once they are wanted.
 * @param classes how many the network scores; only one that scores as many as there are names has these.
 */
export function useClassNames(classes: number, wanted: boolean): ClassNames {
  const language = useLanguage();
  const [names, setNames] = useState<ClassNames>(NONE);
  useEffect(() => {
    if (!wanted) return;
    let stays = true;
    loadClassNames(language).then(
      (found) => stays && setNames({ labels: labelsOf(found), failed: false }),
      () => stays && setNames({ labels: [], failed: true }),
    );
    return () => {
      stays = false;
    };
  }, [language, wanted]);
  return names.labels.length === classes || names.failed ? names : NONE;
}
