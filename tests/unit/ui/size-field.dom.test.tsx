import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { SideField, SizeField } from '@/components/ui/size-field';
import { modelOf } from '@/lib/networks';
import { readingOf } from '@/lib/reading/reading';
import type { InputSize } from '@/lib/reading/size';

afterEach(cleanup);

const model = modelOf('inception-v4');

function Held({ onCommit }: { onCommit: (next: InputSize) => void }) {
  const [value, setValue] = useState<InputSize>(299);
  return (
    <SizeField
      label="Input size"
      value={value}
      smallest={75}
      unit="px"
      check={(size) => readingOf(model, size)}
      onChange={setValue}
      onCommit={onCommit}
    />
  );
}

const field = () => screen.getByRole<HTMLInputElement>('spinbutton', { name: 'Input size' });
const track = () => screen.getByRole<HTMLInputElement>('slider');
const enter = (text: string): void => {
  fireEvent.change(field(), { target: { value: text } });
  fireEvent.keyDown(field(), { key: 'Enter' });
};

describe('the field for a size', () => {
  it('takes a side or height × width, once it is entered', () => {
    const onCommit = vi.fn();
    render(<Held onCommit={onCommit} />);
    fireEvent.change(field(), { target: { value: '2' } });
    expect(onCommit).not.toHaveBeenCalled();
    expect(track().value).toBe('299');
    enter('139');
    expect(onCommit).toHaveBeenLastCalledWith(139);
    expect(track().value).toBe('139');
    enter('224 × 320');
    expect(onCommit).toHaveBeenLastCalledWith({ height: 224, width: 320 });
    expect(field().value).toBe('224x320');
    expect(track().getAttribute('aria-valuetext')).toBe('224x320 px');
    enter('4096');
    expect(onCommit).toHaveBeenLastCalledWith(4096);
  });

  it('refuses in words, keeps what was typed, and changes nothing', () => {
    const onCommit = vi.fn();
    render(<Held onCommit={onCommit} />);
    for (const text of ['74', '4097', '300x5000', 'large']) {
      enter(text);
      expect(screen.getByRole('alert').textContent).toContain(`“${text}” is not an input size.`);
      expect(screen.getByRole('alert').textContent).toMatch(/from 75 to 4096\.$/);
      expect(field().value).toBe(text);
      expect(field().getAttribute('aria-invalid')).toBe('true');
    }
    enter('74x320');
    expect(screen.getByRole('alert').textContent).toContain('features.');
    expect(onCommit).not.toHaveBeenCalled();
    expect(track().value).toBe('299');
    enter('75');
    expect(screen.queryByRole('alert')).toBeNull();
    expect(onCommit.mock.calls).toEqual([[75]]);
  });

  it('goes back to the size that holds where nothing is typed', () => {
    const onCommit = vi.fn();
    render(<Held onCommit={onCommit} />);
    enter('74');
    fireEvent.change(field(), { target: { value: '' } });
    fireEvent.blur(field());
    expect(field().value).toBe('299');
    expect(screen.queryByRole('alert')).toBeNull();
    expect(onCommit).not.toHaveBeenCalled();
  });

  it('steps by arrow keys up to the limits', () => {
    const onChange = vi.fn();
    render(<SideField label="Input size" value={75} smallest={75} unit="px" onChange={onChange} />);
    fireEvent.keyDown(field(), { key: 'ArrowDown' });
    expect(onChange).not.toHaveBeenCalled();
    fireEvent.keyDown(field(), { key: 'ArrowUp' });
    expect(onChange).toHaveBeenLastCalledWith(76);
  });

  it('is of squares alone where a number names a grid', () => {
    const onChange = vi.fn();
    render(<SideField label="Input size" value={299} smallest={75} unit="px" onChange={onChange} />);
    enter('224x320');
    expect(screen.getByRole('alert').textContent).toContain('“224x320” is not a square.');
    expect(onChange).not.toHaveBeenCalled();
  });
});
