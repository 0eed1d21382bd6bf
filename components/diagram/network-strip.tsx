'use client';

import { type KeyboardEvent, memo, useMemo, useRef, useState } from 'react';
import { useWords } from '@/components/ui/words';
import { breakLines } from '@/lib/diagram/break-lines';
import { layersOf, layoutStrip, type Slice } from '@/lib/diagram/strip';
import { shapeText } from '@/lib/diagram/wording';
import { parseLocalAddress, resolvePath } from '@/lib/graph/address';
import type { Model } from '@/lib/graph/model';
import { DrawingError } from './drawing-error';
import styles from './network-strip.module.css';
import { attempt, readSource, type WantedSize } from './source';

type NetworkStripProps = {
  /** As in addresses: `inception-v4`. */
  network: string;
  variant?: string | null;
  /** Side of the input picture in px; default: the network's own. */
  size?: WantedSize;
  /** The local address of the selection. */
  selected?: string | null;
  onSelect?: (address: string | null) => void;
};

const NAMES = 100;
const NAME_SIZE = 11;
/** Between the names and the line of their stages. */
const NAME_GAP = 14;
const LINE_HEIGHT = 15;
const HEAD = 24;
const MARGIN = 4;
/** From so many layers on a layer is drawn lower, so that the strip still fits a window. */
const DEEP = 120;

/** The slices of what is selected: all of a stage, or the one that holds an op. None for the network itself. */
function slicesOf(slices: readonly Slice[], model: Model, network: string, selected: string): ReadonlySet<string> {
  const place = attempt(() => {
    const { path, tensor } = parseLocalAddress(selected);
    return resolvePath(model, network, path, tensor);
  }).value;
  if (!place || place.part.kind === 'network') return new Set();
  const upwards = (id: string): readonly string[] => {
    const parent = model.parents.get(id);
    return parent ? [id, ...upwards(parent.id)] : [id];
  };
  const inside = slices.filter(({ part }) => upwards(part).includes(place.part.id));
  const around = new Set(upwards(place.part.id));
  return new Set((inside.length > 0 ? inside : slices.filter(({ part }) => around.has(part))).map(({ part }) => part));
}

type StripSliceProps = {
  slice: Slice;
  axis: number;
  /** Of the whole strip. */
  width: number;
  /** Whether the tab key reaches it. */
  active: boolean;
  chosen: boolean;
  label: string;
  onSelect: ((address: string | null) => void) | undefined;
  onVisit: (part: string) => void;
};

/** One slice; drawn again only where something about itself changes, for a click changes two of a hundred. */
const StripSlice = memo(function StripSlice(props: StripSliceProps) {
  const { slice, axis, width, active, chosen, label, onSelect, onVisit } = props;
  return (
    // biome-ignore lint/a11y/useSemanticElements: HTML has no place in an SVG.
    <g
      data-slice={slice.part}
      data-kind={slice.kind}
      className={styles.slice}
      role="button"
      tabIndex={active ? 0 : -1}
      aria-pressed={chosen}
      aria-label={label}
      transform={`translate(${NAMES + axis},${slice.y})`}
      onClick={() => onSelect?.(slice.address)}
      onFocus={() => onVisit(slice.part)}
    >
      <rect className={styles.hit} x={-axis} y={-1} width={width} height={slice.height + 2} />
      <rect className={styles.size} x={-slice.size} width={slice.size} height={slice.height} />
      <rect className={styles.channels} width={slice.channels} height={slice.height} />
      <rect className={styles.ring} x={-axis - 1} y={-1} width={width + 2} height={slice.height + 2} rx={2} />
    </g>
  );
});

