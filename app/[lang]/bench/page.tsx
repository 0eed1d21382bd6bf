import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { pageMetadata } from '@/app/metadata';
import { Bench } from '@/components/bench/bench';
import styles from '@/components/bench/bench.module.css';
import { AllWordsProvider } from '@/components/ui/all-words';
import { PageHead } from '@/components/ui/page-head';
import { benchWordsOf } from '@/content/bench';
import { isLanguage } from '@/content/languages';

type Params = Promise<{ lang: string }>;

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { lang } = await params;
  if (!isLanguage(lang)) notFound();
  return pageMetadata(lang, 'bench', benchWordsOf(lang));
}

export default async function Page({ params }: { params: Params }) {
  const { lang } = await params;
  if (!isLanguage(lang)) notFound();
  const words = benchWordsOf(lang);
  return (
    <div className={styles.page}>
      <PageHead title={words.title} question={words.question} />
      {words.lead.map((text) => (
        <p key={text} className={styles.lead}>
          {text}
        </p>
      ))}
      <AllWordsProvider>
        <Bench />
      </AllWordsProvider>
      <section aria-labelledby="peers">
        <h2 id="peers">{words.peers.title}</h2>
        <p className={styles.lead}>{words.peers.text}</p>
        <p className={styles.command}>
          <code>{words.peers.command}</code>
        </p>
      </section>
    </div>
  );
}
