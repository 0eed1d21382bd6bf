'use client';

import type { MouseEvent } from 'react';
import { useAllWords } from '@/components/ui/all-words';
import { compareHref } from '@/components/ui/links';
import { siteFile } from '@/components/ui/site-file';
import { useLanguage } from '@/components/ui/words';
import type { PreparedPair } from '@/content/differences';
import { wholePair } from './comparing';
import type { Pair } from './pairs';
import styles from './prepared-pairs.module.css';

const isPlainClick = (event: MouseEvent): boolean =>
  event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;

type PreparedPairsProps = {
  pairs: readonly PreparedPair[];
  keys: Pair;
  onPair: (pair: Pair) => void;
};

/** Links to the comparisons that are explained; each is this page with another pair. */
export function PreparedPairs({ pairs, keys, onPair }: PreparedPairsProps) {
  const { compare } = useAllWords();
  const language = useLanguage();
  return (
    <nav aria-label={compare.prepared} className={styles.prepared}>
      <ul>
        {pairs.map((pair) => {
          const { a, b } = wholePair(pair);
          return (
            <li key={pair.title}>
              <a
                href={siteFile(compareHref(language, a, b))}
                aria-current={a === keys.a && b === keys.b ? 'page' : undefined}
                onClick={(event) => {
                  if (!isPlainClick(event)) return;
                  event.preventDefault();
                  onPair({ a, b });
                }}
              >
                {pair.title}
              </a>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
