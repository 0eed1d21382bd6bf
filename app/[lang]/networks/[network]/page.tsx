import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { pageMetadata } from '@/app/metadata';
import { Explorer } from '@/components/explorer/explorer';
import { AllWordsProvider } from '@/components/ui/all-words';
import { articlePlaces } from '@/content/article-places';
import { articlesOf } from '@/content/articles';
import { isLanguage, type Language, languages, wordsFor } from '@/content/languages';
import { remarksFor } from '@/content/remarks';
import { parseAddress } from '@/lib/graph/address';
import { networks } from '@/lib/networks';

type Params = Promise<{ lang: string; network: string }>;

export const dynamicParams = false;

export function generateStaticParams() {
  return languages.flatMap((lang) => networks.map(({ id }) => ({ lang, network: id })));
}

const definitionOf = (id: string) => networks.find((each) => each.id === id) ?? notFound();

/** The remarks of the notes about one network, by `variant/path`, or `/path` for all variants. */
const remarksOf = (language: Language, id: string) =>
  Object.fromEntries(
    Object.entries(remarksFor(language)).flatMap(([address, remark]) => {
      const { network, variant, path } = parseAddress(address);
      return network === id ? [[`${variant ?? ''}/${path}`, remark]] : [];
    }),
  );

/** The articles about the stages of one network, by path. */
const articlesAbout = (language: Language, id: string) =>
  Object.fromEntries(
    Object.entries(articlePlaces[id] ?? {}).flatMap(([path, slug]) => {
      const article = articlesOf(language).find((each) => each.slug === slug);
      return article ? [[path, { slug, title: article.title }]] : [];
    }),
  );

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { lang, network } = await params;
  if (!isLanguage(lang)) notFound();
  const { title } = definitionOf(network);
  const description = wordsFor(lang).explorer.description(title);
  return pageMetadata(lang, `networks/${network}`, { title, description });
}

export default async function Page({ params }: { params: Params }) {
  const { lang, network } = await params;
  if (!isLanguage(lang)) notFound();
  const { id } = definitionOf(network);
  return (
    <AllWordsProvider>
      <Explorer network={id} articles={articlesAbout(lang, id)} remarks={remarksOf(lang, id)} />
    </AllWordsProvider>
  );
}
