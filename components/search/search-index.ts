import { siteFile } from '@/components/ui/site-file';

/** A place that answers a query. */
export interface Found {
  readonly href: string;
  readonly title: string;
  /** The passage, in pieces; those that answer the query are marked. */
  readonly excerpt: readonly { readonly text: string; readonly marked: boolean }[];
  /** Headings inside the page that answer as well. */
  readonly sections: readonly { readonly href: string; readonly title: string }[];
}

/** What was found: how many in all, and each when it is wanted. */
export interface Answer {
  readonly count: number;
  readonly load: (from: number, to: number) => Promise<readonly Found[]>;
}

/** One result of Pagefind, as far as it is read here. */
interface PagefindData {
  readonly url: string;
  readonly excerpt: string;
  readonly meta: { readonly title?: string };
  readonly sub_results: readonly { readonly url: string; readonly title: string }[];
}

/** The module that Pagefind writes beside the site. */
export interface Pagefind {
  options(options: { readonly excerptLength?: number; readonly baseUrl?: string }): Promise<void>;
  init(): Promise<void>;
  search(
    query: string,
  ): Promise<{ readonly results: readonly { readonly data: () => Promise<PagefindData> }[] } | null>;
}

/** Sections shown below a page; the page itself is the first of what Pagefind calls sub-results. */
const SECTIONS = 3;

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#x27': "'" };

/** The characters that Pagefind writes as entities, back again. */
const plain = (text: string): string => text.replace(/&(#?\w+);/g, (all, name: string) => ENTITIES[name] ?? all);

/** An excerpt is HTML with nothing but `<mark>` in it: pieces need no HTML. */
export function piecesOf(excerpt: string): Found['excerpt'] {
  return excerpt
    .split(/(<mark>.*?<\/mark>)/)
    .filter((piece) => piece !== '')
    .map((piece) => {
      const marked = /^<mark>(.*)<\/mark>$/.exec(piece);
      return { text: plain(marked?.[1] ?? piece), marked: marked !== null };
    });
}

function foundOf({ url, excerpt, meta, sub_results: parts }: PagefindData): Found {
  return {
    href: url,
    title: plain(meta.title ?? url),
    excerpt: piecesOf(excerpt),
    sections: parts
      .filter((part) => part.url.includes('#'))
      .slice(0, SECTIONS)
      .map((part) => ({ href: part.url, title: plain(part.title) })),
  };
}

const ADDRESS = siteFile('/pagefind/pagefind.js');

let loaded: Promise<Pagefind> | null = null;

/** Loads the index of the page's language; a failure is not remembered. */
export function loadIndex(
  load: () => Promise<Pagefind> = () => import(/* turbopackIgnore: true */ /* webpackIgnore: true */ ADDRESS),
): Promise<Pagefind> {
  loaded ??= load().then(async (pagefind) => {
    await pagefind.options({ excerptLength: 24, baseUrl: siteFile('/') });
    await pagefind.init();
    return pagefind;
  });
  loaded.catch(() => {
    loaded = null;
  });
  return loaded;
}

/** People type an x for the multiplication sign: `1x7`. */
export const queryOf = (text: string): string => text.trim().replace(/(\d)\s*[x*]\s*(?=\d)/gi, '$1×');

/** Asks the index. @returns null where a later query has taken its place. */
export async function ask(pagefind: Pagefind, text: string): Promise<Answer | null> {
  const query = queryOf(text);
  const whole = await pagefind.search(query);
  if (!whole) return null;
  // In a language whose words are cut out, `mixed_6a` stands in the index as `mixed` and `6a`; asked for whole, Pagefind
  // looks into one piece of the index only, and that one need not hold either.
  const answer =
    whole.results.length === 0 && query.includes('_') ? await pagefind.search(query.replaceAll('_', ' ')) : whole;
  if (!answer) return null;
  const { results } = answer;
  return {
    count: results.length,
    load: (from, to) => Promise.all(results.slice(from, to).map(async ({ data }) => foundOf(await data()))),
  };
}
