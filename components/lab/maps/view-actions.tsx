'use client';

import { useState } from 'react';
import type { Shown } from '@/components/lab/workbench/run-state';
import { useAllWords } from '@/components/ui/all-words';
import { Button } from '@/components/ui/button';
import { download, fileNameOf } from '@/components/ui/download';
import { formatSize } from '@/lib/reading/size';
import styles from '../lab.module.css';
import { pngOfMaps } from './save-maps';

type ViewActionsProps = {
  shown: Shown | null;
  /** What the maps are, for the caption of the picture: network, part, input size. */
  caption: readonly string[];
  /** The address that restores the view. */
  link: () => string;
  onReset: () => void;
};

/** Save the maps, copy the link of the view, start again. */
export function ViewActions({ shown, caption, link, onReset }: ViewActionsProps) {
  const words = useAllWords().lab.maps;
  const [copied, setCopied] = useState<'no' | 'yes' | 'by-hand'>('no');

  async function copy() {
    try {
      await navigator.clipboard.writeText(link());
      setCopied('yes');
    } catch {
      // No clipboard outside a secure context, or not allowed: the link is shown to be copied by hand.
      setCopied('by-hand');
    }
  }

  return (
    <div className={styles.actions}>
      <Button
        disabled={shown?.view.shape.length !== 3}
        onClick={async () => {
          if (!shown) return;
          const blob = await pngOfMaps(shown.view, [...caption, shown.weightsName]);
          const { network, node } = shown.request;
          download(blob, fileNameOf([network.replace(':', '-'), node, `${formatSize(shown.size)}px`], 'png'));
        }}
      >
        {words.save}
      </Button>
      <Button onClick={() => void copy()}>{words.link}</Button>
      <Button variant="quiet" onClick={onReset}>
        {words.reset}
      </Button>
      <span role="status" className={styles.small}>
        {copied === 'yes' ? words.linkCopied : ''}
      </span>
      {copied === 'by-hand' ? (
        <input
          className={styles.link}
          readOnly
          aria-label={words.linkHere}
          value={link()}
          onFocus={(event) => event.currentTarget.select()}
        />
      ) : null}
    </div>
  );
}
