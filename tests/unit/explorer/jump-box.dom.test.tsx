import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { JumpBox } from '@/components/explorer/jump-box';
import { SelectingProvider } from '@/components/inspector/selecting';
import { useLabels } from '@/components/inspector/use-labels';
import { readNetworkView } from '@/lib/reading/reading';
import { readSelection } from '@/lib/reading/selection';

const { reading } = readNetworkView('inception-v4', null, null);
const select = vi.fn();

function Box() {
  const context = useLabels(reading);
  const addressOf = (text: string) => {
    const { selection, problem } = readSelection(reading, text);
    return problem ? null : selection.at;
  };
  return (
    <SelectingProvider value={{ hrefOf: (at) => `?at=${at}`, select }}>
      <JumpBox context={context} addressOf={addressOf} />
    </SelectingProvider>
  );
}

const typed = (text: string) => {
  const input = screen.getByRole('combobox', { name: 'Jump to' });
  fireEvent.focus(input);
  fireEvent.change(input, { target: { value: text } });
  return input;
};

beforeEach(() => {
  // jsdom has no layout, so nothing there scrolls.
  Element.prototype.scrollIntoView = () => {};
  select.mockClear();
  render(<Box />);
});
afterEach(cleanup);

describe('the search box', () => {
  it('is closed while nothing is typed', () => {
    expect(screen.getByRole('combobox').getAttribute('aria-expanded')).toBe('false');
    expect(screen.queryAllByRole('option')).toEqual([]);
  });

  it('names its active option and jumps there with Enter', () => {
    const input = typed('features.6.branch1');
    const options = screen.getAllByRole('option');
    expect(input.getAttribute('aria-activedescendant')).toBe(options[0]?.id);
    fireEvent.keyDown(input, { key: 'ArrowDown' });
    expect(input.getAttribute('aria-activedescendant')).toBe(options[1]?.id);
    fireEvent.keyDown(input, { key: 'ArrowUp' });
    fireEvent.keyDown(input, { key: 'ArrowUp' });
    expect(input.getAttribute('aria-activedescendant')).toBe(options.at(-1)?.id);
    fireEvent.keyDown(input, { key: 'ArrowDown' });
    fireEvent.keyDown(input, { key: 'Enter' });
    expect(select).toHaveBeenCalledWith('features.6.branch1');
    expect(input).toHaveProperty('value', '');
  });

  it('takes a whole address, with tensor and channel', () => {
    const input = typed('features.0@conv#3');
    fireEvent.keyDown(input, { key: 'Enter' });
    expect(select).toHaveBeenCalledWith('features.0@conv#3');
  });

  it('says that nothing was found, and closes with Escape', () => {
    const input = typed('transformer');
    expect(screen.getByText('Nothing has such a name.')).toBeTruthy();
    fireEvent.keyDown(input, { key: 'Enter' });
    expect(select).not.toHaveBeenCalled();
    fireEvent.keyDown(input, { key: 'Escape' });
    expect(input.getAttribute('aria-expanded')).toBe('false');
    expect(input).toHaveProperty('value', 'transformer');
    fireEvent.keyDown(input, { key: 'Escape' });
    expect(input).toHaveProperty('value', '');
  });
});
