'use client';

import { useRouter } from 'next/navigation';
import { NetworkStrip } from '@/components/diagram';
import { KindLegend } from '@/components/ui/kind-legend';
import { explorerHref } from '@/components/ui/links';
import { useLanguage, useWords } from '@/components/ui/words';
import styles from './network-entrance.module.css';

/** The whole network at a glance; a click on a slice opens the explorer there. */
export function NetworkEntrance({ network }: { network: string }) {
  const router = useRouter();
  const language = useLanguage();
  const { shell } = useWords();
  return (
    <figure className={styles.entrance}>
      <NetworkStrip
        network={network}
        onSelect={(at) => {
          if (at !== null) router.push(explorerHref(language, network, at));
        }}
      />
      <figcaption className={styles.caption}>{shell.home.drawing}</figcaption>
      <KindLegend />
    </figure>
  );
}
