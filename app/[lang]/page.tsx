import { notFound } from 'next/navigation';
import { isLanguage } from '@/content/languages';
import { Home } from '../home';

export default async function Page({ params }: { params: Promise<{ lang: string }> }) {
  const { lang } = await params;
  if (!isLanguage(lang)) notFound();
  return <Home language={lang} />;
}
