import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { HistogramChart } from '@/components/lab/channel/histogram-chart';
import { StatisticsList } from '@/components/lab/channel/statistics-list';
import { ChannelGrid } from '@/components/lab/maps/channel-grid';
import { ChannelTable } from '@/components/lab/maps/channel-table';
import { VectorView } from '@/components/lab/maps/vector-view';
import { PicturePanel } from '@/components/lab/picture/picture-panel';
import { RunBar } from '@/components/lab/run/run-bar';
import { WeightsPanel } from '@/components/lab/weights/weights-panel';
import { IDLE } from '@/components/lab/workbench/run-state';
import { weightsInUse } from '@/components/lab/workbench/weights-in-use';
import { Workbench } from '@/components/lab/workbench/workbench';
import { AtlasError } from '@/lib/error';
import { findNetwork } from '@/lib/networks';
import type { MapView } from '@/lib/runtime/protocol';
import { colourRange, scaleOf } from '@/lib/tiles/colour-range';
import { histogram } from '@/lib/tiles/histogram';
import { drawOrder } from '@/lib/tiles/order';
import { channelStatistics } from '@/lib/tiles/statistics';
import { tileLayout } from '@/lib/tiles/tile-layout';
import { catalogueOf } from '@/lib/weights/catalogue';
import { fakeParts, report, wasm } from './fake-parts';

afterEach(cleanup);
// jsdom has no canvas: what is drawn is for the browser tests.
beforeEach(() => {
  HTMLCanvasElement.prototype.getContext = () => null;
});

/** A view of a 2×2 map whose channel c holds c, −c, 0 and 2c. */
function viewOf(
  channels: number,
  shape: readonly number[] = [2, 2, channels],
  change: (values: Float32Array) => void = () => {},
): MapView {
  const places = shape.length === 3 ? [1, -1, 0, 2] : [1];
  const values = Float32Array.from(places.flatMap((factor) => Array.from({ length: channels }, (_, c) => c * factor)));
  change(values);
  const [height = 1, width = 1] = shape.length === 3 ? shape : [];
  const statistics = channelStatistics(values, height, width, channels);
  return {
    node: 'features.0@relu',
    shape,
    bitmap: { width: 0, height: 0, close() {} },
    grid: tileLayout(channels, width, height),
    statistics,
    scale: scaleOf(statistics),
    range: 'channel',
    ...colourRange(statistics, 'channel'),
    histogram: histogram(values, 8),
    work: { computed: 3, reused: 12, milliseconds: 200, requests: 0, networkBytes: 0, storedBytes: 0 },
  };
}

it('the grid moves through the channels by keys in the order that is shown, and opens the one in focus', () => {
  const view = viewOf(5);
  const onOpen = vi.fn();
  const onPoint = vi.fn();
  render(
    <ChannelGrid
      view={view}
      order={drawOrder(view.statistics, 'variance')}
      name="Inception-A"
      tile="medium"
      open={null}
      pointed={null}
      onPoint={onPoint}
      onOpen={onOpen}
    />,
  );
  const list = screen.getByRole('listbox', { name: /5 channels of Inception-A/ });
  const option = () => screen.getByRole('option');
  expect(list.getAttribute('aria-activedescendant')).toBe(option().id);
  // Channel 4 has the largest values, so the largest variance.
  expect(option().textContent).toMatch(/^Channel 4, mean 2/);
  fireEvent.keyDown(list, { key: 'ArrowRight' });
  expect(option().textContent).toMatch(/^Channel 3,/);
  expect(option().getAttribute('aria-posinset')).toBe('2');
  expect(onPoint).toHaveBeenLastCalledWith(3);
  fireEvent.keyDown(list, { key: 'Enter' });
  expect(onOpen).toHaveBeenCalledWith(3);
});

