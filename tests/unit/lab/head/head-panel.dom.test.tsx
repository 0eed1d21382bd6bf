import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HeadPanel } from '@/components/lab/head/head-panel';
import type { HeadControl } from '@/components/lab/head/use-head';
import type { OwnNames } from '@/components/lab/head/use-own-names';
import { AtlasError } from '@/lib/error';
import { modelOf } from '@/lib/networks';
import type { PreparedPicture } from '@/lib/picture/client';
import { headOf } from '@/lib/runtime/head/pooled-head';
import type { ClassMapView } from '@/lib/runtime/protocol';

afterEach(cleanup);
// jsdom has no canvas: what is drawn is for the browser tests.
beforeEach(() => {
  HTMLCanvasElement.prototype.getContext = () => null;
  Element.prototype.scrollIntoView = () => {};
});

const head = headOf(modelOf('inception-v4').graph);
const picture: PreparedPicture = {
  pixels: new Float32Array(3),
  width: 1,
  height: 1,
  crop: { x: 0, y: 0, width: 1, height: 1 },
  notes: [],
  preview: { width: 0, height: 0, close() {} },
  key: 'p',
};
const work = { computed: 0, reused: 75, milliseconds: 3, requests: 0, networkBytes: 0, storedBytes: 0 };
const scores = [
  { index: 281, logit: 4, probability: 0.75, rank: 1 },
  { index: 282, logit: 2, probability: 0.125, rank: 2 },
];
/** A 2×2 map whose mean is 3.5. */
const view: ClassMapView = {
  score: { index: 281, logit: 4, probability: 0.75, rank: 1 },
  bias: 0.5,
  height: 2,
  width: 2,
  map: Float32Array.of(1, -2, 5, 10),
  contributions: Float32Array.of(3, -1, 1.5),
  most: { channels: [0, 2], maps: new Float32Array(8) },
  least: { channels: [1], maps: new Float32Array(4) },
  work,
};
const idle: HeadControl = {
  phase: 'idle',
  progress: null,
  startedAt: 0,
  error: null,
  classified: null,
  stale: false,
  answer: null,
  index: null,
  mapError: null,
  ask: vi.fn(),
  cancel: vi.fn(),
  close: vi.fn(),
};
const done: HeadControl = {
  ...idle,
  phase: 'done',
  classified: { top: scores, classes: 1000, work },
  answer: { key: 'k', view, picture },
  index: 281,
};

const noNames: OwnNames = { labels: null, file: null, error: null, open: vi.fn(), forget: vi.fn() };

const panel = (changes: Partial<Parameters<typeof HeadPanel>[0]> = {}) => (
  <HeadPanel
    head={head}
    control={done}
    weights={{ type: 'learned' }}
    lost={null}
    own={noNames}
    weightsName="weights from mine.safetensors"
    block="features.21"
    estimate="about 1 s"
    askLabel="Ask the whole network"
    ready
    selected={false}
    onChoose={vi.fn()}
    onChannel={vi.fn()}
    onWeights={vi.fn()}
    {...changes}
  />
);

