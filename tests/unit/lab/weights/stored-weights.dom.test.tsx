import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { StoredWeights } from '@/components/lab/weights/stored-weights';
import type { LastingStorage } from '@/components/lab/workbench/lasting-storage';
import { WorkbenchContext } from '@/components/lab/workbench/use-workbench';
import { Workbench } from '@/components/lab/workbench/workbench';
import { words } from '@/content/en/words';
import type { StoredReport } from '@/lib/runtime/protocol';
import { FakeSession, fakeParts } from '../fake-parts';

afterEach(cleanup);

/** The line about what is kept, where the session answers so; and the session. */
async function shown(stored: StoredReport, lasting: Partial<LastingStorage> = {}) {
  const session = new FakeSession();
  session.answers.set('stored', () => stored);
  session.answers.set('forget-stored', () => ({ ...stored, files: [], bytes: 0, trouble: null }));
  const bench = new Workbench({
    ...fakeParts().parts,
    loadSession: async () => session,
    lasting: () => ({ canAsk: false, ask: async () => false, askOnce: async () => false, ...lasting }),
  });
  const { container } = render(
    <WorkbenchContext value={bench}>
      <StoredWeights />
    </WorkbenchContext>,
  );
  await waitFor(() => expect(container.querySelector('[data-stored]')?.getAttribute('data-stored')).toMatch(/^\d+$/));
  return { session, text: () => container.textContent ?? '' };
}

const file = (name: string, bytes: number) => ({ address: `https://hub.test/${name}`, name, bytes });
const empty: StoredReport = { files: [], bytes: 0, trouble: null, persisted: false };

it('says how much is kept, and one button forgets it', async () => {
  const { session, text } = await shown({
    ...empty,
    files: [file('a.safetensors', 2 * 2 ** 20), file('b.safetensors', 2 ** 20)],
    bytes: 3 * 2 ** 20,
  });
  expect(text()).toContain('3 MiB of 2 weight files');
  expect(text()).toContain(words.lab.stored.clearable);
  fireEvent.click(screen.getByRole('button', { name: words.lab.stored.forget }));
  await screen.findByText(words.lab.stored.nothing);
  expect(session.asked.at(-1)).toEqual({ type: 'forget-stored' });
  expect(screen.queryByRole('button')).toBeNull();
});

it('says that nothing is kept yet, and offers nothing to forget', async () => {
  const { text } = await shown({ ...empty, persisted: true });
  expect(text()).toBe(words.lab.stored.nothing);
  expect(screen.queryByRole('button')).toBeNull();
});

it.each(['no-storage', 'denied', 'full', 'held', 'failed'] as const)(
  'says why nothing is kept: %s',
  async (trouble) => {
    const { text } = await shown({ ...empty, trouble });
    expect(text()).toBe(words.lab.stored.trouble[trouble]);
    expect(text()).toContain('memory');
  },
);

const kept: StoredReport = { ...empty, files: [file('a.safetensors', 2 ** 20)], bytes: 2 ** 20 };

it('says that the browser will not clear what it promised to keep, and asks no more', async () => {
  const { text } = await shown({ ...kept, persisted: true }, { canAsk: true });
  expect(text()).toContain(words.lab.stored.lasting);
  expect(text()).not.toContain(words.lab.stored.clearable);
  expect(screen.queryByRole('button', { name: words.lab.stored.last })).toBeNull();
});

it('a reader asks the browser not to clear it, and is told when it promises', async () => {
  let persisted = false;
  const ask = vi.fn(async () => {
    persisted = true;
    return true;
  });
  const { session, text } = await shown(kept, { canAsk: true, ask });
  session.answers.set('stored', () => ({ ...kept, persisted }));
  fireEvent.click(screen.getByRole('button', { name: words.lab.stored.last }));
  await waitFor(() => expect(text()).toContain(words.lab.stored.lasting));
  expect(ask).toHaveBeenCalledOnce();
  expect(text()).not.toContain(words.lab.stored.denied);
});

it('a reader is told that the browser promised nothing, and may ask again', async () => {
  await shown(kept, { canAsk: true });
  const button = screen.getByRole<HTMLButtonElement>('button', { name: words.lab.stored.last });
  fireEvent.click(button);
  await screen.findByText(words.lab.stored.denied);
  expect(button.disabled).toBe(false);
});

it('a browser that cannot be asked is not', async () => {
  const { text } = await shown(kept);
  expect(text()).toContain(words.lab.stored.clearable);
  expect(screen.queryByRole('button', { name: words.lab.stored.last })).toBeNull();
});