it('the table tells the same channels in the same order, a hundred at a time', () => {
  const view = viewOf(150);
  const onOpen = vi.fn();
  const { container } = render(
    <ChannelTable view={view} order={drawOrder(view.statistics, 'mean')} open={null} onOpen={onOpen} />,
  );
  const details = container.querySelector('details');
  if (!details) throw new Error('no disclosure');
  expect(screen.queryByRole('table')).toBe(null);
  details.open = true;
  fireEvent(details, new Event('toggle'));
  expect(screen.getAllByRole('row')).toHaveLength(101);
  fireEvent.click(screen.getByRole('button', { name: 'Show 50 more' }));
  expect(screen.getAllByRole('row')).toHaveLength(151);
  fireEvent.click(screen.getByRole('button', { name: 'Open channel 149' }));
  expect(onOpen).toHaveBeenCalledWith(149);
});

it('what is not finite is said wherever statistics stand, and no number is made up for it', () => {
  // Channel 1 has one NaN, channel 2 nothing finite.
  const view = viewOf(3, [2, 2, 3], (values) => {
    values[1] = Number.NaN;
    for (const place of [0, 1, 2, 3]) values[place * 3 + 2] = Number.POSITIVE_INFINITY;
  });
  expect([...drawOrder(view.statistics, 'mean')]).toEqual([0, 1, 2]);
  const { container } = render(
    <>
      <ChannelTable view={view} order={drawOrder(view.statistics, 'mean')} open={null} onOpen={vi.fn()} />
      <StatisticsList view={view} channel={1} />
      <StatisticsList view={view} channel={2} />
    </>,
  );
  const [one, none] = screen.getAllByLabelText('Statistics');
  expect(one?.textContent).toMatch(/^Mean0\.333.*Not finite1$/);
  expect(none?.textContent).toBe('Mean–Standard deviation–Minimum–Maximum–Zeros–Largest in size at–Not finite4');
  const details = container.querySelector('details');
  if (!details) throw new Error('no disclosure');
  details.open = true;
  fireEvent(details, new Event('toggle'));
  const rows = screen.getAllByRole('row').map((row) => [...row.children].map(({ textContent }) => textContent));
  expect(rows.map((cells) => cells.at(-1))).toEqual(['Not finite', '0', '1', '4']);
  expect(rows[3]?.slice(1, 6)).toEqual(['–', '–', '–', '–', '–']);
});

it('a vector shows what is not finite as such, at the end', () => {
  render(
    <VectorView
      view={viewOf(3, [3], (values) => {
        values[2] = Number.NaN;
      })}
    />,
  );
  expect(screen.getAllByRole('listitem').at(-1)?.textContent).toMatch(/2.*not finite$/);
});

it('a vector lists its values, the largest first or by index', () => {
  render(<VectorView view={viewOf(30, [30])} />);
  const first = () => screen.getAllByRole('listitem')[0]?.textContent;
  expect(screen.getAllByRole('listitem')).toHaveLength(20);
  expect(first()).toBe('2929');
  fireEvent.click(screen.getByRole('radio', { name: 'index' }));
  expect(first()).toBe('00');
});

it('the histogram keeps exact zeros apart and says their share', () => {
  render(<HistogramChart data={{ low: 1, high: 3, counts: Uint32Array.of(2, 1), zeros: 9 }} label="All channels" />);
  expect(screen.getByRole('img').getAttribute('aria-label')).toContain('75.0% are exactly zero');
});

const idleState = new Workbench(fakeParts().parts).getState();

it('the run bar offers, tells and cancels a run, and says what it took', () => {
  const run = vi.fn();
  const cancel = vi.fn();
  const bar = (changes: Partial<Parameters<typeof RunBar>[0]>) => (
    <RunBar
      run={IDLE}
      state={idleState}
      what="Inception-A"
      runLabel="Compute the 384 maps"
      estimate="about 0.2 s"
      opening={null}
      other={null}
      ready
      onRun={run}
      onCancel={cancel}
      {...changes}
    />
  );
  const { rerender } = render(bar({}));
  fireEvent.click(screen.getByRole('button', { name: 'Compute the 384 maps' }));
  expect(run).toHaveBeenCalledOnce();
  const progress = { stage: 'layers', done: 3, total: 12, node: 'features.3.conv@relu' } as const;
  rerender(bar({ run: { ...IDLE, phase: 'running', progress } }));
  expect(screen.getByText('Layer 3 of 12: features.3.conv@relu')).toBeTruthy();
  expect(screen.getByRole<HTMLProgressElement>('progressbar').value).toBe(0.25);
  // Said once, not at every layer.
  expect(screen.getByRole('status').textContent).toBe('Computing Inception-A');
  fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(cancel).toHaveBeenCalledOnce();
  const shown = { view: viewOf(2) } as NonNullable<typeof IDLE.shown>;
  rerender(bar({ run: { ...IDLE, phase: 'done', shown }, state: { ...idleState, backend: wasm } }));
  expect(screen.getByText('12 layers reused, 3 computed, 0.2 s')).toBeTruthy();
  expect(screen.getByText('WebAssembly (WebGPU found no graphics processor)')).toBeTruthy();
  const error = new AtlasError('runtime/worker-crashed', { reason: 'planted' });
  rerender(bar({ run: { ...IDLE, phase: 'failed', error } }));
  expect(screen.getByRole('alert').textContent).not.toContain('no name yet');
  expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy();
});

