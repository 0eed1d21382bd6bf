'use client';

import { useState } from 'react';
import { MapCanvas } from '@/components/lab/maps/map-canvas';
import { useAllWords } from '@/components/ui/all-words';
import { formatsFor } from '@/components/ui/format';
import { Segmented } from '@/components/ui/segmented';
import { useLanguage } from '@/components/ui/words';
import type { ClassMapView } from '@/lib/runtime/protocol';
import styles from './head.module.css';
import type { ClassNaming } from './use-naming';

type ClassChannelsProps = {
  view: ClassMapView;
  naming: ClassNaming;
  /** The address of the maps that the head averages. */
  block: string;
  onOpen: (channel: number) => void;
};

const sumOf = (values: Float32Array): number => values.reduce((sum, value) => sum + value, 0);

/** The channels that add most to the logit of a class, and those that take most from it; each opens in the lab. */
export function ClassChannels({ view, naming, block, onOpen }: ClassChannelsProps) {
  const { head } = useAllWords();
  const words = head.channels;
  const { integer } = formatsFor(useLanguage());
  const [side, setSide] = useState<'most' | 'least'>('most');
  const { contributions, height, width, bias, score } = view;
  const { channels, maps } = view[side];
  const places = height * width;
  const added = (channel: number): number => contributions[channel] ?? 0;
  const part = channels.reduce((sum, channel) => sum + added(channel), 0);
  const { number } = naming;
  const signed = (value: number): string => (value > 0 ? `+${number(value)}` : number(value));

  return (
    <section className={styles.channels} aria-label={words.title(naming.name(score.index))}>
      <div className={styles.channelsHead}>
        <h4>{words.title(naming.name(score.index))}</h4>
        <Segmented
          label={words.side}
          value={side}
          options={[
            { value: 'most', label: words.sides.most },
            { value: 'least', label: words.sides.least },
          ]}
          onChange={setSide}
        />
      </div>
      <p className={styles.small}>{words.says(integer(contributions.length), block)}</p>
      <ol className={styles.tiles}>
        {channels.map((channel, place) => {
          const values = maps.subarray(place * places, (place + 1) * places);
          const high = values.reduce((most, value) => Math.max(most, value), 0) || 1;
          const low = values.reduce((least, value) => Math.min(least, value), 0);
          const reach = Math.max(high, -low);
          const label = words.item(channel, signed(added(channel)));
          return (
            <li key={channel}>
              <button type="button" aria-label={label} title={label} onClick={() => onOpen(channel)}>
                <MapCanvas
                  values={values}
                  width={width}
                  height={height}
                  range={low < 0 ? [-reach, reach] : [0, high]}
                  scale={low < 0 ? 'diverging' : 'sequential'}
                  smoothness={1}
                  className={styles.tile}
                />
                <span className={styles.tileName}>{channel}</span>
                <span className={styles.small}>{signed(added(channel))}</span>
              </button>
            </li>
          );
        })}
      </ol>
      <p className={styles.sum}>
        {words.sum(
          channels.length,
          signed(part),
          signed(sumOf(contributions) - part),
          integer(contributions.length - channels.length),
          signed(bias),
          number(score.logit),
        )}
      </p>
      <p className={styles.small}>{words.own}</p>
    </section>
  );
}
