'use client';

import { useMemo, useState } from 'react';
import { useWords } from '@/components/ui/words';
import { layoutNetwork } from '@/lib/diagram/layout';
import { shapeText } from '@/lib/diagram/wording';
import { INPUT } from '@/lib/graph/graph';
import { formatSize } from '@/lib/reading/size';
import { namingOf } from './accessibility';
import { DiagramView } from './diagram-view';
import { DrawingError } from './drawing-error';
import { attempt, readSource, selectedItem, type WantedSize } from './source';

type NetworkDiagramProps = {
  /** As in addresses: `inception-v4`. */
  network: string;
  variant?: string | null;
  /** Of the input picture; default: the network's own. */
  size?: WantedSize;
  /** Ids of the parts that are open; without it the drawing keeps its own. */
  expanded?: ReadonlySet<string>;
  onToggle?: (part: string) => void;
  /** The local address of the selection: `features.6.branch1.0`. */
  selected?: string | null;
  onSelect?: (address: string | null) => void;
};

const NOTHING: ReadonlySet<string> = new Set();

/** A whole network: every stage a card that opens into its blocks, every block a card that opens into its branches. */
export function NetworkDiagram(props: NetworkDiagramProps) {
  const { network, variant = null, size = null, expanded, onToggle, selected = null, onSelect } = props;
  const { diagram: words, errors } = useWords();
  const [own, setOwn] = useState(NOTHING);
  const open = expanded ?? own;

  const source = useMemo(() => attempt(() => readSource(network, variant, size)), [network, variant, size]);
  const geometry = useMemo(
    () => source.value && layoutNetwork(source.value.model, source.value.shapes, open, { wording: words.wording }),
    [source, open, words],
  );
  const naming = useMemo(() => source.value && namingOf(source.value, words), [source, words]);
  if (!source.value || !geometry || !naming)
    return source.error && <DrawingError error={source.error} words={errors} />;

  const toggle = (part: string): void => {
    if (onToggle) {
      onToggle(part);
      return;
    }
    const next = new Set(own);
    if (!next.delete(part)) next.add(part);
    setOwn(next);
  };
  const { definition, model, shapes } = source.value;
  const last = model.graph.nodes.at(-1);
  return (
    <DiagramView
      geometry={geometry}
      naming={naming}
      drawing={`${network}:${variant}@${formatSize(source.value.size)}`}
      summary={words.summaryClosed(
        definition.title,
        shapeText(shapes.get(INPUT) ?? []),
        shapeText(shapes.get(last?.id ?? '') ?? []),
      )}
      selected={selectedItem(geometry, source.value, selected)}
      onSelect={(chosen) => onSelect?.(chosen?.address ?? null)}
      onToggle={toggle}
      file={[definition.id, ...(variant === null ? [] : [variant])]}
      bounded
    />
  );
}
