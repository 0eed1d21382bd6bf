'use client';

import { useMemo } from 'react';
import { useAllWords } from '@/components/ui/all-words';
import { explorerHref } from '@/components/ui/links';
import { siteFile } from '@/components/ui/site-file';
import { params } from '@/components/ui/url-params';
import { useLanguage } from '@/components/ui/words';
import { formatLocalAddress } from '@/lib/graph/address';
import { resolveAddress } from '@/lib/networks';
import { formatSize } from '@/lib/reading/size';
import { OWN_FILE } from '@/lib/weights/catalogue';
import styles from './lab.module.css';
import { LabView } from './lab-view';
import { useOwnSettings } from './workbench/lab-settings';
import { preprocessingText } from './workbench/preprocessing-text';

/**
 * A lab inside an article, fixed on one part of a network; the parts inside it can be picked.
 * @param at a whole address, `inception-v4/features.6`.
 */
export function EmbeddedLab({ at }: { at: string }) {
  const words = useAllWords().lab;
  const language = useLanguage();
  const { address, definition, variant, model, part } = useMemo(() => resolveAddress(at), [at]);
  const control = useOwnSettings(formatLocalAddress(address), definition.defaultSize);
  return (
    <section className={styles.embedded} aria-label={words.title}>
      <p className={styles.lead}>{words.lead}</p>
      <LabView
        definition={definition}
        variant={variant}
        model={model}
        control={control}
        within={part}
        byDefault={false}
        link={() => {
          const { at, size, sort, range, weights, preprocessing } = control.settings;
          const other = variant.id === definition.defaultVariant ? null : variant.id;
          const url = new URL(siteFile(explorerHref(language, definition.id, at, other)), window.location.href);
          const texts = {
            ...params.size.write(size === definition.defaultSize ? null : formatSize(size)),
            ...params.sort.write(sort),
            ...params.scale.write(range),
            ...params.weights.write(weights === OWN_FILE ? null : weights),
            ...params.input.write(preprocessing && preprocessingText(preprocessing)),
          };
          for (const [name, text] of Object.entries(texts)) if (text !== null) url.searchParams.set(name, text);
          return url.href;
        }}
      />
    </section>
  );
}
