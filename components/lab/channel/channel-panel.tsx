'use client';

import { useMemo, useRef, useState } from 'react';
import styles from '@/components/lab/maps/maps.module.css';
import { saidElsewhere } from '@/components/lab/run/said-elsewhere';
import type { MapPlace } from '@/components/lab/workbench/place';
import type { Shown } from '@/components/lab/workbench/run-state';
import { useAnswer } from '@/components/lab/workbench/use-answer';
import { useWorkbench } from '@/components/lab/workbench/use-workbench';
import type { Workbench } from '@/components/lab/workbench/workbench';
import { useAllWords } from '@/components/ui/all-words';
import { Button } from '@/components/ui/button';
import { errorText } from '@/components/ui/error-text';
import { formatsFor } from '@/components/ui/format';
import { ErrorNotice } from '@/components/ui/notice';
import { Slider } from '@/components/ui/slider';
import { useLanguage } from '@/components/ui/words';
import type { Model } from '@/lib/graph/model';
import type { PreparedPicture } from '@/lib/picture/client';
import { histogram } from '@/lib/tiles/histogram';
import { HistogramChart } from './histogram-chart';
import { Ranking } from './ranking';
import { Stage } from './stage';
import { StatisticsList } from './statistics-list';

const BINS = 48;

type ChannelPanelProps = {
  workbench: Workbench;
  model: Model;
  picture: PreparedPicture;
  /** What is shown and selected; null while something else is computed. */
  shown: Shown | null;
  /** The channel that is open; null for none. */
  channel: number | null;
  place: MapPlace | null;
  onOpen: (channel: number | null) => void;
  onPlace: (place: MapPlace | null) => void;
};

/** The picture with a channel over it, the channels at a place, and the numbers of what is open. */
export function ChannelPanel({ workbench, model, picture, shown, channel, place, onOpen, onPlace }: ChannelPanelProps) {
  const all = useAllWords();
  const words = all.lab;
  const [, { lost }] = useWorkbench();
  const language = useLanguage();
  const { integer } = formatsFor(language);
  const heading = useRef<HTMLHeadingElement>(null);
  const [opacity, setOpacity] = useState(75);
  const isMap = shown?.view.shape.length === 3;
  const open = shown && isMap && channel !== null && channel < (shown.view.shape[2] ?? 0) ? channel : null;
  const asked = useAnswer<'channel'>(
    workbench,
    isMap ? shown : null,
    open === null ? null : { type: 'channel', channel: open },
  );
  const values = asked.result?.values ?? null;
  const ofChannel = useMemo(() => values && histogram(values, BINS), [values]);
  const count = shown?.view.statistics.mean.length ?? 0;

  /** Closes something by a button that goes with it: the keyboard goes on from the top of this panel. */
  const leave = (close: () => void): void => {
    heading.current?.focus({ preventScroll: true });
    close();
  };

  return (
    <section className={styles.channel} aria-label={words.stage.title} data-channel={open ?? undefined}>
      <header className={styles.channelHead}>
        <h3 ref={heading} tabIndex={-1}>
          {open === null ? words.stage.title : words.maps.of(open, integer(count))}
        </h3>
        {open === null ? null : (
          <div className={styles.channelMoves}>
            <Button
              variant="quiet"
              icon
              aria-label={words.stage.previous}
              disabled={open === 0}
              onClick={() => onOpen(open - 1)}
            >
              <span aria-hidden="true">‹</span>
            </Button>
            <Button
              variant="quiet"
              icon
              aria-label={words.stage.next}
              disabled={open === count - 1}
              onClick={() => onOpen(open + 1)}
            >
              <span aria-hidden="true">›</span>
            </Button>
            <Button variant="quiet" icon aria-label={words.stage.close} onClick={() => leave(() => onOpen(null))}>
              <span aria-hidden="true">×</span>
            </Button>
          </div>
        )}
      </header>
      <Stage
        picture={picture}
        model={model}
        shown={shown}
        channel={open}
        values={values}
        opacity={opacity / 100}
        place={place}
        onPlace={onPlace}
      />
      {asked.error && !saidElsewhere(asked.error, lost) ? <ErrorNotice text={errorText(all, asked.error)} /> : null}
      {open === null ? null : (
        <Slider label={words.stage.opacity} value={opacity} min={0} max={100} step={5} unit="%" onChange={setOpacity} />
      )}
      {shown && isMap && place ? (
        <Ranking
          workbench={workbench}
          shown={shown}
          place={place}
          open={open}
          onOpen={onOpen}
          onClear={() => leave(() => onPlace(null))}
        />
      ) : null}
      {shown && open !== null ? (
        <>
          <StatisticsList view={shown.view} channel={open} />
          {ofChannel ? <HistogramChart data={ofChannel} label={words.maps.channel(open)} /> : null}
        </>
      ) : null}
      {shown && open === null ? <HistogramChart data={shown.view.histogram} label={words.histogram.all} /> : null}
    </section>
  );
}
