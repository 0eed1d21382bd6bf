'use client';

import { useAllWords } from '@/components/ui/all-words';
import { useLanguage } from '@/components/ui/words';
import type { MapView } from '@/lib/runtime/protocol';
import { cssGradient } from '@/lib/tiles/colour-scale';
import styles from './maps.module.css';
import { formatValue } from './value-format';

/**
 * What the colours mean, with numbers: of all maps where they share a scale, of one channel where it has its own, and
 * in words while no channel is pointed at.
 */
export function ColourBar({ view, channel }: { view: MapView; channel: number | null }) {
  const words = useAllWords().lab.maps;
  const language = useLanguage();
  const { scale, range, low, high } = view;
  const about = channel ?? (range === 'shared' ? 0 : null);
  const number = (values: Float32Array, otherwise: string) =>
    about === null ? otherwise : formatValue(language, values[about] ?? 0);
  return (
    <div className={styles.bar}>
      <div className={styles.barRow}>
        <span className={styles.barEnd}>{number(low, scale === 'sequential' ? '0' : words.low)}</span>
        <span className={styles.gradient} style={{ backgroundImage: cssGradient(scale) }} aria-hidden="true" />
        <span className={styles.barEnd}>{number(high, words.high)}</span>
      </div>
      <p className={styles.small}>
        {words.scaleSays[scale]}. {words.rangeSays[range]}
      </p>
    </div>
  );
}
