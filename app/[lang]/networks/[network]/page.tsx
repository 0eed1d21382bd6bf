import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Explorer } from '@/components/explorer/explorer';
import { articles } from '@/content/en/articles';
import { remarks } from '@/content/en/remarks';
import { isLanguage, languages, wordsFor } from '@/content/languages';
import { networks } from '@/lib/networks';

type Params = Promise<{ lang: string; network: string }>;

export const dynamicParams = false;

export function generateStaticParams() {
  return languages.flatMap((lang) => networks.map(({ id }) => ({ lang, network: id })));
}

const definitionOf = (id: string) => networks.find((each) => each.id === id) ?? notFound();

/** The remarks of the notes about one network, by path. */
const remarksOf = (id: string) =>
  Object.fromEntries(
    Object.entries(remarks).flatMap(([address, remark]) =>
      address.startsWith(`${id}/`) ? [[address.slice(id.length + 1), remark]] : [],
    ),
  );

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { lang, network } = await params;
  if (!isLanguage(lang)) notFound();
  const { title } = definitionOf(network);
  return { title, description: wordsFor(lang).explorer.description(title) };
}

export default async function Page({ params }: { params: Params }) {
  const { network } = await params;
  const { id } = definitionOf(network);
  return (
    <Explorer network={id} articles={articles.map(({ slug, title }) => ({ slug, title }))} remarks={remarksOf(id)} />
  );
}
