'use client';

import { useCallback, useMemo } from 'react';
import type { LabelContext } from '@/components/inspector/labels';
import { useSelecting } from '@/components/inspector/selecting';
import { useAllWords } from '@/components/ui/all-words';
import { Combobox } from '@/components/ui/combobox';
import { KindSwatch } from '@/components/ui/kind-swatch';
import styles from './jump-box.module.css';
import { type JumpEntry, jumpIndex, searchJump } from './jump-index';

type JumpBoxProps = {
  context: LabelContext;
  /** The address that a text means by itself (`features.0@conv#3`, a state-dict key); null where it means none. */
  addressOf: (text: string) => string | null;
};

/** Search for a part by path, reference path, name or kind, and go there. */
export function JumpBox({ context, addressOf }: JumpBoxProps) {
  const { explorer, shell } = useAllWords();
  const { select } = useSelecting();
  const entries = useMemo(() => jumpIndex(context, shell.kinds), [context, shell.kinds]);

  const find = useCallback(
    (text: string): readonly JumpEntry[] => {
      const results = searchJump(entries, text);
      const at = addressOf(text);
      if (at === null || results.some((entry) => entry.at === at)) return results;
      return [{ at, title: text, within: '', referencePath: null, className: null, kind: null, text: '' }, ...results];
    },
    [entries, addressOf],
  );

  return (
    <div className={styles.jump} data-tour="jump">
      <Combobox
        words={explorer.jump}
        find={find}
        keyOf={({ at }) => at}
        show={({ kind, title, within, at, referencePath, className }) => (
          <>
            <span className={styles.title}>
              {kind === null ? null : <KindSwatch kind={kind} />}
              {title}
              {within === '' ? null : <span className={styles.within}>{within}</span>}
            </span>
            <span className={styles.path}>
              {[at, referencePath, className].filter((name) => name !== null).join(' · ')}
            </span>
          </>
        )}
        onChoose={({ at }) => select(at)}
      />
    </div>
  );
}
