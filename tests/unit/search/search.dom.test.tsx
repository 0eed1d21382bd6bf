import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { SearchDialog } from '@/components/search/search-dialog';
import * as searchIndex from '@/components/search/search-index';

beforeAll(() => {
  // jsdom has no modal dialogs.
  HTMLDialogElement.prototype.showModal = function show() {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function close() {
    this.open = false;
  };
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const page = (name: string) => ({
  data: async () => ({
    url: `/en/learn/${name}/`,
    excerpt: `what <mark>${name}</mark> is`,
    meta: { title: name },
    sub_results: [{ url: `/en/learn/${name}/#costs`, title: `What ${name} costs` }],
  }),
});

function show(search: searchIndex.Pagefind['search']) {
  vi.spyOn(searchIndex, 'loadIndex').mockResolvedValue({ options: async () => {}, init: async () => {}, search });
  render(<SearchDialog open onClose={() => {}} />);
  return screen.getByRole<HTMLInputElement>('searchbox');
}

describe('the search', () => {
  it('lists pages, excerpts and sections, and arrow keys walk through the links', async () => {
    const field = show(async () => ({ results: [page('stem'), page('head')] }));
    await waitFor(() => expect(document.activeElement).toBe(field));
    fireEvent.change(field, { target: { value: 'mean' } });
    const first = await screen.findByRole('link', { name: 'stem' });
    expect(screen.getByRole('status').textContent).toBe('2 found for “mean”');
    expect(screen.getByText('stem', { selector: 'mark' })).toBeTruthy();
    expect(screen.getByRole('link', { name: 'What head costs' }).getAttribute('href')).toBe('/en/learn/head/#costs');
    fireEvent.keyDown(field, { key: 'ArrowDown' });
    expect(document.activeElement).toBe(first);
    fireEvent.keyDown(first, { key: 'ArrowUp' });
    expect(document.activeElement).toBe(field);
  });

  it('goes with Enter to the first answer to what stands there, not to an older one', async () => {
    const answers: Record<string, () => void> = {};
    const field = show(async (query) => {
      await new Promise<void>((resolve) => {
        answers[query] = resolve;
      });
      return { results: [page(query)] };
    });
    const followed: string[] = [];
    const follow = (event: Event): void => {
      event.preventDefault();
      if (event.target instanceof HTMLAnchorElement) followed.push(event.target.textContent ?? '');
    };
    document.addEventListener('click', follow);
    const ask = async (query: string): Promise<void> => {
      fireEvent.change(field, { target: { value: query } });
      await waitFor(() => expect(answers).toHaveProperty(query));
    };
    await ask('stem');
    answers.stem?.();
    await screen.findByRole('link', { name: 'stem' });
    await ask('head');
    fireEvent.keyDown(field, { key: 'Enter', isComposing: true });
    fireEvent.keyDown(field, { key: 'Enter' });
    expect(followed).toEqual([]);
    answers.head?.();
    await waitFor(() => expect(followed).toEqual(['head']));
    fireEvent.keyDown(field, { key: 'Enter' });
    await waitFor(() => expect(followed).toEqual(['head', 'head']));
    document.removeEventListener('click', follow);
  });

  it('leaves Enter and the arrows to an input method while it composes', async () => {
    const field = show(async () => ({ results: [page('stem')] }));
    fireEvent.change(field, { target: { value: 'stem' } });
    const link = await screen.findByRole('link', { name: 'stem' });
    const click = vi.spyOn(link, 'click');
    field.focus();
    fireEvent.keyDown(field, { key: 'Enter', isComposing: true });
    fireEvent.keyDown(field, { key: 'ArrowDown', isComposing: true });
    expect(click).not.toHaveBeenCalled();
    expect(document.activeElement).toBe(field);
  });

  it('shows a few at first, and more when they are wanted', async () => {
    const field = show(async () => ({ results: Array.from({ length: 11 }, (_, i) => page(`p${i}`)) }));
    fireEvent.change(field, { target: { value: 'p' } });
    await screen.findByRole('link', { name: 'p0' });
    expect(screen.queryByRole('link', { name: 'p10' })).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Show more' }));
    expect(await screen.findByRole('link', { name: 'p10' })).toBeTruthy();
  });

  it('says when nothing is found', async () => {
    const field = show(async () => ({ results: [] }));
    fireEvent.change(field, { target: { value: 'zebra' } });
    await waitFor(() => expect(screen.getByRole('status').textContent).toContain('Nothing is found for “zebra”'));
  });

  it('says when the index does not come, and tries again', async () => {
    const field = show(async () => ({ results: [page('stem')] }));
    vi.mocked(searchIndex.loadIndex).mockRejectedValue(new Error('offline'));
    fireEvent.change(field, { target: { value: 'stem' } });
    await screen.findByRole('alert');
    vi.mocked(searchIndex.loadIndex).mockResolvedValue({
      options: async () => {},
      init: async () => {},
      search: async () => ({ results: [page('stem')] }),
    });
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('link', { name: 'stem' })).toBeTruthy();
    expect(screen.queryByRole('alert')).toBeNull();
  });
});
