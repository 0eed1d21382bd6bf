import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { headingsOf } from '@/app/[lang]/learn/[slug]/headings';
import { articleGroupsOf } from '@/content/articles';
import { preparedPairsOf } from '@/content/differences';
import { type Language, languages, wordsFor } from '@/content/languages';
import { proseContentOf } from '@/content/prose';
import { remarksFor } from '@/content/remarks';
import { articleSourcesOf, tagsOf } from './article-source';

const translations = languages.filter((language) => language !== 'en');

/** Attributes that are read by people, and so are translated. */
const SPOKEN: ReadonlySet<string> = new Set(['name', 'says']);

/** The components of a text with what they are about; their order within a sentence is the translator's. */
const componentsOf = (body: string): readonly string[] =>
  tagsOf(body)
    .map(({ name, attributes }) =>
      [name, ...Object.entries(attributes).map(([key, value]) => (SPOKEN.has(key) ? key : `${key}=${value}`))].join(
        ' ',
      ),
    )
    .sort();

const sectionsOf = (body: string): readonly string[] => body.split(/^## /m);
const citesOf = (frontmatter: string): string => frontmatter.slice(frontmatter.indexOf('cites:'));
const linksOf = (body: string, language: Language): readonly string[] =>
  [...body.matchAll(/\]\(([^)]+)\)/g)].map(([, href = '']) => href.replace(`/${language}/`, '/')).sort();
const verbatimOf = (body: string): readonly string[] => body.match(/^```[\s\S]*?^```/gm) ?? [];

describe.each(translations)('the articles in %s', (language) => {
  const originals = articleSourcesOf('en');
  const articles = articleSourcesOf(language);

  it('are those of the English list, in its order', () => {
    const shape = (of: Language) => articleGroupsOf(of).map(({ articles: each }) => each.map(({ slug }) => slug));
    expect(shape(language)).toEqual(shape('en'));
    expect(articles.map(({ slug }) => slug)).toEqual(originals.map(({ slug }) => slug));
  });

  it.each(originals.map((original) => [original.slug, original] as const))('%s says the same', (slug, original) => {
    const article = articles.find((each) => each.slug === slug);
    expect(article).toBeDefined();
    if (!article) return;
    expect(headingsOf(article.body).map(({ id }) => id)).toEqual(headingsOf(original.body).map(({ id }) => id));
    const sections = sectionsOf(original.body);
    sectionsOf(article.body).forEach((section, index) => {
      expect(componentsOf(section), section.slice(0, 40)).toEqual(componentsOf(sections[index] ?? ''));
      expect(linksOf(section, language)).toEqual(linksOf(sections[index] ?? '', 'en'));
    });
    expect(verbatimOf(article.body)).toEqual(verbatimOf(original.body));
    expect(citesOf(article.frontmatter)).toBe(citesOf(original.frontmatter));
    const listed = articleGroupsOf(language)
      .flatMap(({ articles: each }) => each)
      .find((each) => each.slug === slug);
    expect(article.frontmatter).toContain(`title: ${listed?.title}\nquestion: ${listed?.question}\n`);
  });
});

/** Every text and function of a tree of words, by its way. */
function leavesOf(value: unknown, way = ''): readonly (readonly [string, unknown])[] {
  if (typeof value !== 'object' || value === null) return [[way, value]];
  return Object.entries(value).flatMap(([key, each]) => leavesOf(each, way === '' ? key : `${way}.${key}`));
}

/** Numbers of lists that a language may split otherwise: running text between its sources. */
const withoutPlaces = (way: string): string => way.replace(/\.\d+/g, '.#');

/** English words in a row, as in a sentence that nobody translated. */
const SENTENCE = /\b[a-z]{2,}(?: [a-z]{2,}){2,}\b/;

