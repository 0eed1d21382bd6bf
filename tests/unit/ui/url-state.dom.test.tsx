import { act, cleanup, render, screen } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { setUrlParams, useUrlParam } from '@/components/ui/url-state';

function Shown({ name }: { name: string }) {
  const [value, set] = useUrlParam(name);
  return (
    <button type="button" onClick={() => set('features.6@conv#12')}>
      {value ?? 'none'}
    </button>
  );
}

// A push cuts off what an earlier test left ahead of it, so that lengths can be compared.
beforeEach(() => window.history.pushState(null, '', '/en/networks/inception-v4/?size=139'));
afterEach(cleanup);

it('reads nothing on the server', () => {
  expect(renderToString(<Shown name="size" />)).toContain('none');
});

it('reads and writes one parameter, keeps the others and survives @ and #', async () => {
  render(<Shown name="at" />);
  expect(screen.getByRole('button').textContent).toBe('none');
  await act(async () => screen.getByRole('button').click());
  expect(screen.getByRole('button').textContent).toBe('features.6@conv#12');
  const url = new URL(window.location.href);
  expect(url.searchParams.get('at')).toBe('features.6@conv#12');
  expect(url.searchParams.get('size')).toBe('139');
  expect(url.hash).toBe('');
});

it('follows a change that somebody else made, and the back button', async () => {
  render(<Shown name="size" />);
  await act(async () => window.history.pushState(null, '', '?size=75'));
  expect(screen.getByRole('button').textContent).toBe('75');
  await act(async () => {
    window.history.back();
    await new Promise((done) => window.addEventListener('popstate', done, { once: true }));
  });
  expect(screen.getByRole('button').textContent).toBe('139');
});

it('sets several parameters in one step and makes none where nothing changes', async () => {
  const before = window.history.length;
  await act(async () => setUrlParams({ at: 'features.3', size: null }));
  expect(window.location.search).toBe('?at=features.3');
  expect(window.history.length).toBe(before + 1);
  await act(async () => setUrlParams({ at: 'features.3' }));
  expect(window.history.length).toBe(before + 1);
  await act(async () => setUrlParams({ at: 'features.4' }, 'replace'));
  expect(window.history.length).toBe(before + 1);
});
