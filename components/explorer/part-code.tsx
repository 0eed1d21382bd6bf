'use client';

import { useMemo } from 'react';
import { CodeListing } from '@/components/code/code-listing';
import { listingOf } from '@/components/code/listing';
import { useAllWords } from '@/components/ui/all-words';
import { useLanguage } from '@/components/ui/words';
import type { Model } from '@/lib/graph/model';
import type { Part } from '@/lib/graph/naming';
import type { Shape } from '@/lib/graph/shapes';

type PartCodeProps = {
  network: string;
  variant: string;
  model: Model;
  part: Part;
  shapes: ReadonlyMap<string, Shape>;
  /** What the part is called. */
  name: string;
  selected: string | null;
  onSelect: (at: string | null) => void;
};

/** The PyTorch code of the part that the explorer shows, one with its selection. */
export function PartCode({ network, variant, model, part, shapes, name, selected, onSelect }: PartCodeProps) {
  const { prose } = useAllWords();
  const language = useLanguage();
  const lines = useMemo(
    () => listingOf({ words: prose, language }, { network, model, part, shapes }),
    [prose, language, network, model, part, shapes],
  );
  return (
    <CodeListing
      key={`${variant}/${part.id}`}
      network={network}
      variant={variant}
      lines={lines}
      label={prose.code.label(name)}
      selected={selected}
      onSelect={onSelect}
    />
  );
}
