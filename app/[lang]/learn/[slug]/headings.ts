import type { Heading } from '@/components/reading/section-in-view';

/** A heading that asks for its id (scripts/remark-heading-ids.mjs): the text and the id. */
const ASKING = /^(.*?)\s*\{\/\*\s*#([a-z0-9-]+)\s*\*\/\}$/;

/** The `##` headings of an MDX text in order; fenced code is skipped, inline markup is stripped. */
export function headingsOf(source: string): readonly Heading[] {
  const seen = new Map<string, number>();
  const headings: Heading[] = [];
  let fenced = false;
  for (const line of source.split('\n')) {
    if (line.startsWith('```')) fenced = !fenced;
    const match = fenced ? null : /^##\s+(.+?)\s*$/.exec(line);
    if (!match?.[1]) continue;
    const [, said = match[1], asked] = ASKING.exec(match[1]) ?? [];
    const text = said.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/[`*_]/g, '');
    if (asked !== undefined) {
      headings.push({ text, id: asked });
      continue;
    }
    const slug = text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M}\p{Pc}\- ]/gu, '')
      .replace(/ /g, '-');
    const times = seen.get(slug) ?? 0;
    seen.set(slug, times + 1);
    headings.push({ text, id: times === 0 ? slug : `${slug}-${times}` });
  }
  return headings;
}
