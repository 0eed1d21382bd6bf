import { cleanup, renderHook, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { labTarget } from '@/components/lab/workbench/lab-target';
import type { PlacedNetwork } from '@/components/lab/workbench/state';
import { type AheadOf, useAhead } from '@/components/lab/workbench/use-ahead';
import { Workbench } from '@/components/lab/workbench/workbench';
import { findNetwork, modelOf } from '@/lib/networks';
import type { BackendReport, Warmed } from '@/lib/runtime/protocol';
import { catalogueOf } from '@/lib/weights/catalogue';
import { FakeSession, fakeParts, wasm } from '../fake-parts';

const definition = findNetwork('inception-v4');
const model = modelOf('inception-v4');
const network: PlacedNetwork = {
  key: 'inception-v4:released',
  graph: model.graph,
  renames: definition.renames,
  keras: definition.keras,
};

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  document.body.replaceChildren();
});

const done = (request: { readonly nodes?: readonly string[] }): Warmed => ({
  nodes: request.nodes ?? [],
  computed: 3,
  ended: 'done',
});

async function lab(backend: BackendReport = wasm) {
  const { parts } = fakeParts();
  const session = new FakeSession();
  session.answers.set('open', () => backend);
  session.answers.set('warm', (request) => done('nodes' in request ? request : {}));
  parts.loadSession = async () => session;
  const workbench = new Workbench(parts);
  await workbench.choose();
  const picture = await workbench.pictures.prepare({ size: 75, preprocessing: definition.preprocessing });
  const weights = { kind: 'seeded', calibrated: true } as const;
  const [source] = catalogueOf(definition.id, 'released', []).filter(({ id }) => id === 'seeded');
  if (!source) throw new Error('there are no seeded weights');
  const target = labTarget(model, definition.id, 'features.6', 75);
  const request = { network: network.key, picture: picture.key, weights, node: target.node.id };
  const of: AheadOf = { asked: true, network, target, picture, source, request };
  const warmed = () => session.asked.flatMap((each) => (each.type === 'warm' ? [each.nodes] : []));
  const run = (wanted: AheadOf | null) =>
    renderHook((props: AheadOf | null) => useAhead(workbench, workbench.getState(), model, props), {
      initialProps: wanted,
    });
  return { workbench, session, of, warmed, run };
}

it('computes the blocks that follow, once nothing is asked for a moment, and has what they cost asked anew', async () => {
  const { workbench, of, warmed, run } = await lab();
  await workbench.wake();
  const { revision } = workbench.getState();
  run(of);
  expect(warmed()).toEqual([]);
  await waitFor(() => expect(warmed()).toEqual([['features.7', 'features.8']]));
  await waitFor(() => expect(workbench.getState().revision).toBeGreaterThan(revision));
});

it('computes what is pointed at first', async () => {
  const { workbench, of, warmed, run } = await lab();
  await workbench.wake();
  const part = [...model.outputs].find(([, node]) => node === 'features.12')?.[0] ?? '';
  const mark = document.createElementNS('http://www.w3.org/2000/svg', 'g');
  mark.setAttribute('data-stop', `card:${part}`);
  document.body.append(mark);
  run(of);
  mark.dispatchEvent(new Event('pointerover', { bubbles: true }));
  await waitFor(() => expect(warmed().at(-1)?.[0]).toBe('features.12'));
});

it('goes on after a question has interrupted it', async () => {
  const { workbench, session, of, warmed, run } = await lab();
  session.answers.set('warm', () => ({ nodes: [], computed: 1, ended: 'interrupted' }) satisfies Warmed);
  await workbench.wake();
  run(of);
  await waitFor(() => expect(warmed()).toHaveLength(1));
  await vi.advanceTimersByTimeAsync(1500);
  await waitFor(() => expect(warmed().length).toBeGreaterThan(1));
});

it('computes what would be asked for first, before anything was', async () => {
  const { workbench, of, warmed, run } = await lab();
  await workbench.wake();
  run({ ...of, asked: false });
  await waitFor(() => expect(warmed()).toEqual([['features.6']]));
});

it.each([
  ['before the session is open', async () => ({ backend: wasm, open: false })],
  ['where one step takes seconds', async () => ({ backend: { ...wasm, backend: 'cpu' as const }, open: true })],
  [
    'where the reader saves data',
    async () => {
      vi.stubGlobal('navigator', { ...navigator, connection: { saveData: true } });
      return { backend: wasm, open: true };
    },
  ],
  [
    'where the battery runs low',
    async () => {
      vi.stubGlobal('navigator', { getBattery: async () => ({ charging: false, level: 0.1 }) });
      return { backend: wasm, open: true };
    },
  ],
])('does nothing %s', async (_, prepare) => {
  const { backend, open } = await prepare();
  const { workbench, of, warmed, run } = await lab(backend);
  if (open) await workbench.wake();
  run(of);
  await vi.advanceTimersByTimeAsync(3000);
  expect(warmed()).toEqual([]);
});
