import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { pageMetadata } from '@/app/metadata';
import { Compare } from '@/components/compare/compare';
import { AllWordsProvider } from '@/components/ui/all-words';
import { articlesOf } from '@/content/articles';
import { compareContentOf } from '@/content/compare';
import { isLanguage, wordsFor } from '@/content/languages';

type Params = Promise<{ lang: string }>;

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { lang } = await params;
  if (!isLanguage(lang)) notFound();
  return pageMetadata(lang, 'compare', wordsFor(lang).compare);
}

export default async function Page({ params }: { params: Params }) {
  const { lang } = await params;
  if (!isLanguage(lang)) notFound();
  return (
    <AllWordsProvider>
      <Compare
        content={compareContentOf(lang)}
        articles={articlesOf(lang).map(({ slug, title }) => ({ slug, title }))}
      />
    </AllWordsProvider>
  );
}
