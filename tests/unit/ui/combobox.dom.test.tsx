import { cleanup, createEvent, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Combobox } from '@/components/ui/combobox';

const fruit = ['apple', 'apricot', 'banana', 'cherry', 'pineapple'];
const find = (text: string) => fruit.filter((each) => each.includes(text));
const onChoose = vi.fn();
const scrolled: Element[] = [];

const words = {
  label: 'Fruit',
  placeholder: 'apple',
  hint: 'A name.',
  results: (count: number) => `${count} found`,
  none: 'No such fruit.',
};

const field = () => screen.getByRole<HTMLInputElement>('combobox', { name: 'Fruit' });
const press = (key: string, how: KeyboardEventInit = {}) => {
  const event = createEvent.keyDown(field(), { key, ...how });
  fireEvent(field(), event);
  return event.defaultPrevented;
};
const typed = (text: string) => {
  fireEvent.focus(field());
  fireEvent.change(field(), { target: { value: text } });
};
/** The option that the field points at. */
const active = () => document.getElementById(field().getAttribute('aria-activedescendant') ?? '')?.textContent;

beforeEach(() => {
  onChoose.mockClear();
  scrolled.length = 0;
  Element.prototype.scrollIntoView = function (this: Element) {
    scrolled.push(this);
  };
  render(<Combobox words={words} find={find} keyOf={(item) => item} show={(item) => item} onChoose={onChoose} />);
});
afterEach(cleanup);

describe('a combobox', () => {
  it('belongs to its list and has its hint', () => {
    typed('ap');
    const list = screen.getByRole('listbox', { name: 'Fruit' });
    expect(field().getAttribute('aria-controls')).toBe(list.id);
    expect(field().getAttribute('aria-autocomplete')).toBe('list');
    expect(document.getElementById(field().getAttribute('aria-describedby') ?? '')?.textContent).toBe('A name.');
    expect(screen.getByRole('status').textContent).toBe('3 found');
  });

  it('is closed for a blank text, and leaves Enter, Home and End to the field then', () => {
    typed('  ');
    expect(field().getAttribute('aria-expanded')).toBe('false');
    expect(field().getAttribute('aria-activedescendant')).toBeNull();
    expect([press('Enter'), press('Home'), press('End', { ctrlKey: true })]).toEqual([false, false, false]);
  });

  it('marks the first answer, walks round the ends, and keeps the marked one in sight', () => {
    typed('ap');
    expect(active()).toBe('apple');
    expect(press('ArrowDown')).toBe(true);
    expect(active()).toBe('apricot');
    press('ArrowUp');
    press('ArrowUp');
    expect(active()).toBe('pineapple');
    expect(scrolled.at(-1)?.textContent).toBe('pineapple');
    press('ArrowDown');
    expect(active()).toBe('apple');
    expect(screen.getAllByRole('option').map((option) => option.getAttribute('aria-selected'))).toEqual([
      'true',
      'false',
      'false',
    ]);
  });

  it('goes to an end with Ctrl, else the caret does', () => {
    typed('ap');
    expect(press('End')).toBe(false);
    expect(active()).toBe('apple');
    expect(press('End', { ctrlKey: true })).toBe(true);
    expect(active()).toBe('pineapple');
    press('Home', { ctrlKey: true });
    expect(active()).toBe('apple');
  });

  it('opens again with an arrow: at the first answer, at the last, or where it was', () => {
    typed('ap');
    press('Escape');
    expect(field().getAttribute('aria-expanded')).toBe('false');
    press('ArrowUp');
    expect(active()).toBe('pineapple');
    press('ArrowUp', { altKey: true });
    expect(field().getAttribute('aria-expanded')).toBe('false');
    press('ArrowDown', { altKey: true });
    expect(active()).toBe('pineapple');
    press('Escape');
    press('ArrowDown');
    expect(active()).toBe('apple');
  });

  it('takes the marked one with Enter, once, and is empty and closed then', () => {
    typed('ap');
    press('ArrowDown');
    expect(press('Enter')).toBe(true);
    expect(onChoose.mock.calls).toEqual([['apricot']]);
    expect(field().value).toBe('');
    expect(field().getAttribute('aria-expanded')).toBe('false');
  });

  it('takes what answers to the whole text where Enter comes before the list', async () => {
    typed('ap');
    const input = field();
    // Outside of act(), as in a browser: React shows the text at once and the list when it has time.
    vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', false);
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, 'ban');
    input.dispatchEvent(new Event('input', { bubbles: true }));
    await Promise.resolve();
    expect(active()).toBe('apple');
    input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
    vi.unstubAllGlobals();
    expect(onChoose.mock.calls).toEqual([['banana']]);
  });

  it('takes what is clicked, and pressing leaves the focus in the field', () => {
    typed('an');
    const option = screen.getByRole('option', { name: 'banana' });
    const down = createEvent.mouseDown(option);
    fireEvent(option, down);
    expect(down.defaultPrevented).toBe(true);
    fireEvent.click(option);
    expect(onChoose.mock.calls).toEqual([['banana']]);
  });

  it('closes with Escape and empties with the next', () => {
    typed('ap');
    press('Escape');
    expect(field().value).toBe('ap');
    press('Escape');
    expect(field().value).toBe('');
  });

  it('says that nothing was found, takes nothing then, and points at nothing', () => {
    typed('potato');
    expect(screen.getByText('No such fruit.')).toBeTruthy();
    expect(screen.getByRole('status').textContent).toBe('0 found');
    expect(field().getAttribute('aria-expanded')).toBe('false');
    expect([press('ArrowDown'), press('Enter')]).toEqual([true, true]);
    expect(onChoose).not.toHaveBeenCalled();
    expect(active()).toBeUndefined();
  });

  it('closes when the focus leaves', () => {
    typed('ap');
    fireEvent.blur(field());
    expect(field().getAttribute('aria-expanded')).toBe('false');
    expect(onChoose).not.toHaveBeenCalled();
  });

  it('leaves the keys to an input method while it composes', () => {
    typed('ap');
    expect([press('Enter', { isComposing: true }), press('ArrowDown', { isComposing: true })]).toEqual([false, false]);
    expect(onChoose).not.toHaveBeenCalled();
    expect(active()).toBe('apple');
  });
});
