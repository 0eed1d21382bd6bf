import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { articlesOf } from '@/content/articles';
import { languages } from '@/content/languages';
import { proseContentOf } from '@/content/prose';
import { differencesBetween } from './parity';

const source = (language: string, slug: string): string =>
  readFileSync(join(process.cwd(), 'content', language, 'articles', `${slug}.mdx`), 'utf8');

describe.each(languages)('%s', (language) => {
  const slugs = articlesOf('en').map(({ slug }) => slug);

  it('has the same articles in the same order', () => {
    expect(articlesOf(language).map(({ slug }) => slug)).toEqual(slugs);
  });

  it.each(slugs)('%s has the anchors and components of the original', (slug) => {
    expect(differencesBetween(source('en', slug), source(language, slug))).toEqual([]);
  });

  it('has the same rows of the notes, with the same verdicts', () => {
    const rowsOf = (each: 'en' | typeof language) =>
      Object.entries(proseContentOf(each).seed).map(([id, { kind, verdict }]) => [id, kind, verdict]);
    expect(rowsOf(language)).toEqual(rowsOf('en'));
  });
});

describe('what two languages may not differ in', () => {
  const original = '## Two ways\n\nIt has <Num of="a/b" what="macs" /> and <Cite id="x" />.\n\n<Diagram of="a/b" />\n';

  it('is not the words, nor their order', () => {
    const translated =
      '## 两种方式 {/* #two-ways */}\n\n<Cite id="x" />：它有 <Num of="a/b" what="macs" />。\n\n<Diagram of="a/b" />\n';
    expect(differencesBetween(original, translated)).toEqual([]);
  });

  it.each([
    [
      '## 两种方式\n\n<Num of="a/b" what="macs" /> <Cite id="x" /> <Diagram of="a/b" />',
      /^anchors: two-ways \| 两种方式/,
    ],
    ['## Two ways\n\n<Num of="a/b" what="macs" /> <Diagram of="a/b" />', /^missing: Cite id=x/],
    ['## Two ways\n\n<Num of="a/c" what="macs" /> <Cite id="x" /> <Diagram of="a/b" />', /^missing: Num of=a\/b/],
    [`${original}<Lab at="a/b" />`, /^not in the original: Lab at=a\/b/],
  ])('is seen (%#)', (translated, fault) => {
    expect(differencesBetween(original, translated)[0]).toMatch(fault);
  });
});
