import styles from './section-title.module.css';

/** The heading of a section of the page, which the section names as its label. */
export function SectionTitle({ id, children }: { id: string; children: string }) {
  return (
    <h2 id={id} className={styles.title}>
      {children}
    </h2>
  );
}
