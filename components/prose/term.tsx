import type { ReactNode } from 'react';
import type { ProseContent } from '@/content/prose';
import { lookUp } from './fault';
import { Pop } from './pop';
import styles from './term.module.css';

/** A word of the field that opens its entry of the glossary. */
export function Term({ content, id, children }: { content: ProseContent; id: string; children: ReactNode }) {
  const { term, means } = lookUp(`<Term id="${id}">`, content.glossary, id);
  return (
    <Pop mark={children} look="term">
      <strong className={styles.term}>{term}</strong> {means}
    </Pop>
  );
}
