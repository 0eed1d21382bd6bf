import { describe, expect, it } from 'vitest';
import { partRecords } from '@/components/search/part-records';
import { ask, loadIndex, type Pagefind, piecesOf, queryOf } from '@/components/search/search-index';
import { languages } from '@/content/languages';
import { resolveAddress } from '@/lib/networks';

const result = (title: string) => ({
  data: async () => ({
    url: `/en/learn/${title}/`,
    excerpt: `before <mark>${title}</mark> &lt;after&gt;`,
    meta: { title: `The &amp; ${title}` },
    sub_results: [
      { url: `/en/learn/${title}/`, title },
      { url: `/en/learn/${title}/#one`, title: 'One' },
    ],
  }),
});

const index = (results: readonly ReturnType<typeof result>[] | null): Pagefind => ({
  options: async () => {},
  init: async () => {},
  search: async () => (results ? { results } : null),
});

describe('a query', () => {
  it('means the multiplication sign by an x between digits, and by no other x', () => {
    expect(queryOf(' 1x7 ')).toBe('1×7');
    expect(queryOf('3 X 3 conv')).toBe('3×3 conv');
    expect(queryOf('max pool 299x299x3')).toBe('max pool 299×299×3');
    expect(queryOf('mixed x5')).toBe('mixed x5');
  });

  it('gives pages with marked excerpts, and the sections that answer', async () => {
    const answer = await ask(index([result('stem'), result('head')]), 'x');
    expect(answer?.count).toBe(2);
    expect(await answer?.load(1, 2)).toEqual([
      {
        href: '/en/learn/head/',
        title: 'The & head',
        excerpt: [
          { text: 'before ', marked: false },
          { text: 'head', marked: true },
          { text: ' <after>', marked: false },
        ],
        sections: [{ href: '/en/learn/head/#one', title: 'One' }],
      },
    ]);
  });

  it('that is a name with underscores is asked for by its parts where the whole is not found', async () => {
    const asked: string[] = [];
    const answering = (known: string): Pagefind => ({
      ...index([]),
      search: async (query) => {
        asked.push(query);
        return { results: query === known ? [result('stem')] : [] };
      },
    });
    expect((await ask(answering('mixed 6a'), 'mixed_6a'))?.count).toBe(1);
    expect((await ask(answering('mixed_6a'), 'mixed_6a'))?.count).toBe(1);
    expect((await ask(answering(''), 'stem'))?.count).toBe(0);
    expect(asked).toEqual(['mixed_6a', 'mixed 6a', 'mixed_6a', 'stem']);
  });

  it('that a later one has overtaken gives nothing', async () => {
    expect(await ask(index(null), 'x')).toBeNull();
  });
});

describe('an excerpt', () => {
  it('is text, whatever it says', () => {
    expect(piecesOf('&lt;script&gt; &amp;amp; <mark>a</mark><mark>b</mark>')).toEqual([
      { text: '<script> &amp; ', marked: false },
      { text: 'a', marked: true },
      { text: 'b', marked: true },
    ]);
  });
});

describe('the index', () => {
  it('is asked for again after a failure, and once it is there no more', async () => {
    let loads = 0;
    const failing = async (): Promise<Pagefind> => {
      loads++;
      throw new Error('offline');
    };
    const working = async (): Promise<Pagefind> => {
      loads++;
      return index([]);
    };
    await expect(loadIndex(failing)).rejects.toThrow('offline');
    await loadIndex(working);
    await loadIndex(working);
    expect(loads).toBe(2);
  });
});

describe.each(languages)('the parts of networks in %s', (language) => {
  const records = partRecords(language);

  it('lead to parts that exist, each once', () => {
    expect(records.length).toBeGreaterThan(100);
    for (const { url } of records) {
      const { pathname, searchParams } = new URL(url, 'http://atlas.test');
      const network = pathname.split('/').at(-2);
      const variant = searchParams.get('variant');
      const address = `${network}${variant ? `:${variant}` : ''}/${searchParams.get('at')}`;
      expect(pathname).toMatch(/\/$/);
      expect(() => resolveAddress(address), address).not.toThrow();
    }
    expect(new Set(records.map(({ url }) => url)).size).toBe(records.length);
  });

  it('are found by path, by the name of the class and by their counts', () => {
    const block = records.find(({ url }) => url.includes('inception-resnet-v2/') && url.includes('at=repeat.0'));
    expect(block?.content).toContain('repeat.0');
    expect(block?.content).toContain('Block35');
    expect(block?.content).toContain('35×35×320');
  });
});
