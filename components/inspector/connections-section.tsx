'use client';

import { SelectLink } from '@/components/inspector/selecting';
import { useAllWords } from '@/components/ui/all-words';
import type { Facts, Link } from './facts';
import styles from './inspector.module.css';
import { crumbOf, type LabelContext } from './labels';

function Links({ links, context }: { links: readonly Link[]; context: LabelContext }) {
  const { inspector: words } = useAllWords();
  return (
    <ul className={styles.list}>
      {links.map((link) => (
        <li key={link.node.id} className={styles.item}>
          {link.at === null || !link.part ? (
            <span>{words.names.input}</span>
          ) : (
            <SelectLink at={link.at}>
              {crumbOf(context, link.part)}
              <span className={styles.path}>{link.at}</span>
            </SelectLink>
          )}
          <span className={styles.measure}>{context.formats.shape(link.shape)}</span>
        </li>
      ))}
    </ul>
  );
}

/** What the selection reads and what reads it. */
export function ConnectionsSection({ facts, context }: { facts: Facts; context: LabelContext }) {
  const { inspector: words } = useAllWords();
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>{words.flow}</h3>
      <h4 className={styles.subheading}>{words.reads}</h4>
      <Links links={facts.reads} context={context} />
      <h4 className={styles.subheading}>{words.feeds}</h4>
      {facts.feeds.length === 0 ? (
        <p className={styles.note}>{words.feedsNothing}</p>
      ) : (
        <Links links={facts.feeds} context={context} />
      )}
    </section>
  );
}
