import { cleanup, fireEvent, render, renderHook, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { Diagram } from '@/components/diagram';
import { usePointed } from '@/components/ui/pointed-state';
import { modelOf } from '@/lib/networks';

afterEach(cleanup);

it('nothing is pointed at in a drawing that is gone', () => {
  const model = modelOf('inception-v4');
  const { result, rerender } = renderHook(() => usePointed(model, (node) => node));
  const { unmount } = render(<Diagram of="inception-v4/features.6" />);
  const [op] = screen.getAllByRole('button', { name: /^1×1 convolution/ });
  if (!op) throw new Error('no op');
  fireEvent.pointerOver(op, { pointerType: 'mouse' });
  rerender();
  expect(result.current).not.toBe(null);
  unmount();
  rerender();
  expect(result.current).toBe(null);
});
