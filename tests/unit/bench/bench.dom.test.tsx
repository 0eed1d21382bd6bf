import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Bench } from '@/components/bench/bench';
import { WordsProvider } from '@/components/ui/words';
import { AtlasError } from '@/lib/error';
import { FakeSession } from '../lab/fake-parts';
import { answering } from './answering';

afterEach(cleanup);

async function show(session: FakeSession) {
  const opened = vi.fn(async () => session);
  await act(async () => {
    render(
      <WordsProvider language="en">
        <Bench open={opened} />
      </WordsProvider>,
    );
  });
  await screen.findByRole('button', { name: 'Measure' });
  return opened;
}

const press = (name: string) => act(async () => void fireEvent.click(screen.getByRole('button', { name })));

describe('the page that measures', () => {
  it('starts nothing by itself, then shows every network and block, and offers a file', async () => {
    const session = answering(new FakeSession());
    const opened = await show(session);
    expect(opened).not.toHaveBeenCalled();
    await press('Measure');
    const passes = await screen.findByRole('group', { name: 'Whole networks' });
    expect(within(passes).getAllByRole('row')).toHaveLength(3);
    const blocks = screen.getByRole('group', { name: 'A click on each block' });
    expect(within(blocks).getByRole('rowheader', { name: 'features.21' })).toBeDefined();
    expect(screen.getByText(/WebAssembly heap has grown to 16(\.0)? MiB/)).toBeDefined();
    expect(screen.getByText(/every one is accounted for/)).toBeDefined();
    expect(screen.getByRole('button', { name: 'Save the result as a file (JSON)' })).toBeDefined();
    expect(session.closed).toBe(true);
  });

  it('asks for the engine and size that were chosen', async () => {
    const session = answering(new FakeSession());
    await show(session);
    fireEvent.click(screen.getByRole('radio', { name: 'WebAssembly' }));
    fireEvent.click(screen.getByRole('radio', { name: '139×139' }));
    await press('Measure');
    await screen.findByRole('group', { name: 'Whole networks' });
    expect(session.asked[0]).toMatchObject({ type: 'open', choice: 'wasm' });
    expect(session.asked.find(({ type }) => type === 'put-picture')).toMatchObject({ height: 139, width: 139 });
  });

  it('can be cancelled while it runs, and says so', async () => {
    const session = answering(new FakeSession());
    let go: () => void = () => {};
    session.answers.set('place', () => new Promise((resolve) => (go = () => resolve({ values: new Float32Array(1) }))));
    await show(session);
    await press('Measure');
    await screen.findByText('Inception-v4, from the picture to the classes');
    expect(screen.getByRole('progressbar', { name: 'Measurements made' })).toBeDefined();
    await press('Cancel');
    await act(async () => go());
    expect(await screen.findByText('Cancelled. Nothing is kept.')).toBeDefined();
    expect(session.closed).toBe(true);
  });

  it('says what went wrong, and can try again', async () => {
    const session = answering(new FakeSession());
    session.answers.set('place', () => Promise.reject(new AtlasError('runtime/not-open', { request: 'place' })));
    await show(session);
    await press('Measure');
    expect((await screen.findByRole('alert')).textContent).toContain('The session is closed.');
    expect(screen.getByRole('button', { name: 'Measure' })).toBeDefined();
  });
});