const entries = catalogueOf('inception-v3', 'keras', []);

/** What is in use where the source of an id is wanted and there. */
function inUseOf(id: string) {
  const wanted = entries.find((each) => each.id === id);
  if (!wanted) throw new Error(`no ${id}`);
  const opened = { phase: 'open', report: report({ lastBlock: wanted.lastBlock }) } as const;
  return weightsInUse({
    entries,
    wanted,
    key: 'k',
    opened,
    file: null,
    isBeyond: () => false,
    neededOf: (lacking) => lacking[0] ?? null,
    announced: false,
  });
}

it('a weight file that does not fit is reported in full', () => {
  const state = {
    ...idleState,
    weightRefusal: {
      name: 'other.safetensors',
      report: report({
        missing: ['features.1.conv.weight', 'features.2.conv.weight'],
        unexpected: ['fc.weight'],
        misshapen: [{ key: 'features.0.conv.weight', wanted: [32, 3, 3, 3], found: [64, 3, 7, 7] }],
      }),
      error: null,
    },
  };
  const onDismiss = vi.fn();
  render(
    <WeightsPanel
      state={state}
      entries={entries}
      use={inUseOf('seeded')}
      unknown={null}
      faces={false}
      onChoose={vi.fn()}
      onFile={vi.fn()}
      onDismiss={onDismiss}
      onMirror={vi.fn()}
    />,
  );
  expect(screen.getByRole('alert').textContent).toContain('2 tensors are missing, 1 are unexpected, 1 have another');
  const lists = screen
    .getAllByRole('group', { name: /^(Missing|Unexpected|Another shape)/ })
    .map((list) => within(list).getAllByRole('listitem'));
  expect(lists.map((items) => items.length)).toEqual([2, 1, 1]);
  expect(screen.getByText('features.0.conv.weight: 32×3×3×3 wanted, 64×3×7×7 found')).toBeTruthy();
  expect(screen.queryByRole('radio', { name: 'a file' })).toBe(null);
  fireEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
  expect(onDismiss).toHaveBeenCalledOnce();
});

it('a drop without a picture is refused in words, a file is opened', async () => {
  const bench = new Workbench(fakeParts().parts);
  await bench.choose();
  const { preprocessing } = findNetwork('inception-v4');
  const panel = () => (
    <PicturePanel workbench={bench} state={bench.getState()} size={75} preprocessing={preprocessing} prepared={null} />
  );
  const { rerender } = render(panel());
  const region = screen.getByRole('region', { name: 'Picture' });
  fireEvent.drop(region, { dataTransfer: { files: [], types: ['text/plain'] } });
  rerender(panel());
  expect(screen.getByRole('alert').textContent).toContain('There is no picture in what was pasted or dropped.');
  const dropped = new File(['mine'], 'mine.png', { type: 'image/png' });
  fireEvent.drop(region, { dataTransfer: { files: [dropped], types: ['Files'] } });
  await vi.waitFor(() => expect(bench.getState().picture?.origin).toMatchObject({ name: 'mine.png' }));
  rerender(panel());
  expect(screen.getByText('mine.png')).toBeTruthy();
  expect(screen.queryByRole('alert')).toBe(null);
});
