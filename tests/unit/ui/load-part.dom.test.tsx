import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { loadPart } from '@/components/ui/load-part';

afterEach(cleanup);

const Part = ({ name }: { name: string }) => <p>the part {name}</p>;
const press = () => act(async () => fireEvent.click(screen.getByRole('button', { name: 'Try again' })));

it('gives the part itself where it comes, and asks once', async () => {
  const load = vi.fn(async () => Part);
  const get = loadPart(load);
  expect(await get()).toBe(Part);
  expect(await get()).toBe(Part);
  expect(load).toHaveBeenCalledTimes(1);
});

it('says in its place what did not come, asks again at each press, and shows it with what it was given', async () => {
  const answers: (() => Promise<typeof Part>)[] = [
    () => Promise.reject(new Error('offline')),
    () => Promise.reject(new Error('still offline')),
    async () => Part,
  ];
  const get = loadPart(() => answers.shift()?.() ?? Promise.reject(new Error('asked too often')));
  const Shown = await get();
  render(
    <>
      <Shown name="one" />
      <p>the rest</p>
    </>,
  );
  expect(screen.getByRole('alert').textContent).toContain('This part did not load.');
  await press();
  expect(screen.getByRole('alert')).toBeTruthy();
  await press();
  expect(screen.queryByRole('alert')).toBeNull();
  expect(screen.getByText('the part one')).toBeTruthy();
  expect(screen.getByText('the rest')).toBeTruthy();

  // Who comes later finds it at once.
  cleanup();
  render(<Shown name="two" />);
  expect(screen.getByText('the part two')).toBeTruthy();
});

it('says that it is asking while it is', async () => {
  let come: (part: typeof Part) => void = () => {};
  const answers = [Promise.reject(new Error('offline')), new Promise<typeof Part>((resolve) => (come = resolve))];
  answers[0]?.catch(() => {});
  const Shown = await loadPart(() => answers.shift() ?? Promise.reject(new Error('asked too often')))();
  render(<Shown name="one" />);
  await press();
  expect(screen.getByRole('status').textContent).toBe('Loading …');
  await act(async () => come(Part));
  expect(screen.getByText('the part one')).toBeTruthy();
});
