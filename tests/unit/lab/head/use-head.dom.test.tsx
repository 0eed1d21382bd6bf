import { act, cleanup, renderHook, waitFor } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { pathOfNode } from '@/components/lab/head/features-path';
import { type HeadWanted, useHead } from '@/components/lab/head/use-head';
import type { PlacedNetwork } from '@/components/lab/workbench/state';
import { Workbench } from '@/components/lab/workbench/workbench';
import { AtlasError } from '@/lib/error';
import { inferShapes } from '@/lib/graph/shapes';
import { findNetwork, modelOf } from '@/lib/networks';
import { headOf } from '@/lib/runtime/head/pooled-head';
import { FakeSession, fakeParts } from '../fake-parts';

afterEach(cleanup);

const definition = findNetwork('inception-v4');
const model = modelOf('inception-v4');
const shapes = inferShapes(model.graph, 75);
const network: PlacedNetwork = {
  key: 'inception-v4:released',
  graph: model.graph,
  renames: definition.renames,
  keras: definition.keras,
};
const work = { computed: 5, reused: 0, milliseconds: 9, requests: 0, networkBytes: 0, storedBytes: 0 };

/** A workbench whose session names class 7 and gives an empty map of any class. */
async function bench() {
  const { parts } = fakeParts();
  const session = new FakeSession();
  session.answers.set('classify', () => ({
    top: [{ index: 7, logit: 1, probability: 0.5, rank: 1 }],
    classes: 1000,
    work,
  }));
  session.answers.set('class-map', (request) => ({
    score: { index: 'class' in request ? request.class : -1, logit: 1, probability: 0.5, rank: 1 },
    work,
  }));
  parts.loadSession = async () => session;
  const workbench = new Workbench(parts);
  await workbench.choose();
  const { preprocessing } = definition;
  const picture = await workbench.pictures.prepare({ size: 75, preprocessing });
  const wanted: HeadWanted = {
    model,
    shapes,
    logits: 'last_linear',
    network,
    picture,
    weights: { kind: 'seeded', calibrated: true },
    choice: 'auto',
    ready: true,
    automatic: false,
    chosen: null,
  };
  const asked = (type: 'classify' | 'class-map') => session.asked.filter((request) => request.type === type);
  return { workbench, session, wanted, asked };
}

it('asks nothing by itself, then once, then for the map of the first class and of each that is chosen', async () => {
  const { workbench, session, wanted, asked } = await bench();
  const { result, rerender } = renderHook((props: HeadWanted) => useHead(workbench, props), { initialProps: wanted });
  expect(session.asked).toEqual([]);
  act(() => result.current.ask());
  expect(result.current.phase).toBe('running');
  await waitFor(() => expect(result.current.answer?.view.score.index).toBe(7));
  expect(result.current.phase).toBe('done');
  expect(asked('classify')).toHaveLength(1);
  rerender({ ...wanted, chosen: 281 });
  expect(result.current.index).toBe(281);
  await waitFor(() => expect(result.current.answer?.view.score.index).toBe(281));
  expect(asked('classify')).toHaveLength(1);
  // What was computed for it is not estimated again: the session is asked anew.
  expect(workbench.getState().revision).toBeGreaterThan(0);
  act(() => result.current.close());
  expect(result.current.classified).toBe(null);
});

it('asks nothing before the weights are there, and then what was asked for meanwhile', async () => {
  const { workbench, wanted, asked } = await bench();
  const { result, rerender } = renderHook((props: HeadWanted) => useHead(workbench, props), {
    initialProps: { ...wanted, ready: false },
  });
  act(() => result.current.ask());
  expect(result.current.phase).toBe('idle');
  expect(asked('classify')).toHaveLength(0);
  rerender(wanted);
  await waitFor(() => expect(result.current.phase).toBe('done'));
  expect(asked('classify')).toHaveLength(1);
});

it('asks again by itself for other weights only where that is wanted, and keeps its answer when it no longer is', async () => {
  const { workbench, wanted, asked } = await bench();
  const { result, rerender } = renderHook((props: HeadWanted) => useHead(workbench, props), {
    initialProps: { ...wanted, automatic: true },
  });
  await waitFor(() => expect(result.current.answer).not.toBe(null));
  const other: HeadWanted = { ...wanted, weights: { kind: 'seeded', calibrated: false }, automatic: true };
  rerender(other);
  // The answer before stays to be seen until the new one is there.
  expect(result.current).toMatchObject({ phase: 'running', stale: true });
  expect(result.current.classified).not.toBe(null);
  await waitFor(() => expect(result.current.stale).toBe(false));
  expect(asked('classify')).toHaveLength(2);
  rerender({ ...other, automatic: false });
  expect(result.current.classified).not.toBe(null);
  rerender({ ...wanted, automatic: false });
  expect(result.current).toMatchObject({ phase: 'idle', classified: null });
  expect(asked('classify')).toHaveLength(2);
});

it('tells of a failure and of a cancelled run, and goes on from either', async () => {
  const { workbench, session, wanted } = await bench();
  const answer = session.answers.get('classify');
  session.answers.set('classify', () => Promise.reject(new AtlasError('runtime/failed', { reason: 'planted' })));
  const { result } = renderHook(() => useHead(workbench, wanted));
  act(() => result.current.ask());
  await waitFor(() => expect(result.current.phase).toBe('failed'));
  expect(result.current.error).toMatchObject({ code: 'runtime/failed' });
  session.answers.set('classify', () => Promise.reject(new DOMException('', 'AbortError')));
  act(() => result.current.ask());
  await waitFor(() => expect(result.current.phase).toBe('cancelled'));
  if (answer) session.answers.set('classify', answer);
  act(() => result.current.ask());
  await waitFor(() => expect(result.current.phase).toBe('done'));
});

it.each([
  ['inception-v4', null, 'features.21'],
  ['inception-resnet-v2', null, 'conv2d_7b'],
  ['inception-v3', null, 'Mixed_7c'],
  ['inception-resnet-v1', 'paper', 'repeat_3.4'],
])('the maps that the head of %s (%s) averages are at %s', (id, variant, path) => {
  const other = modelOf(id, variant);
  const head = headOf(other.graph);
  expect(head.type === 'pooled' && pathOfNode(other, head.features)).toBe(path);
});
