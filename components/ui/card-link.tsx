import type { Route } from 'next';
import styles from './card-link.module.css';
import { Link } from './link';

type CardLinkProps = {
  href: Route;
  title: string;
  text: string;
  /** What a click does, where the title does not say it. */
  go?: string;
};

/** A way to another page that is worth a sentence. */
export function CardLink({ href, title, text, go }: CardLinkProps) {
  return (
    <Link href={href} className={styles.card}>
      <span className={styles.title}>{title}</span>
      <span className={styles.text}>{text}</span>
      {go === undefined ? null : (
        <span className={styles.go}>
          {go} <span aria-hidden="true">→</span>
        </span>
      )}
    </Link>
  );
}
