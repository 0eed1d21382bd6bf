import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FRAMES } from '@/components/charts/scatter-layout';
import { Results } from '@/components/results/results';
import { WordsProvider } from '@/components/ui/words';

beforeEach(() => {
  window.history.replaceState(null, '', '/en/results/');
  render(
    <WordsProvider language="en">
      <Results language="en" />
    </WordsProvider>,
  );
});

afterEach(cleanup);

/** The drawings of the chart, one for each kind of screen. */
const drawings = (): readonly HTMLElement[] => screen.getAllByRole('group', { name: /error, % against/ });
/** One of them: they say the same. */
function drawing(): HTMLElement {
  const [first] = drawings();
  if (!first) throw new Error('there is no drawing');
  return first;
}
const marksIn = (chart: HTMLElement): readonly (string | null)[] =>
  within(chart)
    .getAllByRole('img')
    .map((mark) => mark.getAttribute('aria-label'));

/** Makes a choice; the address tells the page of it a moment later. */
const press = (group: string, choice: string) =>
  act(async () => {
    fireEvent.click(within(screen.getByRole('group', { name: group })).getByRole('radio', { name: choice }));
  });

/** Rows of a table as their texts. */
const rowsOf = (table: HTMLTableElement): readonly (readonly string[])[] =>
  [...table.rows].map((row) => [...row.cells].map((cell) => cell.textContent ?? ''));
/** The table in the group whose name begins so. */
function tableIn(name: string): HTMLTableElement {
  const table = document.querySelector<HTMLTableElement>(`[role="group"][aria-label^="${name}"] table`);
  if (!table) throw new Error(`there is no ${name}`);
  return table;
}

