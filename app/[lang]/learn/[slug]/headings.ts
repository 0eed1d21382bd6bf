/** A section of an article: the text of its heading and the id that rehype-slug gives it. */
export type Heading = { readonly text: string; readonly id: string };

/** The `##` headings of an MDX text in order; fenced code is skipped, inline markup is stripped. */
export function headingsOf(source: string): readonly Heading[] {
  const seen = new Map<string, number>();
  const headings: Heading[] = [];
  let fenced = false;
  for (const line of source.split('\n')) {
    if (line.startsWith('```')) fenced = !fenced;
    const match = fenced ? null : /^##\s+(.+?)\s*$/.exec(line);
    if (!match?.[1]) continue;
    const text = match[1].replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/[`*_]/g, '');
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
