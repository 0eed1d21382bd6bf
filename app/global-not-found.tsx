import type { Metadata } from 'next';
import Link from 'next/link';
import { homeHref } from '@/components/ui/links';
import { wordsFor } from '@/content/languages';
import styles from './article-list.module.css';
import { Document } from './document';

const { shell } = wordsFor('en');

export const metadata: Metadata = { title: `${shell.notFound.title} · ${shell.siteName}` };

export default function NotFound() {
  return (
    <Document language="en">
      <div className={styles.page}>
        <h1 className={styles.title}>{shell.notFound.title}</h1>
        <p className={styles.lead}>{shell.notFound.means}</p>
        <p>
          <Link href={homeHref('en')}>{shell.notFound.next}</Link>
        </p>
      </div>
    </Document>
  );
}
