'use client';

import { useEffect, useRef, useState } from 'react';
import { useWorkbench } from '@/components/lab/workbench/use-workbench';
import { useAllWords } from '@/components/ui/all-words';
import { Button } from '@/components/ui/button';
import { formatsFor } from '@/components/ui/format';
import { useInView } from '@/components/ui/use-in-view';
import { useLanguage } from '@/components/ui/words';
import styles from '../lab.module.css';

/**
 * What of weight files is kept on this device between visits, whether the browser may clear it, and how that changes; one
 * button that empties it.
 */
export function StoredWeights() {
  const { lab, marks } = useAllWords();
  const words = lab.stored;
  const { bytes } = formatsFor(useLanguage());
  const [workbench, { stored }] = useWorkbench();
  const [forgetting, setForgetting] = useState(false);
  const [asked, setAsked] = useState<'not' | 'asking' | 'denied'>('not');
  const root = useRef<HTMLDivElement>(null);
  // Asking starts the session's worker, so not before somebody opens the settings.
  const seen = useInView(root);
  useEffect(() => {
    if (seen) void workbench.weights.stored();
  }, [seen, workbench]);

  if (!stored) {
    return (
      <div ref={root} data-stored="unknown">
        <p className={styles.small}>{words.asking}</p>
      </div>
    );
  }
  const { trouble, files, persisted } = stored;
  const kept = files.length > 0;
  return (
    <div ref={root} className={styles.setting} data-stored={stored.bytes} data-trouble={trouble}>
      {kept ? (
        <p className={styles.small} data-persisted={persisted}>
          {words.holds(bytes(stored.bytes), files.length) + marks.gap}
          {persisted ? words.lasting : words.clearable}
        </p>
      ) : null}
      {kept || trouble ? null : <p className={styles.small}>{words.nothing}</p>}
      {trouble ? (
        <p className={styles.small} role="status">
          {words.trouble[trouble]}
        </p>
      ) : null}
      <p className={styles.small} role="status" hidden={asked !== 'denied' || persisted}>
        {asked === 'denied' && !persisted ? words.denied : null}
      </p>
      {kept ? (
        <div className={styles.actions}>
          {persisted || !workbench.weights.canAskToLast() ? null : (
            <Button
              disabled={asked === 'asking'}
              onClick={() => {
                setAsked('asking');
                void workbench.weights.askToLast().then((promised) => setAsked(promised ? 'not' : 'denied'));
              }}
            >
              {words.last}
            </Button>
          )}
          <Button
            disabled={forgetting}
            onClick={() => {
              setForgetting(true);
              void workbench.weights.forgetStored().finally(() => setForgetting(false));
            }}
          >
            {forgetting ? words.forgetting : words.forget}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
