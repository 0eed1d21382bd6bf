import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { pageMetadata } from '@/app/metadata';
import { isLanguage, wordsFor } from '@/content/languages';
import { Home } from '../home';

type Params = Promise<{ lang: string }>;

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { lang } = await params;
  if (!isLanguage(lang)) notFound();
  const { shell } = wordsFor(lang);
  return pageMetadata(lang, '', { title: shell.siteName, description: shell.siteDescription });
}

export default async function Page({ params }: { params: Params }) {
  const { lang } = await params;
  if (!isLanguage(lang)) notFound();
  return <Home language={lang} />;
}
