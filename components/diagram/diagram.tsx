'use client';

import { useMemo, useState } from 'react';
import { params } from '@/components/ui/url-params';
import { useParam } from '@/components/ui/use-param';
import { useWords } from '@/components/ui/words';
import { layoutBlock, openByDefault } from '@/lib/diagram/layout';
import { operationsIn } from '@/lib/diagram/summary';
import { shapeText } from '@/lib/diagram/wording';
import { type Address, parseAddress, resolvePath } from '@/lib/graph/address';
import { inputOf } from '@/lib/graph/model';
import { formatSize, type InputSize } from '@/lib/reading/size';
import { namingOf } from './accessibility';
import { DiagramView } from './diagram-view';
import { DrawingError } from './drawing-error';
import { NetworkDiagram } from './network-diagram';
import { attempt, readSource, selectedItem, type WantedSize } from './source';

type DiagramProps = {
  /** What is drawn: `inception-v4/features.6`, `inception-v4/stem`, `inception-v4`. */
  of: string;
  /** Of the input picture; default: the page's, else the network's own. */
  size?: InputSize;
  variant?: string;
  /** The local address of the selection; default: the page's. */
  selected?: string | null;
  /** Default: selects on the whole page. */
  onSelect?: (address: string | null) => void;
  /** Whether the blocks inside open and close. A whole network always does. */
  expandable?: boolean;
};

/**
 * The drawing of a part of a network, or of a whole one. It follows the selection (`at`) and the input size (`size`)
 * of the page, and needs neither: the exported HTML holds the drawing itself.
 */
export function Diagram({ of, size, variant, selected, onSelect, expandable = false }: DiagramProps) {
  const { errors } = useWords();
  const [pageAt, setPageAt] = useParam(params.at);
  const [pageSize] = useParam(params.size);
  const address = useMemo(() => attempt(() => parseAddress(of)), [of]);
  if (!address.value) return address.error && <DrawingError error={address.error} words={errors} />;

  const shared = {
    variant: variant ?? address.value.variant,
    size: size ?? pageSize,
    selected: selected === undefined ? pageAt : selected,
    onSelect: onSelect ?? ((next: string | null) => setPageAt(next)),
  };
  if (address.value.path === '') return <NetworkDiagram network={address.value.network} {...shared} />;
  return <PartDiagram address={address.value} expandable={expandable} {...shared} />;
}

type PartDiagramProps = {
  address: Address;
  variant: string | null;
  size: WantedSize;
  selected: string | null;
  onSelect: (address: string | null) => void;
  expandable: boolean;
};

function PartDiagram({ address, variant, size, selected, onSelect, expandable }: PartDiagramProps) {
  const { diagram: words, errors } = useWords();
  const { network, path } = address;
  const [toggled, setToggled] = useState<ReadonlySet<string> | null>(null);

  const read = useMemo(
    () =>
      attempt(() => {
        const source = readSource(network, variant, size);
        return { source, part: resolvePath(source.model, network, path).part };
      }),
    [network, variant, size, path],
  );
  const drawn = useMemo(() => {
    if (!read.value) return null;
    const { part, source } = read.value;
    const { model, shapes } = source;
    const expanded = toggled ?? openByDefault(part);
    return { geometry: layoutBlock(model, part, shapes, { wording: words.wording, expanded }), expanded };
  }, [read, words, toggled]);
  const naming = useMemo(() => read.value && namingOf(read.value.source, words), [read, words]);
  if (!read.value || !drawn || !naming) return read.error && <DrawingError error={read.error} words={errors} />;

  const { part, source } = read.value;
  const { definition, model, shapes } = source;
  const { geometry, expanded } = drawn;
  const name = part.name ?? words.partOf(path, definition.title);
  const toggle = (id: string): void => {
    const next = new Set(expanded);
    if (!next.delete(id)) next.add(id);
    setToggled(next);
  };
  return (
    <DiagramView
      geometry={geometry}
      naming={naming}
      drawing={`${network}:${variant}/${path}@${formatSize(source.size)}`}
      summary={words.summary(
        name,
        operationsIn(geometry),
        shapeText(shapes.get(inputOf(model, part)?.id ?? '') ?? []),
        shapeText(shapes.get(model.outputs.get(part.id) ?? '') ?? []),
      )}
      selected={selectedItem(geometry, source, selected)}
      onSelect={(chosen) => onSelect(chosen?.address ?? null)}
      onToggle={expandable ? toggle : undefined}
      file={[definition.id, ...(variant === null ? [] : [variant]), path]}
    />
  );
}