/** What stays as it is printed elsewhere. */
const QUOTED = /“[^”]*[a-z][^”]*”|《[^》]*》|`[^`]*`|npm run weights/g;

describe.each(translations)('the words in %s', (language) => {
  const english = new Map(leavesOf(wordsFor('en')).map(([way, leaf]) => [withoutPlaces(way), leaf] as const));
  const leaves = leavesOf(wordsFor(language));

  it('have the keys and the arguments of the English ones', () => {
    expect([...new Set(leaves.map(([way]) => withoutPlaces(way)))].sort()).toEqual([...english.keys()].sort());
    for (const [way, leaf] of leaves) {
      const original = english.get(withoutPlaces(way));
      expect(typeof leaf, way).toBe(typeof original);
      // A language need not use every argument; it cannot use more than there are.
      if (typeof leaf === 'function' && typeof original === 'function') {
        expect(leaf.length, way).toBeLessThanOrEqual(Math.max(original.length, 1));
      }
    }
  });

  it('leave no English sentence behind', () => {
    for (const [way, leaf] of leaves) {
      // The title of the paper is quoted as it is printed.
      if (way === 'shell.footer.title') continue;
      const text = String(leaf).replace(QUOTED, '');
      if (typeof leaf === 'string') expect(text, way).not.toMatch(SENTENCE);
    }
  });
});

/** Everything of a folder of content that people read, file by file. */
function textsOf(folder: string): readonly (readonly [file: string, line: string])[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(ts|mdx)$/.test(file))
    .flatMap((file) =>
      readFileSync(join(folder, file), 'utf8')
        .split('\n')
        .map((line) => [file, line] as const),
    );
}

describe('Chinese typography', () => {
  const HAN = '\\p{Script=Han}';
  const lines = textsOf(join(process.cwd(), 'content/zh')).filter(([, line]) => /\p{Script=Han}/u.test(line));

  /** A line as it is set: marks of sources and links by a sign that no rule knows, numbers as they are. */
  const asSet = (line: string): string =>
    line
      .replace(/\]\([^)]*\)/g, ']')
      // Work in short ends with 万 or 亿.
      .replace(/<Num(?=[^<>]*what="macs")(?![^<>]*as="full")[^<>]*\/>/g, '<Work />')
      .replace(/<(?!Num|Work|Ratio|Path|Kernels)[A-Z](?:[^<>"]|"[^"]*")*>/g, '¤')
      .replace(/<\/[A-Z][A-Za-z]*>/g, '¤');

  const rules: readonly (readonly [name: string, broken: RegExp])[] = [
    ['full-width signs between Chinese letters', new RegExp(`${HAN}[,.;:!?](?:${HAN}|$)|${HAN}\\(|\\)${HAN}`, 'u')],
    ['a space between Chinese and Latin', new RegExp(`${HAN}[A-Za-z0-9]|[A-Za-z0-9]${HAN}`, 'u')],
    [
      'a space between Chinese and a number of an article',
      new RegExp(`${HAN}<(?:Num|Work|Ratio|Path|Kernels)\\b|(?:<(?:Num|Ratio|Path|Kernels)\\b[^<>]*/>)${HAN}`, 'u'),
    ],
    ['no space behind a number that ends with a Chinese unit', new RegExp(`<Work /> ${HAN}`, 'u')],
    ['no space beside full-width signs', new RegExp(`[，。；：！？、（）] ${HAN}|${HAN} [，。；：！？、（）]`, 'u')],
  ];

  it.each(rules)('has %s', (_name, broken) => {
    const faults = lines
      // A comment of the code is not set in type.
      .filter(([, line]) => !/^\s*(\/\*\*?|\*|\/\/)/.test(line))
      .map(([file, line]) => [file, asSet(line)] as const)
      .filter(([, line]) => broken.test(line))
      .map(([file, line]) => `${file}: ${broken.exec(line)?.[0]} in ${line.trim().slice(0, 90)}`);
    expect(faults).toEqual([]);
  });
});

describe.each(translations)('what articles look up in %s', (language) => {
  it('has the same ids as in English', () => {
    const keys = (of: Language) => {
      const { citations, sources, glossary, seed } = proseContentOf(of);
      return [citations, sources, glossary, seed].map((each) => Object.keys(each));
    };
    expect(keys(language)).toEqual(keys('en'));
    expect(Object.keys(remarksFor(language))).toEqual(Object.keys(remarksFor('en')));
  });

  it('explains the same differences, with the same sources', () => {
    const shape = (of: Language) =>
      preparedPairsOf(of).map(({ a, b, notes }) => ({
        a,
        b,
        notes: Object.entries(notes).map(([id, { citations }]) => [id, citations]),
      }));
    expect(shape(language)).toEqual(shape('en'));
  });

  it('cites the same places', () => {
    const places = (of: Language) =>
      Object.entries(proseContentOf(of).citations).map(([id, { source, url, note }]) => [
        id,
        source,
        url,
        note !== undefined,
      ]);
    expect(places(language)).toEqual(places('en'));
  });
});
