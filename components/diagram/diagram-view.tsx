'use client';

import { type KeyboardEvent, type MouseEvent, type PointerEvent, useEffect, useId, useMemo, useState } from 'react';
import { Button } from '@/components/ui/button';
import { KindLegend } from '@/components/ui/kind-legend';
import { ErrorNotice } from '@/components/ui/notice';
import { pointAt, usePointed } from '@/components/ui/pointed-state';
import { VisuallyHidden } from '@/components/ui/visually-hidden';
import { useWords } from '@/components/ui/words';
import { itemOfNode } from '@/lib/diagram/find-item';
import type { Frame, Geometry, Item } from '@/lib/diagram/geometry';
import { FRAME_HEADER } from '@/lib/diagram/measures';
import { firstStop, stepFrom } from '@/lib/diagram/navigate';
import { kindsIn } from '@/lib/diagram/summary';
import { wayThrough } from '@/lib/diagram/way';
import type { Naming } from './accessibility';
import styles from './diagram.module.css';
import { Drawing } from './drawing';
import { keyAction, ZOOM_STEP } from './keyboard';
import type { Mark } from './mark';
import { useMotion, wakeMotion } from './use-motion';
import { useZoom } from './use-zoom';
import { ZoomTools } from './zoom-tools';

type DiagramViewProps = {
  geometry: Geometry;
  naming: Naming;
  /** What is drawn, at which size: a motion explains a change of the same drawing only. */
  drawing: string;
  /** The accessible name of the whole drawing. */
  summary: string;
  /** The id of the selected item or frame. */
  selected: string | null;
  /** Called with what was chosen, or null where the selection is taken back. */
  onSelect: (chosen: Item | Frame | null) => void;
  /** Opens a card or closes a frame, by the id of its part; without it nothing opens or closes. */
  onToggle?: (part: string) => void;
  /** A drawing that may be taller than the window gets a frame of its own height, which scrolls. */
  bounded?: boolean;
  /** What is said about items and frames from outside, by id. */
  marks?: ReadonlyMap<string, Mark>;
  /** Without it nothing stands below the drawing: for a page that shows many. */
  foot?: boolean;
  /** What a file of the drawing is called, from the whole to the part. */
  file?: readonly string[];
};

const stopOf = (target: EventTarget): string | null =>
  target instanceof Element ? (target.closest('[data-stop]')?.getAttribute('data-stop') ?? null) : null;

