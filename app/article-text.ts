import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { articlesOf } from '@/content/articles';
import type { Language } from '@/content/languages';

/** An article as it is written, for pages that are made of what articles say. */
export function articleText(language: Language, slug: string): Promise<string> {
  return readFile(join(process.cwd(), 'content', language, 'articles', `${slug}.mdx`), 'utf8');
}

/** Which articles name an id in one of these attributes of a component: `<Term id="…">`, `cite="…"`. In reading order. */
export async function articlesNaming(
  language: Language,
  pattern: RegExp,
): Promise<ReadonlyMap<string, readonly { readonly slug: string; readonly title: string }[]>> {
  const places = new Map<string, { readonly slug: string; readonly title: string }[]>();
  for (const { slug, title } of articlesOf(language)) {
    const text = await articleText(language, slug);
    const ids = new Set([...text.matchAll(pattern)].map(([, id = '']) => id));
    for (const id of ids) places.set(id, [...(places.get(id) ?? []), { slug, title }]);
  }
  return places;
}
