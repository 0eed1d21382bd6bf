import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { Because, Exercise, Hint } from '@/components/instruments/exercise/article-part';
import { proseComponentsFor } from '@/components/prose';
import { Differences } from '@/components/prose/differences';
import { Family, Member } from '@/components/prose/family';
import { ScaledSums } from '@/components/prose/scaled-sums';
import { Slip } from '@/components/prose/slip';
import { proseContentOf } from '@/content/prose';

afterEach(cleanup);

const content = proseContentOf('en');

const show = () =>
  render(
    <Exercise content={content} ask="output" of="inception-v4/features.10" size={331}>
      <Hint>Stride two.</Hint>
      <Because>Three branches.</Because>
    </Exercise>,
  );

const predict = (text: string): string => {
  fireEvent.change(screen.getByRole('textbox'), { target: { value: text } });
  fireEvent.click(screen.getByRole('button', { name: 'Check' }));
  return screen.getByRole('status').textContent ?? '';
};

describe('an exercise', () => {
  it('asks for the shape at the size given', () => {
    show();
    expect(screen.getByText(/A picture of 331×331 pixels goes in\. Which shape leaves Reduction-A/)).toBeTruthy();
  });

  it('tells which numbers of a prediction fit', () => {
    show();
    expect(predict('19×19×1024')).toBe('Right.');
    expect(predict('19 x 19 x 384')).toBe('Not yet. Right: height and width. Not right: channels.');
    expect(predict('1×2×3')).toContain('None of the numbers fits.');
    expect(predict('19×19')).toContain('3 numbers');
    expect(predict('large')).toContain('could not be read');
    expect(predict('')).toBe('Write your prediction first.');
  });

  it('takes its verdict back when the prediction changes', () => {
    show();
    predict('19×19×1024');
    fireEvent.change(screen.getByRole('textbox'), { target: { value: '19×19×102' } });
    expect(screen.getByRole('status').textContent).toBe('');
  });

  it('holds the answer and its reason in what it reveals', () => {
    const { container } = show();
    const revealed = [...container.querySelectorAll('details')].find((each) =>
      each.querySelector('summary')?.textContent?.includes('Reveal'),
    );
    expect(revealed?.textContent).toContain('19×19×1024');
    expect(revealed?.textContent).toContain('Three branches.');
    expect(revealed?.open).toBe(false);
  });

  it('does not ask for channels that it names itself', () => {
    render(
      <Exercise content={content} ask="output" of="inception-v4/features.6.branch2.1" size={199}>
        <Because>Padding.</Because>
      </Exercise>,
    );
    const question = screen.getByText(/Which shape leaves/).textContent;
    expect(question).not.toContain('96');
    expect(question).toContain('the unit features.6.branch2.1 of Inception-v4?');
  });
});

describe('marks in the text', () => {
  const { Cite, Term, Seed, Num, Ratio, Kernels, OutputSize, ConvCost, PaperVsCode } = proseComponentsFor('en');

  it.each([
    ['Cite', Cite, { id: 'v4-fig-44' }, /v4-fig-4/],
    ['Term', Term, { id: 'chanel', children: '' }, /channel/],
    ['Seed', Seed, { id: 'C33' }, /C3/],
    ['Num', Num, { of: 'inception-v4/features.6', what: 'sizes' }, /size/],
    ['Ratio', Ratio, { of: 'inception-v4/stam', to: 'inception-v4', what: 'macs' }, /stem/],
    ['Kernels', Kernels, { from: '5 by 5', to: '3×3' }, /write 5×5/],
    ['OutputSize', OutputSize, { of: 'inception-v4/last_linear' }, /no window/],
    ['OutputSize of a block', OutputSize, { of: 'inception-v4/features.6' }, /features\.6\.branch0/],
    ['ConvCost', ConvCost, { of: 'inception-v4/features.18.branch2' }, /no weights/],
    [
      'PaperVsCode',
      PaperVsCode,
      {
        of: 'inception-v4/features.6.branch1',
        paper: 'inception-v4:paper/features.6.branch1',
        cite: 'v4-fig-4',
        code: 'slim-v4',
        children: '',
      },
      /the same here/,
    ],
  ])('%s that is wrong stops the build and says what would be right', (_, component, props, message) => {
    const Component = component as (props: object) => React.ReactNode;
    expect(() => render(<Component {...props} />)).toThrow(message);
  });
});

