import { evaluate } from '@mdx-js/mdx';
import { createElement } from 'react';
import * as runtime from 'react/jsx-runtime';
import { renderToStaticMarkup } from 'react-dom/server';
import rehypeKatex from 'rehype-katex';
import remarkMath from 'remark-math';
import { describe, expect, it } from 'vitest';
import rehypeBindMarks from '@/scripts/rehype-bind-marks.mjs';

async function htmlOf(text: string): Promise<string> {
  const { default: Text } = await evaluate(text, {
    ...runtime,
    remarkPlugins: [remarkMath],
    rehypePlugins: [[rehypeKatex, { strict: false, output: 'htmlAndMathml' }], rehypeBindMarks],
  });
  return renderToStaticMarkup(createElement(Text));
}

describe('a mark behind a formula', () => {
  it.each([
    ['With $\\sigma = 1$, the order of magnitude.', ','],
    ['取 $\\sigma = 1$，训练开始时。', '，'],
    ['Is it $1 + n$?', '?'],
  ])('stays on its line: %s', async (text, mark) => {
    const html = await htmlOf(text);
    expect(html).toContain('<span style="white-space:nowrap"><span class="katex">');
    expect(html).toMatch(new RegExp(`${mark.replace('?', '\\?')}</span>`));
    // Said once: what was moved is gone from where it stood.
    expect(html.split(mark).length).toBe(2);
  });

  it('and one before it stay too', async () => {
    const html = await htmlOf('忘掉初始值（$0.9997^{10000} \\approx 0.05$），所以。');
    expect(html).toMatch(/^<p>忘掉初始值<span style="white-space:nowrap">（<span class="katex">/);
    expect(html).toMatch(/<\/span>），<\/span>所以。<\/p>$/);
  });

  it.each([
    'A formula $x$ in a sentence.',
    'A long one, $a + b + c + d + e + f + g + h + i + j + k$, may break inside.',
    'A display\n\n$$\nx = 1\n$$\n\n, and on.',
  ])('is left alone where nothing is to hold: %s', async (text) => {
    expect(await htmlOf(text)).not.toContain('white-space:nowrap');
  });
});
