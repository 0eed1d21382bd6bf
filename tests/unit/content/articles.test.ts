import { describe, expect, it } from 'vitest';
import { quantityOf } from '@/components/prose/quantity';
import { subjectOf } from '@/components/prose/subject';
import { articles } from '@/content/en/articles';
import { citations, sources } from '@/content/en/citations';
import { glossary } from '@/content/en/glossary';
import { remarks } from '@/content/en/remarks';
import { seed } from '@/content/en/seed';
import { resolveAddress } from '@/lib/networks';
import { articleSources, citedIn, proseOf, quotedInContent, type Tag, tagsOf } from './article-source';

const tagsNamed = (tags: readonly Tag[], name: string): readonly Tag[] => tags.filter((tag) => tag.name === name);

describe('the list of articles', () => {
  it('has a file for every article and an article for every file', () => {
    expect(articleSources.map(({ slug }) => slug).sort()).toEqual(articles.map(({ slug }) => slug).sort());
  });

  it.each(articles.map(({ slug, title, question }) => [slug, title, question]))(
    '%s has the title and the question of its frontmatter',
    (slug, title, question) => {
      const lines = articleSources.find((each) => each.slug === slug)?.frontmatter.split('\n');
      expect(lines).toContain(`title: ${title}`);
      expect(lines).toContain(`question: ${question}`);
    },
  );
});

describe.each(articleSources.map((article) => [article.slug, article] as const))('%s', (_slug, article) => {
  const tags = tagsOf(article.body);
  const prose = proseOf(article.body);

  it('is worth reading alone: 800 to 1,500 words of prose', () => {
    const words = prose.split(/\s+/).filter((word) => /\p{L}/u.test(word)).length;
    expect(words).toBeGreaterThanOrEqual(800);
    expect(words).toBeLessThanOrEqual(1500);
  });

  it('types no number of a network: nothing of two digits outside components', () => {
    const typed = prose.match(/[^\s]*\d\d[^\s]*/g) ?? [];
    // What may stand: a year.
    expect(typed.filter((word) => !/^(19|20)\d\d\W*$/.test(word))).toEqual([]);
  });

  it('has a drawing, a lab, a table, a worked sum and one exercise', () => {
    expect(tagsNamed(tags, 'Diagram').length).toBeGreaterThanOrEqual(1);
    expect(tagsNamed(tags, 'Lab')).toHaveLength(1);
    expect(tagsNamed(tags, 'CostTable').length).toBeGreaterThanOrEqual(1);
    expect(tagsNamed(tags, 'ConvCost').length + tagsNamed(tags, 'OutputSize').length).toBeGreaterThanOrEqual(1);
    expect(tagsNamed(tags, 'Exercise')).toHaveLength(1);
    expect(tagsNamed(tags, 'Because')).toHaveLength(1);
  });

  it('treats a row of the notes', () => {
    const rows = tags.flatMap(({ name, attributes }) =>
      name === 'Seed' ? [attributes.id] : name === 'Correction' ? [attributes.row] : [],
    );
    expect(rows.filter((row) => row !== undefined).length).toBeGreaterThanOrEqual(1);
  });

  it('names only what exists', () => {
    for (const { name, attributes } of tags) {
      const tag = `<${name} ${JSON.stringify(attributes)}>`;
      const size = attributes.size === undefined ? undefined : Number(attributes.size);
      if (attributes.of !== undefined) {
        const subject = subjectOf(tag, attributes.of, size);
        if (name === 'Num') quantityOf(tag, subject, attributes.what ?? '');
      }
      if (attributes.to !== undefined && name === 'Ratio') subjectOf(tag, attributes.to, size);
      if (attributes.at !== undefined) subjectOf(tag, attributes.at);
      if (name === 'Term') expect(Object.keys(glossary), tag).toContain(attributes.id);
      if (name === 'Seed') expect(Object.keys(seed), tag).toContain(attributes.id);
      if (attributes.row !== undefined) expect(Object.keys(seed), tag).toContain(attributes.row);
    }
  });

  it('lists every source that it cites, in order, and no other', () => {
    const cited = citedIn(article.body);
    expect(cited.length).toBeGreaterThanOrEqual(3);
    for (const id of cited) expect(Object.keys(citations)).toContain(id);
    const listed = [...article.frontmatter.matchAll(/^ {2}- (\S+)$/gm)].map(([, id]) => id);
    expect(listed).toEqual(cited);
  });

  it('links to articles and pages that exist', () => {
    const links = [...article.body.matchAll(/\]\(([^)?]+)[^)]*\)/g)].map(([, to]) => to);
    const known = [...articles.map(({ slug }) => `/en/learn/${slug}`), '/en/compare', '/en/results', '/en/bench'];
    for (const to of links) expect(known).toContain(to);
  });

  it('asks about a size whose answer no table gives away', () => {
    const [exercise] = tagsNamed(tags, 'Exercise');
    const { ask = '', size } = exercise?.attributes ?? {};
    if (['output', 'macs', 'values'].includes(ask)) expect([160, 299]).not.toContain(Number(size));
  });
});

describe('the exercises', () => {
  it('ask something else in every article', () => {
    const asked = articleSources.flatMap(({ body }) =>
      tagsNamed(tagsOf(body), 'Exercise').map(({ attributes }) => JSON.stringify(attributes)),
    );
    expect(asked.filter((each, i) => asked.indexOf(each) !== i)).toEqual([]);
  });
});

describe('the notes', () => {
  it('have every row treated in some article', () => {
    const treated = new Set(
      articleSources.flatMap(({ body }) =>
        tagsOf(body).flatMap(({ name, attributes }) =>
          name === 'Seed' ? [attributes.id] : name === 'Correction' ? [attributes.row] : [],
        ),
      ),
    );
    expect(Object.keys(seed).filter((row) => !treated.has(row))).toEqual([]);
  });

  it('are listed whole', () => {
    const ids = Object.keys(seed);
    expect(ids.filter((id) => id.startsWith('F'))).toHaveLength(12);
    expect(ids.filter((id) => id.startsWith('C'))).toHaveLength(10);
    expect(ids.filter((id) => id.startsWith('T'))).toHaveLength(10);
  });

  it('make remarks on parts that exist', () => {
    expect(Object.keys(remarks).length).toBeGreaterThan(20);
    for (const address of Object.keys(remarks)) expect(() => resolveAddress(address)).not.toThrow();
  });
});

describe('the sources', () => {
  it('are known to every citation, and every source is cited or is the notes', () => {
    const used = new Set<string>(Object.values(citations).map(({ source }) => source));
    for (const source of used) expect(Object.keys(sources)).toContain(source);
    expect(Object.keys(sources).filter((id) => !used.has(id))).toEqual(['notes']);
  });

  it('say of every figure of the paper that it is known by transcription', () => {
    for (const citation of Object.values(citations)) {
      if (citation.source === 'inception-v4' && citation.where.startsWith('Figure')) {
        expect('note' in citation && citation.note).toContain('transcription');
      }
    }
  });

  it('are all used: no citation that neither an article nor a data file names, no entry of the glossary that no article names', () => {
    const bodies = articleSources.map(({ body }) => body);
    const cited = new Set([...bodies.flatMap(citedIn), ...quotedInContent]);
    const terms = new Set(
      bodies.flatMap((body) => tagsNamed(tagsOf(body), 'Term').map(({ attributes }) => attributes.id)),
    );
    expect(Object.keys(citations).filter((id) => !cited.has(id))).toEqual([]);
    expect(Object.keys(glossary).filter((id) => !terms.has(id))).toEqual([]);
  });
});