describe('a table of relatives', () => {
  it('writes branches, the linear 1×1 and the scale off the expressions', () => {
    const { container } = render(
      <Family content={content} name="Block35" size={299}>
        <Member of="inception-resnet-v2/repeat.0" />
        <Member of="inception-resnet-v2:paper/repeat.0" />
        <Member of="inception-resnet-v1/repeat_1.0">for faces</Member>
      </Family>,
    );
    const ways = [...container.querySelectorAll('tbody tr')].map((row) =>
      [...row.querySelectorAll('li')].map((way) => way.textContent.replaceAll('\u00a0', ' ')),
    );
    expect(ways[0]).toEqual([
      '1×1 32',
      '1×1 32 › 3×3 32',
      '1×1 32 › 3×3 48 › 3×3 64',
      '1×1 320 linear › ×0.17, + input, ReLU',
    ]);
    expect(ways[1]?.at(-1)).toBe('1×1 384 linear › ×0.1, + input, ReLU');
    expect(ways[2]?.[2]).toBe('1×1 32 › 3×3 32 › 3×3 32');
    expect(container.textContent).toContain('123,168');
    expect(container.textContent).toContain('35×35×256');
  });

  it('writes a stem as runs of ops and branches of blocks', () => {
    const { container } = render(
      <Family content={content} name="Stem" size={299}>
        <Member of="inception-resnet-v1/stem" />
        <Member of="inception-v4/stem" />
      </Family>,
    );
    const ways = [...container.querySelectorAll('li')].map((way) => way.textContent.replaceAll('\u00a0', ' '));
    expect(ways[0]).toBe('3×3/2 32 V › 3×3 32 V › 3×3 64 › max 3×3/2 › 1×1 80 › 3×3 192 V › 3×3/2 256 V');
    expect(ways.slice(1)).toEqual([
      '3×3/2 32 V › 3×3 32 V › 3×3 64',
      '(max 3×3/2 | 3×3/2 96 V)',
      '(1×1 64 › 3×3 96 V | 1×1 64 › 1×7 64 › 7×1 64 › 3×3 96 V)',
      '(3×3/2 192 V | max 3×3/2)',
    ]);
  });

  it('says what a figure prints and what was meant', () => {
    const { container } = render(
      <p>
        <Slip content={content} id="ir-v2-b-width" what="printed" />{' '}
        <Slip content={content} id="ir-v2-b-width" what="meant" />
      </p>,
    );
    expect(container.textContent).toBe('1,154 1,152');
    expect(() => render(<Slip content={content} id="ir-v2-d-width" what="printed" />)).toThrow(/ir-v2-b-width/);
  });

  it('has sums only where there are shortcuts', () => {
    const { container } = render(<ScaledSums content={content} of="inception-resnet-v1" />);
    expect(container.querySelectorAll('tbody tr')).toHaveLength(4);
    expect(() => render(<ScaledSums content={content} of="inception-v4" />)).toThrow(/no residual sum/);
  });
});

describe('a table of differences', () => {
  it('lists what differs by its title, with a link to each side, and counts what follows', () => {
    const { container } = render(
      <Differences content={content} a="inception-resnet-v2:paper" b="inception-resnet-v2:released" size={299} />,
    );
    const rows = [...container.querySelectorAll('tbody tr')];
    const repeat = rows.find((row) => row.textContent?.startsWith('Twice as many B blocks'));
    expect(repeat?.textContent).toContain('at 17×17');
    expect([...(repeat?.querySelectorAll('a') ?? [])].map((link) => link.getAttribute('href'))).toEqual([
      '/en/networks/inception-resnet-v2?variant=paper&at=repeat_1.0',
      '/en/networks/inception-resnet-v2?at=repeat_1.0',
    ]);
    expect(container.querySelector('tfoot')?.textContent).toContain('9 widths more only follow');
    // Every row has words of its own, no bare id.
    for (const row of rows) expect(row.querySelector('th')?.textContent).not.toMatch(/^[a-z-]+\.[a-z]/);
  });

  it('stops the build for a pair that is not explained', () => {
    const pair = <Differences content={content} a="inception-v4" b="inception-v3" size={299} />;
    expect(() => render(pair)).toThrow(/no prepared pair.*inception-v4:paper \| inception-v4:released/);
  });
});

describe('worked sums', () => {
  const { OutputSize, ConvCost } = proseComponentsFor('en');
  const source = (component: unknown, of: string): string => {
    const Component = component as (props: { of: string }) => React.ReactNode;
    const { container } = render(<Component of={of} />);
    return container.querySelector('annotation')?.textContent ?? '';
  };

  it('spell out the size of an output', () => {
    expect(source(OutputSize, 'inception-v4/features.0')).toBe(
      '\\left\\lfloor \\frac{299 - 3}{2} \\right\\rfloor + 1 = 149',
    );
    cleanup();
    expect(source(OutputSize, 'inception-v4/features.2')).toBe('147 + 2 - 3 + 1 = 147');
    cleanup();
    // A row: the two axes differ and are both shown.
    expect(source(OutputSize, 'inception-v4/features.11.branch1.1')).toContain('17 + 6 - 7 + 1 = 17');
  });

  it('spell out weights and work', () => {
    const conv = source(ConvCost, 'inception-v4/features.6.branch1.1');
    expect(conv).toContain('3 \\cdot 3 \\cdot 64 \\cdot 96 &= 55{,}296');
    expect(conv).toContain('55{,}296 \\cdot 35 \\cdot 35 &= 67{,}737{,}600');
    cleanup();
    const linear = source(ConvCost, 'inception-v4/last_linear');
    expect(linear).toContain('1{,}536 \\cdot 1{,}000 &= 1{,}536{,}000');
    expect(linear).toContain('&= 1{,}537{,}000');
    cleanup();
    const residual = source(ConvCost, 'inception-resnet-v2/repeat.0.conv2d');
    expect(residual).toContain('1 \\cdot 1 \\cdot 128 \\cdot 320 &= 40{,}960');
    expect(residual).toContain('&= 41{,}280');
    expect(residual).toContain('40{,}960 \\cdot 35 \\cdot 35 &= 50{,}176{,}000');
  });
});
