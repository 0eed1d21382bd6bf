'use client';

import { memo, useCallback, useRef } from 'react';
import { Diagram, NetworkDiagram } from '@/components/diagram';
import { type LabelContext, shortTitleOf } from '@/components/inspector/labels';
import { useSelecting } from '@/components/inspector/selecting';
import { useAllWords } from '@/components/ui/all-words';
import { formatAddress } from '@/lib/graph/address';
import type { Part } from '@/lib/graph/naming';
import type { NetworkReading } from '@/lib/reading/reading';
import styles from './explorer.module.css';
import { useOpenParts } from './use-open-parts';
import { useReveal } from './use-reveal';

const NO_PLACE = { tensor: null, channel: null, position: null };

type SelectionDrawingProps = {
  reading: NetworkReading;
  context: LabelContext;
  /** The block that is drawn alone; null for the whole network. */
  drawn: Part | null;
  part: Part;
  /** The address of the selection. */
  selected: string;
};

/** The drawing in the middle of the explorer: of the block that is selected, or of the whole network around it. */
export const SelectionDrawing = memo(function SelectionDrawing({
  reading,
  context,
  drawn,
  part,
  selected,
}: SelectionDrawingProps) {
  const { explorer: words } = useAllWords();
  const { select } = useSelecting();
  const { definition, variant, size, model } = reading;
  const [open, toggle] = useOpenParts(model, drawn === null ? part : null);
  const section = useRef<HTMLElement>(null);
  useReveal(section, `${drawn?.id ?? ''} ${selected}`);
  const path = drawn?.path ?? '';
  // Nothing inside a block means the block.
  const onSelect = useCallback((next: string | null) => select(next ?? path), [select, path]);
  return (
    <section
      ref={section}
      className={styles.drawing}
      data-tour="drawing"
      aria-label={words.drawingOf(shortTitleOf(context, drawn ?? model.root))}
    >
      {path === '' ? (
        <NetworkDiagram
          network={definition.id}
          variant={variant.id}
          size={size}
          selected={selected}
          expanded={open}
          onToggle={toggle}
          onSelect={onSelect}
        />
      ) : (
        <Diagram
          of={formatAddress({ ...NO_PLACE, network: definition.id, variant: variant.id, path })}
          size={size}
          selected={selected}
          onSelect={onSelect}
        />
      )}
    </section>
  );
});