describe('the page of results', () => {
  it('has one heading, no hole in its words, and a note for every mark of a source', () => {
    expect(screen.getAllByRole('heading', { level: 1 }).map(({ textContent }) => textContent)).toEqual(['Results']);
    expect(document.body.textContent).not.toMatch(/undefined|NaN|\[object|Infinity/);
    const marks = [...document.querySelectorAll('button[popovertarget]')].map((mark) =>
      mark.getAttribute('popovertarget'),
    );
    expect(marks.length).toBeGreaterThan(20);
    for (const id of marks) expect(document.getElementById(id ?? '')).not.toBeNull();
    expect(screen.getByRole('heading', { name: 'References' })).toBeTruthy();
  });

  it('says what the networks cost against what the paper says', () => {
    expect(document.body.textContent).toContain('32,433,928 parameters');
    expect(document.body.textContent).toContain('8.6% more MACs');
    expect(document.body.textContent).toContain('149 convolutions against 132');
    expect(rowsOf(tableIn('Table of costs')).at(-2)).toEqual([
      'Inception-ResNet-v2as drawn in the paper',
      '32,433,928',
      '9.26\u202fG',
      '132',
      '24.4% fewerpair: Inception-v4',
    ]);
  });

  it('puts every published count together from ours', () => {
    expect(rowsOf(tableIn('Table: timm: GMACs')).slice(1)).toEqual([
      ['Inception-v3', '5,713,216,096', '+2 × 8,967,488', '=5,731,151,072', '5.73 G'],
      ['Inception-v4', '12,253,974,624', '+2 × 15,089,184', '=12,284,152,992', '12.28 G'],
      ['Inception-ResNet-v2', '13,155,794,016', '+2 × 13,519,136', '=13,182,832,288', '13.18 G'],
    ]);
    expect(rowsOf(tableIn('Table: Keras: parameters')).slice(1)).toEqual([
      ['Inception-v3', '23,834,568', '−17,216', '+34,432', '=23,851,784', '23,851,784'],
      ['Inception-ResNet-v2', '55,843,464', '−30,272', '+60,544', '=55,873,736', '55,873,736'],
    ]);
  });
});

describe('the chart of results', () => {
  it('is drawn for every kind of screen, with the same marks', () => {
    expect(drawings()).toHaveLength(FRAMES.length);
    const [first, ...others] = drawings().map(marksIn);
    expect(first).toHaveLength(4);
    for (const other of others) expect(other).toEqual(first);
    expect(first?.at(-1)).toBe(
      'Inception-ResNet-v2, as drawn in the paper. Top-1 error 19.9%, top-5 error 4.9%. ' +
        '32,433,928 parameters, 9.26\u202fG MACs. As released 55,843,464 parameters, 13.16\u202fG MACs.',
    );
  });

  it('has a table with the same content', () => {
    const rows = rowsOf(tableIn('Table of the chart'));
    expect(rows.slice(1).map(([name]) => name)).toEqual([
      'Inception-v3as released',
      'Inception-ResNet-v1as drawn in the paper',
      'Inception-v4as drawn in the paper',
      'Inception-ResNet-v2as drawn in the paper',
      'Inception-ResNet-v2as released',
    ]);
    expect(rows.at(-1)?.slice(1)).toEqual(['55,843,464', '13.16\u202fG', '19.9%', '4.9%']);
  });

  it('changes with each choice, and keeps the choices in the address', async () => {
    await press('Error', 'Top-5');
    await press('Size', 'MACs');
    await press('Tested', '144 crops');
    expect(Object.fromEntries(new URLSearchParams(window.location.search))).toEqual({
      error: 'top5',
      size: 'macs',
      test: '144-crops',
    });
    expect(drawing().getAttribute('aria-label')).toMatch(/^Top-5 error, % against Multiply-accumulates.*144 crops/);
    expect(drawing().textContent).toContain('Inception-v4 3.8%');
    expect(screen.getByText(/Not drawn, since the atlas has no expression to count: ResNet\./)).toBeTruthy();
    await press('Tested', 'timm weights');
    expect(marksIn(drawing())).toHaveLength(7);
    await press('Tested', '12 crops');
    expect(screen.getByText(/evidently a slip: ResNet\./)).toBeTruthy();
    await press('Tested', '1 crop');
    await press('Error', 'Top-1');
    await press('Size', 'Parameters');
    expect(window.location.search).toBe('');
  });

  it('says more of a mark that the keyboard has reached, until it is left or escaped', () => {
    const chart = drawing();
    const [mark] = within(chart).getAllByRole('img');
    if (!mark) throw new Error('there is no mark');
    expect(mark.getAttribute('tabindex')).toBe('0');
    const tip = () => chart.parentElement?.querySelector('[aria-hidden="true"]:not(svg *):not(svg)')?.textContent;
    expect(tip()).toBeUndefined();
    fireEvent.focus(mark);
    expect(tip()).toContain('23,834,568 parameters');
    fireEvent.keyDown(mark, { key: 'Escape' });
    expect(tip()).toBeUndefined();
    fireEvent.focus(mark);
    fireEvent.blur(mark);
    expect(tip()).toBeUndefined();
    fireEvent.pointerEnter(mark);
    expect(tip()).toContain('Top-1 error 21.2%');
  });
});

describe('the tables of results', () => {
  const released = () => rowsOf(tableIn('Table of released weights'));

  it('show what their sources print, or all as errors or accuracies', async () => {
    expect(released()[2]).toEqual(['Inception-v3', '78.0', '93.9', '77.294', '93.454', '77.294', '93.450']);
    await press('Show', 'errors');
    expect(released()[2]).toEqual(['Inception-v3', '22.0', '6.1', '22.706', '6.546', '22.706', '6.550']);
    expect(
      released()[0]
        ?.slice(1)
        .every((head) => head.includes('error, %')),
    ).toBe(true);
    await press('Show', 'accuracies');
    const [, , , v3] = rowsOf(tableIn('Table of single networks'));
    expect(v3).toEqual(['Inception-v3', '78.8', '94.4', '80.2', '95.4', '81.1', '95.7']);
    await press('Show', 'as printed');
    expect(released()[2]?.[1]).toBe('78.0');
  });

  it('say where a source gives nothing, and which row is doubtful', () => {
    const ensembles = rowsOf(tableIn('Table of ensembles'));
    expect(ensembles[2]).toEqual(['6 × ResNet', 'not given', '3.6', '', '']);
    expect(ensembles.at(-1)).toEqual([
      '1 × Inception-v4 + 3 × Inception-ResNet-v2',
      '16.4',
      '3.1',
      'not given',
      '3.08',
    ]);
    const resnet = rowsOf(tableIn('Table of single networks')).at(-1);
    expect(resnet?.[3]).toBe('25.210 cropsdoubtful');
    expect(
      rowsOf(tableIn('Table of face models'))
        .slice(1)
        .map((row) => row[3]),
    ).toEqual(['0.9965', '0.9905']);
  });
});
