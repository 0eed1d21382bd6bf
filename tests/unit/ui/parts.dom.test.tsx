import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { KindLegend } from '@/components/ui/kind-legend';
import { ErrorNotice } from '@/components/ui/notice';
import { Segmented } from '@/components/ui/segmented';
import { Slider } from '@/components/ui/slider';

afterEach(cleanup);

function SizeSlider({ onCommit }: { onCommit: (next: number) => void }) {
  const [value, setValue] = useState(299);
  return (
    <Slider label="Input size" value={value} min={75} max={600} step={1} onChange={setValue} onCommit={onCommit} />
  );
}

it('the number field of a slider waits for a whole number and holds it to the limits', () => {
  const onCommit = vi.fn();
  render(<SizeSlider onCommit={onCommit} />);
  const field = screen.getByRole<HTMLInputElement>('spinbutton', { name: 'Input size' });
  fireEvent.change(field, { target: { value: '1' } });
  expect(onCommit).not.toHaveBeenCalled();
  expect(screen.getByRole<HTMLInputElement>('slider').value).toBe('299');
  fireEvent.change(field, { target: { value: '1390' } });
  fireEvent.keyDown(field, { key: 'Enter' });
  expect(onCommit).toHaveBeenLastCalledWith(600);
  expect(field.value).toBe('600');
  fireEvent.change(field, { target: { value: '' } });
  fireEvent.blur(field);
  expect(field.value).toBe('600');
  expect(onCommit).toHaveBeenCalledTimes(1);
});

it('a segmented control is a named radio group that changes once per choice', () => {
  const onChange = vi.fn();
  const options = [
    { value: 'channel', label: 'per channel' },
    { value: 'shared', label: 'shared' },
  ] as const;
  render(<Segmented label="Scale" value="channel" options={options} onChange={onChange} />);
  expect(screen.getByRole('group', { name: 'Scale' })).toBeTruthy();
  fireEvent.click(screen.getByRole('radio', { name: 'shared' }));
  expect(onChange.mock.calls).toEqual([['shared']]);
});

it('an error is announced with its three sentences and its action', () => {
  const run = vi.fn();
  const text = { what: 'The device was lost.', means: 'The maps are gone.', next: 'Run again.' };
  render(<ErrorNotice text={text} action={{ label: 'Run again', run }} />);
  expect(screen.getByRole('alert').textContent).toContain('The device was lost.The maps are gone.Run again.');
  fireEvent.click(screen.getByRole('button', { name: 'Run again' }));
  expect(run).toHaveBeenCalledOnce();
});

it('the legend shows the kinds that are asked for, in its own order', () => {
  render(<KindLegend kinds={['pool', 'pointwise']} />);
  expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual(['1×1 convolution', 'pooling']);
});
