'use client';

import { CopyButton } from '@/components/ui/copy-button';
import { Disclosure } from '@/components/ui/disclosure';
import { params } from '@/components/ui/url-params';
import { useWords } from '@/components/ui/words';
import styles from './reading.module.css';

/** Where reports go: the page for a new issue of whoever publishes the site, set when it is built. */
const REPORTS = process.env.ATLAS_REPORTS ?? '';

/** Tells whoever publishes the site what is wrong on a page: a prepared text, and the place to send it where there is one. */
export function ReportError() {
  const words = useWords().reading.report;
  const text = (): string => {
    const selected = new URLSearchParams(window.location.search).get(params.at.name);
    return words.text(window.location.href, selected, navigator.userAgent);
  };
  return (
    <Disclosure summary={words.title}>
      <p className={styles.report}>{words.says}</p>
      <div className={styles.actions}>
        {REPORTS === '' ? null : (
          <a href={REPORTS} rel="noreferrer">
            {words.open}
          </a>
        )}
        <CopyButton text={text} label={words.copy} done={words.copied} />
      </div>
    </Disclosure>
  );
}