describe('the panel of the head', () => {
  it('says what went wrong once, and leaves a loss of the session to the run of the maps', () => {
    const error = new AtlasError('runtime/out-of-memory', { backend: 'wasm', reason: 'planted' });
    const failed = { ...idle, phase: 'failed' as const, error, mapError: error };
    const { rerender } = render(panel({ control: { ...failed, mapError: null } }));
    expect(screen.getAllByRole('alert')).toHaveLength(1);
    rerender(panel({ control: failed, lost: { code: error.code, data: error.data } }));
    expect(screen.queryByRole('alert')).toBeNull();
    const other = new AtlasError('runtime/failed', { reason: 'planted' });
    rerender(
      panel({ control: { ...failed, error: other, mapError: null }, lost: { code: error.code, data: error.data } }),
    );
    expect(screen.getByRole('alert').textContent).toContain('planted');
  });

  it('is quiet until it is asked, and says what that costs', () => {
    const ask = vi.fn();
    const { rerender } = render(panel({ control: { ...idle, ask } }));
    const button = screen.getByRole<HTMLButtonElement>('button', { name: 'Ask the whole network' });
    expect(screen.getByText('about 1 s')).toBeTruthy();
    expect(screen.queryByRole('list')).toBe(null);
    fireEvent.click(button);
    expect(ask).toHaveBeenCalledOnce();
    rerender(panel({ control: idle, ready: false }));
    expect(button.disabled).toBe(true);
  });

  it('shows how far it is, and can be cancelled from the same button', () => {
    const cancel = vi.fn();
    const progress = { stage: 'layers', done: 5, total: 20, node: 'features.9' } as const;
    render(panel({ control: { ...idle, phase: 'running', progress, cancel } }));
    expect(screen.getByText('Layer 5 of 20: features.9')).toBeTruthy();
    expect(screen.getByRole<HTMLProgressElement>('progressbar').value).toBe(0.25);
    fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(cancel).toHaveBeenCalledOnce();
  });

  it('names the first classes with their numbers, and tells them to a screen reader', async () => {
    const onChoose = vi.fn();
    render(panel({ onChoose }));
    const first = await screen.findByRole('button', { name: 'tabby, 75.0%, logit 4.0000' });
    expect(first.getAttribute('aria-pressed')).toBe('true');
    expect(first.textContent).toContain('281 · n02123045');
    expect(screen.getAllByRole('status')[0]?.textContent).toBe('The network says tabby, 75.0%');
    fireEvent.click(screen.getByRole('button', { name: /^tiger cat, 12.5%/ }));
    expect(onChoose).toHaveBeenCalledWith(282);
    expect(screen.queryByText(/names mean nothing/)).toBe(null);
  });

  it('finds any class by keyboard', async () => {
    const onChoose = vi.fn();
    render(panel({ onChoose }));
    const box = await screen.findByRole('combobox', { name: 'Any other class' });
    fireEvent.focus(box);
    fireEvent.change(box, { target: { value: 'crane' } });
    const options = screen.getAllByRole('option');
    expect(options.map((option) => option.textContent)).toEqual(['crane134 · n02012849', 'crane517 · n03126707']);
    fireEvent.keyDown(box, { key: 'ArrowDown' });
    expect(screen.getAllByRole('option')[1]?.getAttribute('aria-selected')).toBe('true');
    expect(box.getAttribute('aria-activedescendant')).toBe(options[1]?.id);
    fireEvent.keyDown(box, { key: 'Enter' });
    expect(onChoose).toHaveBeenCalledWith(517);
    fireEvent.change(box, { target: { value: 'xyzzy' } });
    expect(screen.getByText('No class is called so.')).toBeTruthy();
    fireEvent.keyDown(box, { key: 'Escape' });
    expect(box.getAttribute('aria-expanded')).toBe('false');
  });

  it('lists the chosen class where it is none of the first, with its rank', async () => {
    const other = { ...view, score: { index: 5, logit: -1, probability: 0.001, rank: 433 } };
    render(panel({ control: { ...done, index: 5, answer: { key: 'k', view: other, picture } } }));
    expect(await screen.findByText('rank 433 of 1,000')).toBeTruthy();
    const row = await screen.findByRole('button', { name: /^electric ray, 0.1%, logit −1.0000/ });
    expect(row.getAttribute('aria-pressed')).toBe('true');
  });

  it('shows the map, its sum and its values as a table', async () => {
    render(panel());
    const map = await screen.findByRole('region', { name: 'What speaks for “tabby”' });
    expect(within(map).getByText('mean of the map 3.5000 + bias 0.5000 = logit 4.0000')).toBeTruthy();
    expect(within(map).getByText('−10.0000')).toBeTruthy();
    const place = within(map).getByRole('button', { name: /^A place on the map/ });
    fireEvent.keyDown(place, { key: 'ArrowLeft' });
    expect(within(map).getByText('5.0000 at row 1, column 0')).toBeTruthy();
    fireEvent.keyDown(place, { key: 'ArrowUp' });
    expect(within(map).getByText('1.0000 at row 0, column 0')).toBeTruthy();
    const cells = [...map.querySelectorAll('tbody td')].map((cell) => cell.textContent);
    expect(cells).toEqual(['1.0000', '−2.0000', '5.0000', '10.0000']);
    const drawn = map.querySelectorAll('canvas')[1];
    expect(drawn?.width).toBeGreaterThan(2);
    fireEvent.click(within(map).getByRole('radio', { name: 'as the 2×2 it is' }));
    expect([drawn?.width, drawn?.height]).toEqual([2, 2]);
  });

  it('lists the channels for and against, what they add together, and opens them', async () => {
    const onChannel = vi.fn();
    render(panel({ onChannel }));
    const channels = await screen.findByRole('region', { name: 'The channels that made “tabby”' });
    const names = () =>
      within(channels)
        .getAllByRole('button')
        .map((button) => button.getAttribute('aria-label'));
    expect(names()).toEqual([
      'Channel 0 adds +3.0000; show it in the lab',
      'Channel 2 adds +1.5000; show it in the lab',
    ]);
    const sum = 'these 2 add +4.5000, the other 1 add −1.0000, the bias +0.5000: logit 4.0000';
    expect(within(channels).getByText(sum)).toBeTruthy();
    fireEvent.click(within(channels).getByRole('button', { name: /^Channel 2/ }));
    expect(onChannel).toHaveBeenCalledWith(2);
    fireEvent.click(within(channels).getByRole('radio', { name: 'most against it' }));
    expect(names()).toEqual(['Channel 1 adds −1.0000; show it in the lab']);
  });

  it('says of seeded weights that the names mean nothing, and leads to others', () => {
    const onWeights = vi.fn();
    render(panel({ weights: { type: 'seeded' }, onWeights }));
    expect(screen.getByText(/not learned: the names mean nothing/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Use trained weights' }));
    expect(onWeights).toHaveBeenCalledOnce();
  });

  it('does not ask weights that end before the head, and says where they end', () => {
    render(panel({ control: idle, weights: { type: 'part', name: 'part.safetensors', lastBlock: 'Mixed_6c' } }));
    expect(screen.getByText(/^The weights of part\.safetensors end with Mixed_6c, before the head/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Ask the whole network' })).toBe(null);
  });

  it('says why an embedding names no classes', () => {
    render(panel({ head: headOf(modelOf('inception-resnet-v1').graph), control: idle }));
    expect(screen.getByText(/names no classes: after its last linear layer comes last_bn.*an embedding/)).toBeTruthy();
    expect(screen.queryByRole('button')).toBe(null);
  });

  it('shows an error in its own words, and lets it be tried again', () => {
    const error = new AtlasError('weights/part-ends', { name: 'x', lastBlock: 'Mixed_6c', key: 'fc.weight' });
    const ask = vi.fn();
    render(panel({ control: { ...idle, phase: 'failed', error, ask } }));
    expect(screen.getByRole('alert').textContent).not.toContain('no name yet');
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(ask).toHaveBeenCalledOnce();
  });
});
