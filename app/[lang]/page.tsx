import { isLanguage, wordsFor } from '@/content/languages';

export default async function Page({ params }: { params: Promise<{ lang: string }> }) {
  const { lang } = await params;
  const { shell } = wordsFor(isLanguage(lang) ? lang : 'en');
  return (
    <main>
      <h1>{shell.siteName}</h1>
      <p>{shell.siteDescription}</p>
    </main>
  );
}
