import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { PreprocessingPanel } from '@/components/lab/picture/preprocessing-panel';
import { WeightsNotice } from '@/components/lab/weights/weights-notice';
import { WeightsPanel } from '@/components/lab/weights/weights-panel';
import type { WeightsControl } from '@/components/lab/workbench/use-weights';
import { WorkbenchContext } from '@/components/lab/workbench/use-workbench';
import { type OpenedSource, weightsInUse } from '@/components/lab/workbench/weights-in-use';
import { Workbench } from '@/components/lab/workbench/workbench';
import { citations, sources } from '@/content/en/citations';
import { accuracyLinks, FACES_PYTHON } from '@/content/weights';
import { AtlasError } from '@/lib/error';
import { findNetwork } from '@/lib/networks';
import { type CatalogueEntry, catalogueOf } from '@/lib/weights/catalogue';
import { publishedWeights } from '@/lib/weights/sources';
import { fakeParts, report } from '../fake-parts';

afterEach(cleanup);

function inUseOf(entries: readonly CatalogueEntry[], id: string, opened?: OpenedSource, isBeyond = false) {
  const wanted = entries.find((each) => each.id === id);
  if (!wanted) throw new Error(`no ${id}`);
  return weightsInUse({
    entries,
    wanted,
    key: 'k',
    opened,
    file: null,
    isBeyond: () => isBeyond,
    neededOf: (lacking) => lacking[0] ?? null,
    announced: false,
  });
}

function panel(network: string, variant: string, id: string) {
  const bench = new Workbench(fakeParts().parts);
  const entries = catalogueOf(network, variant, []);
  const on = {
    onChoose: vi.fn(),
    onFile: vi.fn(),
    onDismiss: vi.fn(),
    onMirror: vi.fn((text) => bench.weights.chooseMirror(text)),
  };
  const draw = () => (
    <WorkbenchContext.Provider value={bench}>
      <WeightsPanel
        state={bench.getState()}
        entries={entries}
        use={inUseOf(entries, id)}
        unknown={null}
        faces={network === 'inception-resnet-v1'}
        {...on}
      />
    </WorkbenchContext.Provider>
  );
  const { rerender } = render(draw());
  return { bench, on, redraw: () => rerender(draw()) };
}

it('every source can be chosen, and tells where it is from and what it is worth', () => {
  const { on } = panel('inception-v3', 'keras', 'tv_in1k');
  const names = screen.getAllByRole('radio').map((radio) => radio.parentElement?.textContent);
  expect(names).toEqual([
    'trained: Keras, 8-bit',
    'trained: timm/inception_v3.tv_in1k',
    'trained: timm/inception_v3.tf_in1k',
    'seeded, calibrated',
    'seeded, exact',
  ]);
  for (const said of ['Apache-2.0', 'main', '77.5 % top-1, 93.5 % top-5', 'centre 87.5%, bicubic, −1 to 1']) {
    expect(
      screen.getByText((_, element) => element?.tagName === 'DD' && element.textContent?.startsWith(said) === true),
    ).toBeTruthy();
  }
  expect(screen.getByRole('link', { name: 'as published' }).getAttribute('href')).toBe(accuracyLinks['timm-results']);
  fireEvent.click(screen.getByRole('radio', { name: 'trained: Keras, 8-bit' }));
  expect(on.onChoose).toHaveBeenCalledWith('keras');
});

it('the packaged weights say how they were rounded and where they end', () => {
  panel('inception-v3', 'keras', 'keras');
  for (const said of ['MIT', '4.4.0', 'rounded to 8 bits', 'Mixed_6c']) expect(screen.getByText(said)).toBeTruthy();
});

it('an accuracy leads to the page that its citation names', () => {
  for (const { accuracy } of publishedWeights) {
    const citation = Object.entries(citations).find(([id]) => id === accuracy.citation)?.[1];
    const source = Object.entries(sources).find(([id]) => id === citation?.source)?.[1];
    expect(accuracyLinks[accuracy.citation]).toBe(source?.url);
  }
});

