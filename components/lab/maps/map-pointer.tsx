'use client';

import type { KeyboardEvent, MouseEvent } from 'react';
import { type MapPlace, movedPlace, placeAt } from '@/components/lab/workbench/place';
import styles from './map-pointer.module.css';

type MapPointerProps = {
  label: string;
  /** Places of the map under it. */
  height: number;
  width: number;
  /** From where the arrow keys move on. */
  at: MapPlace | null;
  /** Null where no place is pointed at any more. */
  onPoint: (place: MapPlace | null) => void;
  /** A click, or Enter at the place that the arrow keys moved to. */
  onPick?: (place: MapPlace) => void;
  disabled?: boolean;
};

/** Lies over a map and tells which of its places is pointed at, by pointer, finger or arrow keys. */
export function MapPointer({ label, height, width, at, onPoint, onPick, disabled }: MapPointerProps) {
  function placeOf(event: MouseEvent<HTMLElement>): MapPlace {
    const box = event.currentTarget.getBoundingClientRect();
    return placeAt((event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height, height, width);
  }

  function move(event: KeyboardEvent<HTMLElement>) {
    const next = movedPlace(at, event.key, event.shiftKey, height, width);
    if (!next) return;
    event.preventDefault();
    onPoint(next);
  }

  return (
    <button
      type="button"
      className={styles.touch}
      disabled={disabled}
      aria-label={label}
      onPointerMove={(event) => onPoint(placeOf(event))}
      onPointerDown={(event) => onPoint(placeOf(event))}
      onPointerLeave={() => onPoint(null)}
      onBlur={() => onPoint(null)}
      onKeyDown={move}
      onClick={(event) => {
        // A click by keyboard has no position of its own: it is about the place that was moved to.
        if (event.detail === 0) onPick?.(at ?? { y: Math.floor(height / 2), x: Math.floor(width / 2) });
        else onPick?.(placeOf(event));
      }}
    />
  );
}