/** A drawing that answers: pointing lights the way of the data, choosing selects, keys walk, the wheel zooms. */
export function DiagramView(props: DiagramViewProps) {
  const { geometry, naming, drawing, summary, selected, onSelect, onToggle, bounded = false, marks } = props;
  const { foot = true, file } = props;
  const { words } = naming;
  const { shell } = useWords();
  const [pointed, setPointed] = useState<string | null>(null);
  const [visited, setVisited] = useState<string | null>(null);
  const [notSaved, setNotSaved] = useState(false);
  const helpId = useId();
  const zoom = useZoom(geometry);
  const moving = useMotion(geometry, drawing);
  const expandable = onToggle !== undefined;

  const stops = useMemo(
    () => new Map<string, Item | Frame>([...geometry.frames, ...geometry.items].map((stop) => [stop.id, stop])),
    [geometry],
  );
  // What is pointed at elsewhere on the page lights up here too.
  const elsewhere = usePointed(naming.model, (node) => itemOfNode(geometry, naming.model, node));
  const lighting = pointed ?? elsewhere;
  const lit = useMemo(
    () =>
      lighting !== null && geometry.items.some(({ id }) => id === lighting) ? wayThrough(geometry, lighting) : null,
    [geometry, lighting],
  );
  const kinds = useMemo(() => kindsIn(geometry), [geometry]);
  const active = [visited, selected, firstStop(geometry)].find((id) => id !== null && stops.has(id)) ?? null;

  // What is selected elsewhere on the page comes into view here, once a motion is over.
  const { reveal } = zoom;
  const resting = moving.entering === null;
  useEffect(() => {
    const stop = selected === null || !resting ? undefined : stops.get(selected);
    if (!stop) return;
    // Measuring waits for the frame, in which the page is laid out anyway: here it would be within the click.
    const frame = requestAnimationFrame(() =>
      reveal({ x: stop.x, y: stop.y, width: stop.width, height: Math.min(stop.height, FRAME_HEADER * 2) }),
    );
    return () => cancelAnimationFrame(frame);
  }, [selected, resting, stops, reveal]);

  const point = (id: string | null): void => {
    setPointed(id);
    const stop = id === null ? undefined : stops.get(id);
    pointAt(stop && 'type' in stop && stop.type !== 'card' ? { model: naming.model, node: stop.node } : null);
  };

  // Nothing is pointed at in a drawing that is gone.
  useEffect(() => () => pointAt(null), []);

  const wake = (): void => {
    zoom.wake();
    if (expandable) void wakeMotion();
  };

  const choose = (id: string): void => {
    const stop = stops.get(id);
    if (!stop) return;
    // A second touch of the same card opens it: a screen reader has no other way to press the chevron.
    if (id === selected && 'type' in stop && stop.type === 'card' && onToggle) onToggle(stop.part);
    else onSelect(stop);
  };

  const toggle = (id: string): void => {
    const stop = stops.get(id);
    if (!stop || !onToggle) return;
    const closed = 'type' in stop;
    setVisited(closed ? `frame:${stop.part}` : `card:${stop.part}`);
    onToggle(stop.part);
    // The card becomes a frame, or the other way round: the focus goes along once it is there.
    requestAnimationFrame(() => focusStop(closed ? `frame:${stop.part}` : `card:${stop.part}`));
  };

  const focusStop = (id: string): void => {
    const all = zoom.svg.current?.querySelectorAll<SVGGElement>('[data-stop]') ?? [];
    const element = [...all].find((each) => each.dataset.stop === id);
    if (!element) return;
    element.focus({ preventScroll: zoom.standing.mode === 'free' });
    const stop = stops.get(id);
    if (stop && 'type' in stop) zoom.reveal(stop);
  };

  const onClick = (event: MouseEvent): void => {
    const id = stopOf(event.target);
    if (id === null) return;
    if (event.target instanceof Element && event.target.closest('[data-toggle]')) toggle(id);
    else choose(id);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const id = stopOf(event.target);
    const stop = id === null ? undefined : stops.get(id);
    if (id === null || !stop) return;
    const isCard = 'type' in stop && stop.type === 'card';
    const action = keyAction(event.key, { opens: expandable && isCard, closes: expandable && !('type' in stop) });
    if (!action) return;
    event.preventDefault();
    switch (action.type) {
      case 'step': {
        const next = stepFrom(geometry, id, action.step);
        if (next !== null) focusStop(next);
        return;
      }
      case 'select':
        choose(id);
        return;
      case 'clear':
        point(null);
        onSelect(null);
        return;
      case 'toggle':
        toggle(id);
        return;
      case 'zoom':
        zoom.zoomBy(action.factor);
        return;
      case 'fit':
        zoom.fit();
        return;
    }
  };

  const save = async (name: readonly string[]): Promise<void> => {
    const loaded = await import('./save-drawing').catch(() => null);
    setNotSaved(loaded === null);
    const description = `${shell.siteName}, ${window.location.href}`;
    loaded?.saveDrawing(geometry, { title: summary, description, name, expandable });
  };

  const onPointerOver = (event: PointerEvent): void => {
    // A finger does not hover: it would light what it is about to scroll past.
    if (event.pointerType !== 'touch') point(stopOf(event.target));
  };

  return (
    <div className={styles.diagram}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it only listens whether somebody comes near. */}
      <div
        ref={zoom.viewport}
        className={styles.viewport}
        data-standing={zoom.standing.mode}
        data-bounded={bounded || undefined}
        style={zoom.standing.mode === 'free' ? { height: zoom.standing.height } : undefined}
        onPointerEnter={wake}
        onTouchStart={wake}
        onFocus={wake}
      >
        {/* biome-ignore lint/a11y/useSemanticElements: there is no fieldset in a drawing. */}
        <svg
          ref={zoom.svg}
          {...zoom.svgProps}
          className={styles.svg}
          role="group"
          aria-label={summary}
          aria-describedby={helpId}
          onClick={onClick}
          onKeyDown={onKeyDown}
          onPointerOver={onPointerOver}
          onPointerLeave={() => point(null)}
          onFocus={(event) => {
            const id = stopOf(event.target);
            setVisited(id);
            // Only a focus that shows lights the way: a click has said enough by selecting.
            point(event.target.matches(':focus-visible') ? id : null);
          }}
          onBlur={() => point(null)}
        >
          <g transform={zoom.transform}>
            <Drawing
              geometry={moving.geometry}
              entering={moving.entering}
              naming={naming}
              selected={selected}
              active={active}
              lit={lit}
              expandable={expandable}
              marks={marks}
            />
          </g>
        </svg>
      </div>
      <VisuallyHidden>
        <span id={helpId}>{expandable ? `${words.help} ${words.helpOpening}` : words.help}</span>
      </VisuallyHidden>
      {foot ? (
        <div className={styles.foot}>
          <KindLegend kinds={kinds} />
          {file ? (
            <Button variant="quiet" className={styles.save} onClick={() => void save(file)}>
              {words.save}
            </Button>
          ) : null}
          <ZoomTools
            words={words.zoom}
            onIn={() => zoom.zoomBy(ZOOM_STEP)}
            onOut={() => zoom.zoomBy(1 / ZOOM_STEP)}
            onFit={zoom.fit}
          />
        </div>
      ) : null}
      {file && notSaved ? (
        <ErrorNotice text={shell.notLoaded} action={{ label: shell.tryAgain, run: () => void save(file) }} />
      ) : null}
    </div>
  );
}
