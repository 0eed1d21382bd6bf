import { act, cleanup, configure, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Compare } from '@/components/compare/compare';
import { articlesOf } from '@/content/articles';
import { compareContentOf } from '@/content/compare';

// The page is long, and jsdom slow to find out what is hidden; nothing here depends on it.
configure({ defaultHidden: true });

const content = compareContentOf('en');
const articles = articlesOf('en').map(({ slug, title }) => ({ slug, title }));
const V4 = '?a=inception-v4:paper&b=inception-v4:released';

function show(query = '') {
  window.history.replaceState(null, '', `/en/compare${query}`);
  return render(<Compare content={content} articles={articles} />);
}

const params = () => new URL(window.location.href).searchParams;
/** Found by its id: by its role jsdom would take seconds on so long a page. */
const stage = (id: string): HTMLElement => {
  const found = document.getElementById(`stage-${id}`);
  if (!found) throw new Error(`no stage ${id}`);
  return found;
};
const item = (title: string): HTMLElement => screen.getByText(title).closest('button') ?? document.body;
/** Everything that is lit in the drawings of the page. */
const litStops = () =>
  [...document.querySelectorAll('[data-stop][aria-pressed=true]')].map((stop) => stop.getAttribute('data-stop'));

beforeEach(() => {
  // jsdom scrolls nothing.
  Element.prototype.scrollIntoView = vi.fn();
});
afterEach(cleanup);

