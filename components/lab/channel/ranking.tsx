'use client';

import { useMemo } from 'react';
import styles from '@/components/lab/maps/maps.module.css';
import { TileCanvas } from '@/components/lab/maps/tile-canvas';
import { saidElsewhere } from '@/components/lab/run/said-elsewhere';
import type { MapPlace } from '@/components/lab/workbench/place';
import type { Shown } from '@/components/lab/workbench/run-state';
import { useAnswer } from '@/components/lab/workbench/use-answer';
import { useWorkbench } from '@/components/lab/workbench/use-workbench';
import type { Workbench } from '@/components/lab/workbench/workbench';
import { useAllWords } from '@/components/ui/all-words';
import { Button } from '@/components/ui/button';
import { errorText } from '@/components/ui/error-text';
import { ErrorNotice } from '@/components/ui/notice';
import { formatValue } from '@/components/ui/value-format';
import { useLanguage } from '@/components/ui/words';
import { rankChannels } from '@/lib/tiles/rank';

const LISTED = 12;

type RankingProps = {
  workbench: Workbench;
  shown: Shown;
  place: MapPlace;
  open: number | null;
  onOpen: (channel: number) => void;
  onClear: () => void;
};

/** The channels that answer most at a place, each by how far it is above what it usually says. */
export function Ranking({ workbench, shown, place, open, onOpen, onClear }: RankingProps) {
  const all = useAllWords();
  const words = all.lab.rank;
  const language = useLanguage();
  const [, { lost }] = useWorkbench();
  const { result, error } = useAnswer<'place'>(workbench, shown, { type: 'place', y: place.y, x: place.x });
  const ranked = useMemo(() => result && rankChannels(result.values, shown.view.statistics), [result, shown]);
  const silent = result?.values.every((value) => value === 0) ?? false;
  return (
    <section className={styles.ranking} aria-label={words.title(place.y, place.x)} aria-busy={!result && !error}>
      <header className={styles.rankHead}>
        <h4>{words.title(place.y, place.x)}</h4>
        <Button variant="quiet" onClick={onClear}>
          {words.clear}
        </Button>
      </header>
      <p className={styles.small}>{words.how}</p>
      {error && !saidElsewhere(error, lost) ? <ErrorNotice text={errorText(all, error)} /> : null}
      {!ranked && !error ? <p className={styles.rankWait}>{words.loading}</p> : null}
      {silent ? <p>{words.none}</p> : null}
      {ranked && !silent ? (
        <ol className={styles.ranked}>
          {ranked.slice(0, LISTED).map(({ channel, value, score }) => (
            <li key={channel}>
              <button
                type="button"
                aria-pressed={channel === open}
                aria-label={words.item(channel, formatValue(language, value), formatValue(language, score))}
                title={words.item(channel, formatValue(language, value), formatValue(language, score))}
                onClick={() => onOpen(channel)}
              >
                <TileCanvas view={shown.view} channel={channel} />
                <span className={styles.rankName}>{channel}</span>
                <span className={styles.small}>{formatValue(language, value)}</span>
              </button>
            </li>
          ))}
        </ol>
      ) : null}
    </section>
  );
}
