import type { ReactNode } from 'react';
import styles from './page-head.module.css';

type PageHeadProps = {
  title: string;
  /** What the page answers. */
  question: string;
  /** Stands above the title. */
  children?: ReactNode;
};

/** The head of a page that answers a question. */
export function PageHead({ title, question, children }: PageHeadProps) {
  return (
    <header className={styles.head}>
      {children}
      <h1>{title}</h1>
      <p className={styles.question}>{question}</p>
    </header>
  );
}