/** The whole network at a glance: down go the layers, to the left the size of the maps, to the right their channels. */
export function NetworkStrip({ network, variant = null, size = null, selected = null, onSelect }: NetworkStripProps) {
  const { diagram: words, errors } = useWords();
  const svg = useRef<SVGSVGElement>(null);
  const [visited, setVisited] = useState<string | null>(null);
  const source = useMemo(() => attempt(() => readSource(network, variant, size)), [network, variant, size]);
  const strip = useMemo(() => {
    if (!source.value) return null;
    const { model, shapes } = source.value;
    return layoutStrip(model, shapes, { layerHeight: layersOf(model.root) > DEEP ? 4 : 6 });
  }, [source]);
  if (!source.value || !strip) return source.error && <DrawingError error={source.error} words={errors} />;

  const { definition, model } = source.value;
  const { slices, stages, axis } = strip;
  const chosen = slicesOf(slices, model, network, selected ?? '');
  const active =
    slices.find(({ part }) => part === visited)?.part ??
    slices.find(({ part }) => chosen.has(part))?.part ??
    slices[0]?.part;
  const middle = NAMES + axis;

  const onKeyDown = (event: KeyboardEvent): void => {
    const at = slices.findIndex(({ part }) => part === active);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: slices.length - 1 }[event.key];
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      onSelect?.(slices[at]?.address ?? null);
    } else if (event.key === 'Escape') {
      onSelect?.(null);
    } else if (to !== undefined) {
      event.preventDefault();
      const next = slices[to];
      const all = svg.current?.querySelectorAll<SVGGElement>('[data-slice]') ?? [];
      [...all].find((each) => each.dataset.slice === next?.part)?.focus();
    }
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: there is no fieldset in a drawing.
    <svg
      ref={svg}
      className={styles.strip}
      viewBox={`0 0 ${NAMES + strip.width + MARGIN} ${HEAD + strip.height + MARGIN}`}
      width={NAMES + strip.width + MARGIN}
      height={HEAD + strip.height + MARGIN}
      role="group"
      aria-label={words.strip.label(definition.title)}
      onKeyDown={onKeyDown}
    >
      <text className={styles.head} x={middle - 6} y={12} fontSize={11} textAnchor="end">
        {words.strip.size}
      </text>
      <text className={styles.head} x={middle + 6} y={12} fontSize={11}>
        {words.strip.channels}
      </text>
      <g transform={`translate(0,${HEAD})`}>
        <text className={styles.head} x={NAMES - NAME_GAP} y={9} fontSize={NAME_SIZE} textAnchor="end">
          {shapeText(strip.picture.shape)}
        </text>
        <g className={styles.picture} transform={`translate(${middle},${strip.picture.y})`}>
          <rect
            x={-strip.picture.size}
            width={strip.picture.size + strip.picture.channels}
            height={strip.picture.height}
          />
        </g>
        {stages.map((stage) => {
          const title = words.wording.title(stage.name, stage.count);
          const broken = breakLines(title, NAME_SIZE, NAMES - NAME_GAP);
          const fits = (lines: number): boolean => stage.height >= lines * LINE_HEIGHT;
          const named = fits(broken.length) ? broken : [title];
          const lines = fits(named.length + 1) ? [...named, shapeText(stage.shape)] : named;
          const top = stage.y + Math.max(9, Math.round((stage.height - (lines.length - 1) * LINE_HEIGHT) / 2) + 4);
          return (
            // biome-ignore lint/a11y/noStaticElementInteractions: keys reach every slice of the stage; this is a shortcut for pointers.
            <g
              key={stage.part}
              className={styles.stage}
              data-selected={selected === stage.address || undefined}
              onClick={() => onSelect?.(stage.address)}
            >
              <line x1={NAMES - 8} x2={NAMES - 8} y1={stage.y} y2={stage.y + stage.height} />
              {lines.map((line, index) => (
                <text
                  key={line}
                  className={index < named.length ? undefined : styles.shape}
                  x={NAMES - NAME_GAP}
                  y={top + index * LINE_HEIGHT}
                  fontSize={NAME_SIZE}
                  textAnchor="end"
                >
                  {line}
                </text>
              ))}
            </g>
          );
        })}
        <line className={styles.axis} x1={middle} x2={middle} y1={-4} y2={strip.height} />
        {slices.map((slice) => (
          <StripSlice
            key={slice.part}
            slice={slice}
            axis={axis}
            width={strip.width}
            active={slice.part === active}
            chosen={chosen.has(slice.part)}
            label={words.strip.slice(slice.name, shapeText(slice.shape), slice.layers)}
            onSelect={onSelect}
            onVisit={setVisited}
          />
        ))}
      </g>
    </svg>
  );
}
