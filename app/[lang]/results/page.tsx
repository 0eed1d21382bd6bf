import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { pageMetadata } from '@/app/metadata';
import { Results } from '@/components/results/results';
import { AllWordsProvider } from '@/components/ui/all-words';
import { isLanguage, wordsFor } from '@/content/languages';

type Params = Promise<{ lang: string }>;

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { lang } = await params;
  if (!isLanguage(lang)) notFound();
  return pageMetadata(lang, 'results', wordsFor(lang).results);
}

export default async function Page({ params }: { params: Params }) {
  const { lang } = await params;
  if (!isLanguage(lang)) notFound();
  return (
    <AllWordsProvider>
      <Results language={lang} />
    </AllWordsProvider>
  );
}
