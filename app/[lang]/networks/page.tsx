import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { readNetworkView } from '@/components/explorer/reading';
import { formatsFor } from '@/components/ui/format';
import { explorerHref } from '@/components/ui/links';
import { isLanguage, wordsFor } from '@/content/languages';
import { networks } from '@/lib/networks';
import styles from './networks.module.css';

type Params = Promise<{ lang: string }>;

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { lang } = await params;
  if (!isLanguage(lang)) notFound();
  const { index } = wordsFor(lang).explorer;
  return { title: index.title, description: index.lead };
}

export default async function Page({ params }: { params: Params }) {
  const { lang } = await params;
  if (!isLanguage(lang)) notFound();
  const { index } = wordsFor(lang).explorer;
  const formats = formatsFor(lang);
  return (
    <div className={styles.page}>
      <h1 className={styles.title}>{index.title}</h1>
      <p className={styles.lead}>{index.lead}</p>
      <ul className={styles.list}>
        {networks.map((definition) => {
          const { total } = readNetworkView(definition.id, null, null).reading;
          return (
            <li key={definition.id}>
              <Link href={explorerHref(lang, definition.id)} className={styles.card}>
                <span className={styles.name}>{definition.title}</span>
                <span className={styles.facts}>
                  {index.facts(
                    formats.integer(total.parameters),
                    formats.integer(total.macs),
                    formats.integer(total.convolutions),
                    formats.integer(definition.defaultSize),
                  )}
                </span>
                <span className={styles.go}>{index.open}</span>
              </Link>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
