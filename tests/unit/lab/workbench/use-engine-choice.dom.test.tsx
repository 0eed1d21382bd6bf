import { renderHook } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { useEngineChoice } from '@/components/lab/workbench/use-engine-choice';
import { Workbench } from '@/components/lab/workbench/workbench';
import { fakeParts } from '../fake-parts';

afterEach(() => window.history.replaceState(null, '', '/'));

it('everything on a page that computes does so with the backend and the kernels of its address', () => {
  window.history.replaceState(null, '', '/?backend=wasm&kernels=stock');
  const bench = new Workbench(fakeParts().parts);
  const choose = vi.spyOn(bench, 'chooseBackend');
  const { result } = renderHook(() => useEngineChoice(bench));
  expect(result.current).toBe('wasm');
  expect(choose.mock.calls).toEqual([['wasm', 'stock']]);
});

it('an address that says nothing leaves both to the engine', () => {
  const bench = new Workbench(fakeParts().parts);
  const choose = vi.spyOn(bench, 'chooseBackend');
  expect(renderHook(() => useEngineChoice(bench)).result.current).toBe('auto');
  expect(choose.mock.calls).toEqual([['auto', 'auto']]);
});
