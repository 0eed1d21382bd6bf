'use client';

import { type KeyboardEvent, type MouseEvent, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useAllWords } from '@/components/ui/all-words';
import { formatsFor } from '@/components/ui/format';
import { VisuallyHidden } from '@/components/ui/visually-hidden';
import { useLanguage } from '@/components/ui/words';
import type { MapView } from '@/lib/runtime/protocol';
import { tileOrigin as bitmapOrigin } from '@/lib/tiles/tile-layout';
import { gridLayout, movedFocus, scrolledTo, type TileSize, tileAt, tileOrigin, visibleTiles } from './grid-layout';
import styles from './maps.module.css';
import { useBrief } from './use-brief';
import { pixelRatio, useElementSize } from './use-element-size';

type ChannelGridProps = {
  view: MapView;
  /** Display place → channel. */
  order: Uint32Array;
  name: string;
  tile: TileSize;
  /** The channel that is open, if one is. */
  open: number | null;
  /** The channel under the pointer or the focus, shared with the line below the grid. */
  pointed: number | null;
  onPoint: (channel: number | null) => void;
  onOpen: (channel: number) => void;
};

/** The room around the tiles for the ring of the one in focus. */
const PADDING = 4;

/**
 * All channels as tiles, drawn from the one bitmap on a canvas as large as the window on them, so that thousands of
 * tiles cost what can be seen. To keyboard and screen reader it is a list with one option: the channel in focus.
 */
export function ChannelGrid({ view, order, name, tile, open, pointed, onPoint, onOpen }: ChannelGridProps) {
  const words = useAllWords().lab.maps;
  const { integer } = formatsFor(useLanguage());
  const brief = useBrief();
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width, height } = useElementSize(scroller);
  const [scrollTop, setScrollTop] = useState(0);
  const [focus, setFocus] = useState(0);
  const [focused, setFocused] = useState(false);

  const count = order.length;
  const inner = { width: Math.max(0, width - 2 * PADDING), height: Math.max(0, height - 2 * PADDING) };
  const layout = useMemo(
    () => gridLayout(count, inner.width, inner.height, tile),
    [count, inner.width, inner.height, tile],
  );
  const focusIndex = Math.min(focus, count - 1);
  const focusChannel = order[focusIndex] ?? 0;

  useLayoutEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context || width === 0 || view.bitmap.width === 0) return;
    const ratio = pixelRatio();
    element.width = Math.round(width * ratio);
    element.height = Math.round(height * ratio);
    context.setTransform(ratio, 0, 0, ratio, PADDING * ratio, (PADDING - scrollTop) * ratio);
    const { grid } = view;
    // Enlarged values keep their edges; reduced ones are averaged, else whole rows of a map would vanish.
    context.imageSmoothingEnabled = layout.tile * ratio < Math.max(grid.tileWidth, grid.tileHeight);
    context.imageSmoothingQuality = 'medium';
    // A map that is no square stands in the middle of its tile.
    const scale = layout.tile / Math.max(grid.tileWidth, grid.tileHeight);
    const [mapWidth, mapHeight] = [grid.tileWidth * scale, grid.tileHeight * scale];
    const [left, top] = [(layout.tile - mapWidth) / 2, (layout.tile - mapHeight) / 2];
    const colours = getComputedStyle(element);
    const [first, last] = visibleTiles(layout, scrollTop - PADDING, height + 2 * PADDING);
    for (let index = first; index < last; index++) {
      const channel = order[index] ?? 0;
      const from = bitmapOrigin(grid, channel);
      const { x, y } = tileOrigin(layout, index);
      context.drawImage(
        view.bitmap,
        from.x,
        from.y,
        grid.tileWidth,
        grid.tileHeight,
        x + left,
        y + top,
        mapWidth,
        mapHeight,
      );
      const ring =
        channel === open
          ? colours.getPropertyValue('--accent')
          : focused && index === focusIndex
            ? colours.getPropertyValue('--focus')
            : channel === pointed
              ? colours.getPropertyValue('--ink')
              : null;
      if (ring) {
        context.strokeStyle = ring;
        context.lineWidth = 2;
        context.strokeRect(x - 1, y - 1, layout.tile + 2, layout.tile + 2);
      }
    }
  }, [view, order, layout, scrollTop, width, height, open, pointed, focused, focusIndex]);

  function indexAt(event: MouseEvent<HTMLElement>): number | null {
    const box = canvas.current?.getBoundingClientRect();
    if (!box) return null;
    return tileAt(layout, event.clientX - box.left - PADDING, event.clientY - box.top - PADDING + scrollTop);
  }

  function show(index: number) {
    const element = scroller.current;
    if (element) element.scrollTop = scrolledTo(layout, index, element.scrollTop, inner.height);
  }

  function key(event: KeyboardEvent<HTMLElement>) {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      onOpen(focusChannel);
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.floor(inner.height / (layout.tile + layout.gap));
    const next = movedFocus(layout, focusIndex, event.key, page);
    if (next === null) return;
    event.preventDefault();
    setFocus(next);
    show(next);
    onPoint(order[next] ?? null);
  }

  return (
    <div
      ref={scroller}
      className={styles.scroller}
      role="listbox"
      tabIndex={0}
      aria-label={`${words.grid(name, integer(count))}. ${words.gridHelp}`}
      aria-activedescendant={`${id}-option`}
      data-channels={count}
      data-tour="grid"
      onScroll={(event) => setScrollTop(event.currentTarget.scrollTop)}
      onKeyDown={key}
      onFocus={() => {
        setFocused(true);
        onPoint(focusChannel);
      }}
      onBlur={() => {
        setFocused(false);
        onPoint(null);
      }}
    >
      <div style={{ height: layout.height + 2 * PADDING, minHeight: '100%' }}>
        <canvas
          ref={canvas}
          className={styles.gridCanvas}
          style={{ width, height }}
          onPointerMove={(event) => {
            const index = indexAt(event);
            onPoint(index === null ? null : (order[index] ?? null));
          }}
          onPointerLeave={() => onPoint(focused ? focusChannel : null)}
          onClick={(event) => {
            const index = indexAt(event);
            if (index === null) return;
            setFocus(index);
            onOpen(order[index] ?? 0);
          }}
        />
      </div>
      <VisuallyHidden>
        <span
          id={`${id}-option`}
          role="option"
          tabIndex={-1}
          aria-selected={focusChannel === open}
          aria-setsize={count}
          aria-posinset={focusIndex + 1}
        >
          {words.channel(focusChannel)}, {brief(view, focusChannel)}
        </span>
      </VisuallyHidden>
    </div>
  );
}
