'use client';

import { useId } from 'react';
import { useAllWords } from '@/components/ui/all-words';
import { Button } from '@/components/ui/button';
import { errorText } from '@/components/ui/error-text';
import { FileButton } from '@/components/ui/file-button';
import { formatsFor } from '@/components/ui/format';
import { ErrorNotice } from '@/components/ui/notice';
import { useLanguage } from '@/components/ui/words';
import styles from './head.module.css';
import type { OwnNames } from './use-own-names';

type OwnClassNamesProps = {
  own: OwnNames;
  /** Whether the classes stand under their numbers, for want of names. */
  numbered: boolean;
  classes: number;
};

/** Takes names of the classes from a file of the reader's, and says whose names are shown. */
export function OwnClassNames({ own, numbered, classes }: OwnClassNamesProps) {
  const all = useAllWords();
  const words = all.head.own;
  const { integer } = formatsFor(useLanguage());
  const hint = useId();
  return (
    <div className={styles.own}>
      <p className={styles.small} id={hint}>
        {own.file !== null ? words.from(own.file) : numbered ? words.numbered(integer(classes)) : words.hint}
      </p>
      <div className={styles.ownActions}>
        <FileButton label={words.open} accept=".txt,.json" onFile={own.open} describedBy={hint} />
        {own.file !== null ? (
          <Button variant="quiet" onClick={own.forget}>
            {words.forget}
          </Button>
        ) : null}
      </div>
      {own.error ? <ErrorNotice text={errorText(all, own.error)} /> : null}
    </div>
  );
}
