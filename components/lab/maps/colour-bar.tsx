'use client';

import { useAllWords } from '@/components/ui/all-words';
import { formatValue } from '@/components/ui/value-format';
import { useLanguage } from '@/components/ui/words';
import type { MapView } from '@/lib/runtime/protocol';
import { GradientBar } from './gradient-bar';
import styles from './maps.module.css';

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
      <GradientBar
        scale={scale}
        low={number(low, scale === 'sequential' ? '0' : words.low)}
        high={number(high, words.high)}
      />
      <p className={styles.small}>
        {words.scaleSays[scale]}. {words.rangeSays[range]}
      </p>
    </div>
  );
}
