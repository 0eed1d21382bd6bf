import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CodeListing } from '@/components/code/code-listing';
import { listingOf } from '@/components/code/listing';
import { listingText } from '@/components/code/listing-line';
import { Diagram } from '@/components/diagram';
import { Code, Note } from '@/components/prose/code';
import { proseContentOf } from '@/content/prose';
import { inferShapes } from '@/lib/graph/shapes';
import { resolveAddress } from '@/lib/networks';

const content = proseContentOf('en');
const linesOf = (address: string) => {
  const { definition, model, part } = resolveAddress(address);
  return listingOf(content, { network: definition.id, model, part, shapes: inferShapes(model.graph, 299) });
};
const BLOCK = 'inception-v4/features.6';
const page = (
  <>
    <CodeListing network="inception-v4" variant="released" lines={linesOf(BLOCK)} label="code" />
    <Diagram of={BLOCK} />
  </>
);
const line = (text: RegExp): HTMLElement =>
  screen.getAllByRole('button').find((each) => text.test(each.textContent ?? '')) ?? document.body;
const item = (name: RegExp): HTMLElement =>
  screen.getAllByRole('button', { name }).find((each) => each.closest('svg')) ?? document.body;

beforeEach(() => window.history.replaceState(null, '', '/'));
afterEach(cleanup);

describe('a listing', () => {
  it('says of each line what it makes', () => {
    const [branch, pool] = ['branch0 = ', 'AvgPool2d'].map((text) =>
      linesOf(BLOCK).find(({ tokens }) => listingText([{ tokens } as never]).includes(text)),
    );
    expect(branch).toMatchObject({ at: 'features.6.branch0', kind: 'pointwise', shape: '35×35×96' });
    expect(branch?.about).toBe('1×1, 96 filters: 35×35×384 → 35×35×96, 37,056 parameters');
    expect(pool).toMatchObject({ kind: 'pool', shape: '35×35×384', about: 'average pool 3×3: 35×35×384 → 35×35×384' });
    expect(linesOf('inception-resnet-v2/repeat.0').map(({ about }) => about)).toContain(
      'times the scale: 35×35×320 → 35×35×320',
    );
  });

  it('is text with shapes without JavaScript: no control that does nothing', () => {
    const html = renderToStaticMarkup(page);
    const code = new DOMParser().parseFromString(html, 'text/html').querySelector('ol');
    expect(code?.querySelectorAll('[role=button]')).toHaveLength(0);
    expect(code?.textContent).toContain('self.branch0 = BasicConv2d(384, 96, kernel_size=1)');
    expect(code?.textContent).toContain('35×35×384');
  });

  it('lights the op of a line in the drawing, and the lines of an op', () => {
    render(page);
    const dim = () => document.querySelectorAll('svg [data-dim]').length;
    expect(dim()).toBe(0);
    fireEvent.pointerOver(line(/AvgPool2d/), { pointerType: 'mouse' });
    expect(dim()).toBeGreaterThan(0);
    fireEvent.pointerLeave(screen.getByRole('list', { name: 'code' }));
    expect(dim()).toBe(0);
    fireEvent.pointerOver(item(/average pool/i), { pointerType: 'mouse' });
    const lit = [...document.querySelectorAll('li[data-lit]')].map((each) => each.textContent);
    expect(lit).toHaveLength(1);
    expect(lit[0]).toContain('nn.AvgPool2d');
  });

  it('is one with the selection of the page, both ways', async () => {
    render(page);
    await act(async () => fireEvent.click(line(/96, 96/)));
    expect(new URLSearchParams(window.location.search).get('at')).toBe('features.6.branch2.2');
    const pressed = screen.getAllByRole('button', { pressed: true });
    expect(pressed.some((each) => each.closest('svg'))).toBe(true);
    expect(pressed.filter((each) => each.closest('ol')).map((each) => each.textContent?.trim())).toEqual([
      'self.branch2 = nn.Sequential(',
      'BasicConv2d(96, 96, kernel_size=3, padding=1),',
      'x2 = self.branch2(x)',
    ]);
    await act(async () => fireEvent.click(item(/average pool/i)));
    expect(line(/AvgPool2d/).getAttribute('aria-pressed')).toBe('true');
    expect(screen.getByText('average pool 3×3: 35×35×384 → 35×35×384')).toBeTruthy();
  });

  it('is walked with arrow keys, and let go with Escape', async () => {
    render(page);
    const first = within(screen.getByRole('list', { name: 'code' })).getAllByRole('button')[0];
    first?.focus();
    fireEvent.keyDown(document.activeElement ?? document.body, { key: 'ArrowDown' });
    expect(document.activeElement?.textContent).toContain('self.branch1');
    await act(async () => fireEvent.keyDown(document.activeElement ?? document.body, { key: 'Enter' }));
    expect(window.location.search).toBe('?at=features.6.branch1');
    await act(async () => fireEvent.keyDown(document.activeElement ?? document.body, { key: 'Escape' }));
    expect(window.location.search).toBe('');
    fireEvent.keyDown(document.activeElement ?? document.body, { key: 'End' });
    expect(document.activeElement?.textContent).toContain('return torch.cat');
    expect(document.querySelectorAll('ol [tabindex="0"]')).toHaveLength(1);
  });
});

describe('<Code> in an article', () => {
  const markup = (children: React.ReactNode) =>
    renderToStaticMarkup(
      <Code content={content} of={BLOCK}>
        {children}
      </Code>,
    );

  it('puts each note beside its line, numbered from the top', () => {
    const html = markup([
      <Note key="b" line="@concat">
        Joined.
      </Note>,
      <Note key="a" line="branch1.0">
        Squeezed.
      </Note>,
      <Note key="c" line="branch1" forward>
        Run.
      </Note>,
    ]);
    const lines = [...new DOMParser().parseFromString(html, 'text/html').querySelectorAll('li')];
    const noted = lines.filter((each) => each.querySelector('[role=note]')).map((each) => each.textContent);
    expect(noted).toHaveLength(3);
    expect(noted[0]).toMatch(/BasicConv2d\(384, 64.*1.*Squeezed\./);
    expect(noted[1]).toMatch(/x1 = self\.branch1\(x\).*2.*Run\./);
    expect(noted[2]).toMatch(/torch\.cat.*3.*Joined\./);
  });

  it.each([
    [
      <Note key="n" line="branch7.0">
        x
      </Note>,
      /Note line="branch7\.0".*near it: branch\d\.0/,
    ],
    [
      <Note key="n" line="branch1.0@relu">
        x
      </Note>,
      /has no such line/,
    ],
    [<p key="n">text</p>, /only <Note> may stand inside/],
    [
      [
        <Note key="a" line="branch0">
          x
        </Note>,
        <Note key="b" line="branch0">
          y
        </Note>,
      ],
      /two notes are about one line/,
    ],
  ])('stops the build at a mistake (%#)', (children, said) => {
    expect(() => markup(children)).toThrow(said);
  });

  it('stops the build at an address that is none, and says which would be right', () => {
    expect(() => renderToStaticMarkup(<Code content={content} of="inception-v4/features.66" />)).toThrow(
      /unknown-path for “inception-v4\/features\.66”; near it: features\.6/,
    );
  });
});