describe('the page of a comparison', () => {
  it('holds the answer, the totals, the list and both drawings of the default pair', () => {
    show();
    expect(screen.getByRole('heading', { level: 1 }).textContent).toContain('Inception-ResNet-v2');
    expect(document.querySelector('[data-answer]')?.textContent).toContain('Released has');
    const row = screen.getByRole('row', { name: /^Parameters/ });
    expect(row.textContent).toContain('32,433,928');
    expect(row.textContent).toContain('55,843,464');
    const list = within(stage('inception-resnet-a')).getByRole('list', { name: 'Differences in Inception-ResNet-A' });
    expect(within(list).getAllByRole('button', { name: /A blocks|scale/i }).length).toBeGreaterThanOrEqual(2);
    expect(
      within(stage('inception-resnet-a')).getByRole('group', { name: /^Paper: Inception-ResNet-A ×5/ }),
    ).toBeTruthy();
    expect(
      within(stage('inception-resnet-a')).getByRole('group', { name: /^Released: Inception-ResNet-A ×10/ }),
    ).toBeTruthy();
    expect(stage('inception-a').textContent).toContain('Paper has nothing here.');
  });

  it('collapses what is the same to a line without a drawing', () => {
    show(V4);
    const same = stage('inception-a');
    expect(same.textContent).toContain('Same: Inception-A ×4');
    expect(same.querySelector('svg')).toBeNull();
    expect(same.textContent).toContain('35 × 35');
  });

  it('explains the differences of a prepared pair with their sources, and says those of others in words alone', () => {
    show(V4);
    const explained = stage('inception-c');
    expect(explained.textContent).toContain(content.pairs[1]?.notes['inception-c.branch2.order']?.explanation);
    cleanup();
    show('?a=inception-v3&b=inception-v4');
    expect(document.querySelectorAll('[id^=difference-]').length).toBeGreaterThan(5);
    expect(screen.queryByText(/\[v4 paper/)).toBeNull();
  });

  it('says of a slip what the figure prints', () => {
    show(V4);
    const slip = within(stage('inception-b')).getByRole('complementary', { name: /Figure 5/ });
    expect(slip.textContent).toContain('1×7');
    expect(
      within(stage('inception-b')).getAllByRole('button', { name: /the figure prints something else/ }),
    ).toHaveLength(1);
  });
});

describe('a difference', () => {
  it('is lit in both drawings while it is pointed at, and after it was selected', async () => {
    show(V4);
    const one = item('The long branch of C, turned about');
    fireEvent.pointerEnter(one.closest('li') ?? one, { pointerType: 'mouse' });
    const places = ['features.19.branch2.1@relu', 'features.19.branch2.2@relu'];
    expect(litStops()).toEqual([...places, ...places]);
    fireEvent.pointerLeave(one.closest('li') ?? one);
    expect(litStops()).toEqual([]);

    fireEvent.click(one);
    await waitFor(() => expect(litStops()).toEqual([...places, ...places]));
    expect(params().get('diff')).toBe('inception-c.branch2.order');
    expect(one.getAttribute('aria-pressed')).toBe('true');
    fireEvent.click(one);
    await waitFor(() => expect(params().get('diff')).toBeNull());
  });

  it('is selected by what is marked in a drawing, and cleared by what is not', async () => {
    show(V4);
    const [marked] = within(stage('inception-b')).getAllByRole('button', { name: /difference 2\b/ });
    if (!marked) throw new Error('difference 2 is nowhere');
    fireEvent.click(marked);
    await waitFor(() => expect(params().get('diff')).toBe('inception-b.branch1.2.kernel'));
    const [plain] = within(stage('inception-b')).getAllByRole('button', { name: /^1×1 convolution, 384 filters/ });
    if (!plain) throw new Error('no 1×1 convolution');
    fireEvent.click(plain);
    await waitFor(() => expect(params().get('diff')).toBeNull());
  });

  it('goes on to the next where two are at one place', async () => {
    show('?a=inception-v4&b=inception-resnet-v2');
    const [both] = within(stage('inception-a')).getAllByRole('button', { name: /differences 4 and 5$/ });
    if (!both) throw new Error('nothing is marked twice');
    fireEvent.click(both);
    await waitFor(() => expect(params().get('diff')).toBe('inception-a.branch1.1.width'));
    fireEvent.click(both);
    await waitFor(() => expect(params().get('diff')).toBe('inception-a.branch1.1.kernel'));
  });

  it('comes from the address, opens the row that it is in, and leads to both networks', () => {
    show('?diff=reduction-a.width');
    expect(stage('reduction-a').querySelector('details')?.open).toBe(true);
    const one = document.getElementById('difference-reduction-a.width');
    const links = [...(one?.querySelectorAll('a') ?? [])].map((link) => link.getAttribute('href'));
    expect(links).toEqual([
      '/en/networks/inception-resnet-v2?variant=paper&at=reduction-a',
      '/en/networks/inception-resnet-v2?variant=released&at=reduction-a',
    ]);
  });
});

describe('the choice of the pair', () => {
  it('goes into the address, and drops what belongs to the old pair', async () => {
    show('?diff=stem.topology');
    fireEvent.change(screen.getByLabelText('Left'), { target: { value: 'inception-v3:released' } });
    await waitFor(() => expect(params().get('a')).toBe('inception-v3:released'));
    expect(params().get('b')).toBe('inception-resnet-v2:released');
    expect(params().get('diff')).toBeNull();
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Inception-v3 and Inception-ResNet-v2');
  });

  it('swaps the sides and keeps the difference', async () => {
    show(`${V4}&diff=inception-b.branch2.order`);
    fireEvent.click(screen.getByRole('button', { name: 'Swap sides' }));
    await waitFor(() => expect(params().get('a')).toBe('inception-v4:released'));
    expect(params().get('diff')).toBe('inception-b.branch2.order');
    expect(litStops().length).toBeGreaterThan(0);
    expect(stage('inception-c').textContent).toContain(
      content.pairs[1]?.notes['inception-c.branch2.order']?.explanation,
    );
  });

  it('goes back and forward with the history', async () => {
    show();
    fireEvent.click(screen.getByRole('link', { name: 'Inception-v4: paper and code' }));
    await waitFor(() => expect(screen.getByRole('heading', { level: 1 }).textContent).toContain('Inception-v4'));
    act(() => window.history.back());
    await waitFor(() => expect(screen.getByRole('heading', { level: 1 }).textContent).toContain('Inception-ResNet-v2'));
  });

  it('answers a wrong address with what there is, and repairs it', async () => {
    show('?a=inception-v9&b=inception-v4:imagined&diff=nothing');
    const alerts = screen.getAllByRole('alert');
    expect(alerts.map((alert) => alert.textContent)).toEqual([
      expect.stringContaining('There is no network “inception-v9”.'),
      expect.stringContaining('inception-v4 has no variant “imagined”.'),
      expect.stringContaining('There is no difference “nothing”'),
    ]);
    expect(alerts[0]?.textContent).toContain('inception-resnet-v1');
    expect(alerts[1]?.textContent).toContain('paper');
    fireEvent.click(within(alerts[0] ?? document.body).getByRole('button', { name: 'Use the default' }));
    await waitFor(() => expect(screen.getAllByRole('alert')).toHaveLength(2));
    expect(params().get('b')).toBe('inception-v4:imagined');
  });
});

describe('the filter', () => {
  it('shows one kind, in list and drawings, and counts the rest', async () => {
    show();
    fireEvent.click(screen.getByRole('radio', { name: /^residual scale/i }));
    await waitFor(() => expect(params().get('kind')).toBe('scale'));
    const shown = [...document.querySelectorAll('[id^=difference-]')].map(({ id }) => id);
    expect(shown.length).toBeGreaterThan(1);
    expect(shown.every((id) => id.endsWith('scale'))).toBe(true);
    expect(stage('inception-resnet-a').textContent).toContain('3 differences of other kinds');
    expect(within(stage('stem')).queryAllByRole('button', { name: /difference 1$/ })).toEqual([]);
  });

  it('lets go of a selected difference that it hides', async () => {
    show('?diff=stem.topology');
    fireEvent.click(screen.getByRole('radio', { name: /^activation \d/i }));
    await waitFor(() => expect(params().get('kind')).toBe('activation'));
    expect(params().get('diff')).toBeNull();
  });
});

describe('the bars', () => {
  it('show what is chosen, and say the numbers as a table too', () => {
    show();
    const bars = screen.getByRole('region', { name: 'Stage by stage' });
    expect(
      within(bars).getByRole('img', { name: /^Parameters of every stage: Paper above, Released below/ }),
    ).toBeTruthy();
    expect(bars.querySelectorAll('rect')).toHaveLength(2 * 9 - 2);
    fireEvent.click(within(bars).getByRole('radio', { name: 'MACs' }));
    expect(within(bars).getByRole('img', { name: /^MACs of every stage/ })).toBeTruthy();
    const head = within(bars).getByText('Last convolution', { selector: 'a' }).closest('tr');
    expect(head?.textContent).toContain('none');
  });
});
