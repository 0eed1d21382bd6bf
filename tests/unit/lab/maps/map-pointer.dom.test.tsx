import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { MapPointer } from '@/components/lab/maps/map-pointer';
import type { MapPlace } from '@/components/lab/workbench/place';

afterEach(cleanup);

function Pointed({ onPick }: { onPick: (place: MapPlace) => void }) {
  const [at, setAt] = useState<MapPlace | null>(null);
  return (
    <>
      <MapPointer label="Place" height={4} width={8} at={at} onPoint={setAt} onPick={onPick} />
      <output>{at ? `${at.y},${at.x}` : 'none'}</output>
    </>
  );
}

function shown() {
  const onPick = vi.fn();
  render(<Pointed onPick={onPick} />);
  const button = screen.getByRole('button', { name: 'Place' });
  // jsdom has no layout: a map of 80 × 40 pixels, 100 from the left and 50 from the top.
  button.getBoundingClientRect = () => new DOMRect(100, 50, 80, 40);
  return { button, onPick, at: () => screen.getByRole('status').textContent };
}

it('a pointer points at the place below it, and at none when it leaves', () => {
  const { button, at } = shown();
  fireEvent.pointerMove(button, { clientX: 179, clientY: 51 });
  expect(at()).toBe('0,7');
  fireEvent.pointerLeave(button);
  expect(at()).toBe('none');
  // A finger that is put down does not hover before.
  fireEvent.pointerDown(button, { clientX: 100, clientY: 89 });
  expect(at()).toBe('3,0');
});

it('arrow keys move from the middle, stop at the edges, and Enter picks where they are', () => {
  const { button, onPick, at } = shown();
  fireEvent.click(button, { detail: 0 });
  expect(onPick).toHaveBeenLastCalledWith({ y: 2, x: 4 });
  for (let i = 0; i < 9; i++) fireEvent.keyDown(button, { key: 'ArrowRight' });
  fireEvent.keyDown(button, { key: 'ArrowUp' });
  expect(at()).toBe('1,7');
  fireEvent.click(button, { detail: 0 });
  expect(onPick).toHaveBeenLastCalledWith({ y: 1, x: 7 });
  fireEvent.blur(button);
  expect(at()).toBe('none');
});

it('a click picks the place under the pointer', () => {
  const { button, onPick } = shown();
  fireEvent.click(button, { detail: 1, clientX: 145, clientY: 75 });
  expect(onPick.mock.calls).toEqual([[{ y: 2, x: 4 }]]);
});