it('a mirror that is not permitted is refused in words, one that is stays', () => {
  const { bench, redraw } = panel('inception-v4', 'released', 'tf_in1k');
  const use = (address: string) => {
    fireEvent.change(screen.getByPlaceholderText('https://hf-mirror.com'), { target: { value: address } });
    fireEvent.click(screen.getByRole('button', { name: 'Use', hidden: true }));
    redraw();
  };
  use('https://mirror.example.org');
  expect(screen.getByRole('alert').textContent).toContain('does not let its pages read from mirror.example.org');
  expect(bench.getState().mirror).toBe(null);
  use('https://hf-mirror.com');
  expect(screen.queryByRole('alert')).toBe(null);
  expect(screen.getByText('Trained weights are read from hf-mirror.com.')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Back to the hub' }));
  expect(bench.getState().mirror).toBe(null);
});

it('Inception-ResNet-v1 shows the lines that make a file of the weights for faces', () => {
  const { on } = panel('inception-resnet-v1', 'released', 'seeded');
  const code = screen.getByText((_, element) => element?.tagName === 'PRE');
  expect(code.textContent).toBe(FACES_PYTHON);
  expect(code.textContent).toContain('save_file');
  const made = new File(['x'], 'vggface2.safetensors');
  fireEvent.change(screen.getByLabelText('Open a .safetensors file…'), { target: { files: [made] } });
  expect(on.onFile).toHaveBeenCalledWith(made);
});

function notice(id: string, opened?: OpenedSource, isBeyond = false) {
  const entries = catalogueOf('inception-v3', 'keras', []);
  const on = { retry: vi.fn(), cancel: vi.fn(), choose: vi.fn(), others: vi.fn() };
  const control: WeightsControl = {
    entries,
    best: 'keras',
    use: inUseOf(entries, id, opened, isBeyond),
    unknown: null,
    silent: false,
    misfit: opened?.phase === 'failed' && opened.report !== null,
    bytes: 0,
    saving: false,
    agree: vi.fn(),
    retry: on.retry,
    cancel: on.cancel,
  };
  render(<WeightsNotice control={control} onChoose={on.choose} onOthers={on.others} />);
  const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
  return { on, press };
}

it('a part beyond the trained weights is offered from the hub and seeded', () => {
  const { on, press } = notice('keras', undefined, true);
  expect(screen.getByRole('status').textContent).toContain('end with Mixed_6c');
  press('Use timm/inception_v3.tv_in1k from the hub');
  expect(on.choose).toHaveBeenLastCalledWith('tv_in1k');
  press('Use seeded weights');
  expect(on.choose).toHaveBeenLastCalledWith('seeded');
});

it('what was computed instead is said plainly, with why and what to do', () => {
  const error = new AtlasError('weights/unreachable', { name: 'timm/x', host: 'huggingface.co', reason: 'planted' });
  const { on, press } = notice('tv_in1k', { phase: 'failed', error, report: null });
  const { textContent } = screen.getByRole('status');
  expect(textContent).toContain('huggingface.co gave no answer');
  expect(textContent).toContain('computed with seeded weights');
  expect(textContent).toContain('npm run weights');
  press('Try again');
  expect(on.retry).toHaveBeenCalledOnce();
  press('Other weights…');
  expect(on.others).toHaveBeenCalledOnce();
  cleanup();
  notice('tv_in1k', { phase: 'failed', error: null, report: report({ missing: ['a'] }) });
  expect(screen.getByRole('status').textContent).toContain('does not fit this network');
});

it('nothing is said where all is as it should be', () => {
  notice('tv_in1k', { phase: 'open', report: report() });
  expect(screen.queryByRole('status')).toBe(null);
});

it('preprocessing is changed a part at a time, and going back to what the weights ask is no change', () => {
  const { preprocessing: asked } = findNetwork('inception-v4');
  const onChange = vi.fn();
  const { rerender } = render(<PreprocessingPanel value={asked} asked={asked} onChange={onChange} />);
  expect(screen.queryByRole('button', { name: 'As the weights ask' })).toBe(null);
  fireEvent.click(screen.getByRole('radio', { name: 'bilinear' }));
  expect(onChange).toHaveBeenLastCalledWith({ ...asked, interpolation: 'bilinear' });
  const value = { ...asked, interpolation: 'bilinear' } as const;
  rerender(<PreprocessingPanel value={value} asked={asked} onChange={onChange} />);
  fireEvent.change(screen.getByRole('combobox', { name: 'Values' }), { target: { value: 'imagenet' } });
  expect(onChange).toHaveBeenLastCalledWith({ ...value, mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] });
  fireEvent.click(screen.getByRole('radio', { name: 'bicubic' }));
  expect(onChange).toHaveBeenLastCalledWith(null);
  const slider = within(screen.getByRole('group', { name: 'Preprocessing' })).getByRole('slider');
  fireEvent.change(slider, { target: { value: '100' } });
  fireEvent.pointerUp(slider);
  expect(onChange).toHaveBeenLastCalledWith({ ...value, cropShare: 1 });
});

it('own mean and deviation are typed, used only where they can be, and go back with one button', () => {
  const { preprocessing: asked } = findNetwork('inception-v4');
  const onChange = vi.fn();
  const draw = (value = asked) => <PreprocessingPanel value={value} asked={asked} onChange={onChange} />;
  const { rerender } = render(draw());
  expect(screen.queryByRole('group', { name: 'Own mean and deviation' })).toBe(null);
  fireEvent.change(screen.getByRole('combobox', { name: 'Values' }), { target: { value: 'own' } });
  expect(onChange).not.toHaveBeenCalled();
  const field = (name: string) => screen.getByRole<HTMLInputElement>('spinbutton', { name });
  const type = (name: string, text: string) => {
    fireEvent.change(field(name), { target: { value: text } });
    fireEvent.blur(field(name));
  };
  expect(field('mean, red').value).toBe('0.5');

  type('deviation, blue', '0');
  expect(onChange).not.toHaveBeenCalled();
  expect(screen.getByRole('alert').textContent).toContain('above 0');
  expect(field('deviation, blue').getAttribute('aria-invalid')).toBe('true');
  type('mean, green', '');
  expect(onChange).not.toHaveBeenCalled();
  type('mean, green', '0.25');
  type('deviation, blue', '2');
  const own = { ...asked, mean: [0.5, 0.25, 0.5], std: [0.5, 0.5, 2] } as const;
  expect(onChange.mock.calls).toEqual([[own]]);
  expect(screen.queryByRole('alert')).toBe(null);

  rerender(draw(own));
  expect(screen.getByRole<HTMLSelectElement>('combobox', { name: 'Values' }).value).toBe('own');
  expect(field('deviation, blue').value).toBe('2');
  fireEvent.change(field('mean, red'), { target: { value: '-1' } });
  fireEvent.keyDown(field('mean, red'), { key: 'Enter' });
  expect(onChange).toHaveBeenLastCalledWith({ ...own, mean: [-1, 0.25, 0.5] });
  fireEvent.click(screen.getByRole('button', { name: 'As the weights ask' }));
  expect(onChange).toHaveBeenLastCalledWith(null);
  rerender(draw());
  expect(screen.queryByRole('group', { name: 'Own mean and deviation' })).toBe(null);
});
