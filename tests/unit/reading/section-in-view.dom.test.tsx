import { act, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { Contents } from '@/components/reading/contents';
import { readPlace } from '@/components/reading/place';
import { SectionKeeper } from '@/components/reading/section-in-view';

afterEach(() => {
  vi.restoreAllMocks();
  localStorage.clear();
});

const headings = [
  { id: 'first', text: 'First' },
  { id: 'second', text: 'Second' },
];

it('two lists of contents are led by one listener, and show and keep the same section', async () => {
  const listen = vi.spyOn(window, 'addEventListener');
  const tops: Record<string, number> = { first: 10, second: 5000 };
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(function (this: Element) {
    return new DOMRect(0, tops[this.id] ?? 0, 0, 0);
  });
  const frames: FrameRequestCallback[] = [];
  vi.spyOn(window, 'requestAnimationFrame').mockImplementation((frame) => frames.push(frame));
  const drawFrame = () => act(() => frames.splice(0).forEach((frame) => void frame(0)));

  render(
    <SectionKeeper slug="stem" headings={headings}>
      <Contents headings={headings} />
      <Contents headings={headings} />
      {headings.map(({ id, text }) => (
        <h2 key={id} id={id}>
          {text}
        </h2>
      ))}
    </SectionKeeper>,
  );
  const marked = () =>
    screen.getAllByRole('link').flatMap((link) => (link.getAttribute('aria-current') ? [link.textContent] : []));

  expect(listen.mock.calls.filter(([kind]) => kind === 'scroll')).toHaveLength(1);
  await drawFrame();
  expect(marked()).toEqual(['First', 'First']);

  tops.second = 20;
  act(() => {
    window.dispatchEvent(new Event('scroll'));
    window.dispatchEvent(new Event('scroll'));
  });
  expect(frames).toHaveLength(1);
  await drawFrame();
  expect(marked()).toEqual(['Second', 'Second']);
  expect(readPlace()).toEqual({ slug: 'stem', section: { id: 'second', text: 'Second' } });
});
