'use client';

import { useEffect, useState } from 'react';
import { Disclosure } from '@/components/ui/disclosure';
import { TextToCopy } from '@/components/ui/text-to-copy';
import { useWords } from '@/components/ui/words';
import { PAPER_BIBTEX, pageBibtex } from './bibtex';
import styles from './reading.module.css';

/** BibTeX of the page, with its address and the day, and of the paper. */
export function CiteThis({ slug, title }: { slug: string; title: string }) {
  const { reading, shell } = useWords();
  const words = reading.cite;
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState<{ readonly url: string; readonly day: Date } | null>(null);
  // The address and the day are those of the reader.
  useEffect(() => {
    if (open) setAt({ url: window.location.origin + window.location.pathname, day: new Date() });
  }, [open]);
  const page = at && pageBibtex({ slug, title, site: shell.siteName, authors: words.authors, ...at });
  return (
    <Disclosure summary={words.title} onToggle={setOpen}>
      {page ? <Entry title={words.page} text={page} /> : null}
      <Entry title={words.paper} text={PAPER_BIBTEX} />
    </Disclosure>
  );
}

function Entry({ title, text }: { title: string; text: string }) {
  const { cite } = useWords().reading;
  return (
    <div className={styles.entry}>
      <p className={styles.entryTitle}>{title}</p>
      <TextToCopy text={text} label={title} copy={cite.copy} copied={cite.copied} />
    </div>
  );
}
