import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '@/content/languages';

/** One component in an article, with its plain attributes. */
export interface Tag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** An article as written. */
export interface ArticleSource {
  readonly slug: string;
  /** The lines between the dashes. */
  readonly frontmatter: string;
  /** Everything after them. */
  readonly body: string;
}

/** Every article of a language, as its files are. */
export function articleSourcesOf(language: Language): readonly ArticleSource[] {
  const folder = join(process.cwd(), 'content', language, 'articles');
  return readdirSync(folder)
    .filter((file) => file.endsWith('.mdx'))
    .map((file) => {
      const text = readFileSync(join(folder, file), 'utf8');
      const match = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text);
      return { slug: file.replace(/\.mdx$/, ''), frontmatter: match?.[1] ?? '', body: match?.[2] ?? '' };
    });
}

/** Every English article. */
export const articleSources: readonly ArticleSource[] = articleSourcesOf('en');

/** Every quoted string of the data files of a language, among them the ids of what they cite. */
export const quotedInContent: ReadonlySet<string> = new Set(
  readdirSync(join(process.cwd(), 'content'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('citations.ts'))
    .flatMap((file) => [...readFileSync(join(process.cwd(), 'content', file), 'utf8').matchAll(/'([^'\n]+)'/g)])
    .map(([, quoted = '']) => quoted),
);

/** All components of a text in order; `{…}` attributes by their source. */
export function tagsOf(text: string): readonly Tag[] {
  return [...text.matchAll(/<([A-Z][A-Za-z]*)((?:\s+[a-z]+(?:=(?:"[^"]*"|\{[^}]*\}))?)*)\s*\/?>/g)].map(
    ([, name = '', source = '']) => ({
      name,
      attributes: Object.fromEntries(
        [...source.matchAll(/([a-z]+)(?:="([^"]*)"|=\{([^}]*)\})?/g)].map(([, key = '', quoted, braced]) => [
          key,
          quoted ?? braced ?? 'true',
        ]),
      ),
    }),
  );
}

/** The ids that a text cites, in order of their first mention. */
export function citedIn(text: string): readonly string[] {
  const ids = tagsOf(text).flatMap(({ name, attributes }) =>
    name === 'Cite' ? [attributes.id] : [attributes.cite, attributes.code],
  );
  return [...new Set(ids.filter((id) => id !== undefined))];
}

/** The running text alone, as a reader reads it: without components, formulae, code, links and marks. */
export function proseOf(body: string): string {
  return body
    .replace(/\$\$[\s\S]*?\$\$/g, ' ')
    .replace(/\$[^$\n]+\$/g, ' ')
    .replace(/```[\s\S]*?```/g, ' ')
    .replace(/`[^`]*`/g, ' ')
    .replace(/<Said[^>]*>[\s\S]*?<\/Said>/g, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\]\([^)]*\)/g, ']')
    .replace(/[*_[\]|#]/g, ' ');
}
