import { evaluate } from '@mdx-js/mdx';
import * as runtime from 'react/jsx-runtime';
import { renderToStaticMarkup } from 'react-dom/server';
import rehypeKatex from 'rehype-katex';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import remarkMdxFrontmatter from 'remark-mdx-frontmatter';
import { describe, expect, it } from 'vitest';
import { proseComponentsFor } from '@/components/prose';
import remarkHeadingIds from '@/scripts/remark-heading-ids.mjs';
import remarkTypedNumbers from '@/scripts/remark-typed-numbers.mjs';
import { articleSources, tagsOf } from '../content/article-source';

/** An article as the site builds it: the same plugins, the same components, real drawings; the lab as its frame. */
async function render(frontmatter: string, body: string): Promise<Document> {
  const { default: Text } = await evaluate(`---\n${frontmatter}\n---\n${body}`, {
    ...runtime,
    baseUrl: import.meta.url,
    remarkPlugins: [
      remarkGfm,
      remarkMath,
      remarkFrontmatter,
      remarkMdxFrontmatter,
      remarkHeadingIds,
      remarkTypedNumbers,
    ],
    rehypePlugins: [[rehypeKatex, { strict: false, output: 'htmlAndMathml' }]],
  });
  const html = renderToStaticMarkup(<Text components={proseComponentsFor('en')} />);
  return new DOMParser().parseFromString(html, 'text/html');
}

describe.each(articleSources.map((article) => [article.slug, article] as const))('%s', (_slug, article) => {
  it('renders whole', async () => {
    const page = await render(article.frontmatter, article.body);
    const tags = tagsOf(article.body);
    const count = (name: string): number => tags.filter((tag) => tag.name === name).length;

    // A formula that KaTeX could not read.
    expect([...page.querySelectorAll('.katex-error')].map((error) => error.textContent)).toEqual([]);
    // What a parser of HTML moves out of a paragraph was not allowed to stand in it.
    expect([...page.querySelectorAll('p:empty:not([role=status])')]).toEqual([]);
    expect(page.body.textContent).not.toMatch(/undefined|NaN|\[object/);
    expect(page.querySelectorAll('figure')).toHaveLength(count('Diagram') + count('Lab') + count('Code'));
    expect(page.querySelectorAll('table').length).toBeGreaterThanOrEqual(count('CostTable') + count('Alternatives'));
    expect(page.querySelectorAll('form')).toHaveLength(count('Exercise'));
    // Every mark opens a note, and every note has a mark.
    const marks = [...page.querySelectorAll('button[popovertarget]')].map((mark) => mark.getAttribute('popovertarget'));
    const notes = [...page.querySelectorAll('[popover]')].map((note) => note.id);
    expect(marks).toEqual(notes);
    expect(new Set(notes).size).toBe(notes.length);
    // A drawing for readers without JavaScript.
    expect(page.querySelectorAll('figure svg').length).toBeGreaterThanOrEqual(count('Diagram'));
  });
});
