import { act, cleanup, render, screen } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { afterEach, expect, it } from 'vitest';
import { DisclosureOnDemand } from '@/components/ui/disclosure-on-demand';

afterEach(cleanup);

const disclosure = (
  <DisclosureOnDemand summary="more" closed={<p>nothing yet</p>}>
    {() => <p>what was asked for</p>}
  </DisclosureOnDemand>
);

const toggle = (open: boolean) =>
  act(async () => {
    const details = screen.getByRole<HTMLDetailsElement>('group');
    details.open = open;
    details.dispatchEvent(new Event('toggle'));
  });

it('makes what it opens into while it is open only', async () => {
  render(disclosure);
  expect(screen.queryByText('what was asked for')).toBeNull();
  expect(screen.getByText('nothing yet')).toBeTruthy();
  await toggle(true);
  expect(screen.getByText('what was asked for')).toBeTruthy();
  await toggle(false);
  expect(screen.queryByText('what was asked for')).toBeNull();
});

it('holds it where a reader opened it before the JavaScript of the page ran', () => {
  const container = document.createElement('div');
  container.innerHTML = renderToString(disclosure);
  const details = container.querySelector('details');
  if (!details) throw new Error('no disclosure');
  details.open = true;
  document.body.append(container);
  render(disclosure, { container, hydrate: true });
  expect(details.open).toBe(true);
  expect(screen.getByText('what was asked for')).toBeTruthy();
});
