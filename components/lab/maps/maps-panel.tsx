'use client';

import { type ReactNode, useMemo, useState } from 'react';
import type { Shown } from '@/components/lab/workbench/run-state';
import { useAllWords } from '@/components/ui/all-words';
import { formatsFor } from '@/components/ui/format';
import { Segmented } from '@/components/ui/segmented';
import { Select } from '@/components/ui/select';
import { params } from '@/components/ui/url-params';
import { useLanguage } from '@/components/ui/words';
import { drawOrder, type SortKey } from '@/lib/tiles/order';
import { ChannelGrid } from './channel-grid';
import { ChannelTable } from './channel-table';
import { ColourBar } from './colour-bar';
import { TILE_SIZES, type TileSize } from './grid-layout';
import styles from './maps.module.css';
import { useBrief } from './use-brief';
import { VectorView } from './vector-view';

type MapsPanelProps = {
  /** What was computed last; null before the first time. */
  shown: Shown | null;
  /** True while `shown` is not what is selected. */
  stale: boolean;
  name: string;
  /** How many channels there will be, and whether they are numbers and no maps. */
  channels: number;
  vector: boolean;
  sort: SortKey;
  onSort: (sort: SortKey) => void;
  range: 'channel' | 'shared';
  onRange: (range: 'channel' | 'shared') => void;
  open: number | null;
  onOpen: (channel: number) => void;
  /** What stands in the place of the maps before the first time; null for an empty place. */
  poster: ReactNode;
};

/** Up to so many maps are shown at once as long as nobody chooses otherwise. */
export const FEW = 96;

/** All channels at once, with what sorts, colours and sizes them; the same heights before and after. */
export function MapsPanel({
  shown,
  stale,
  name,
  channels,
  vector,
  sort,
  onSort,
  range,
  onRange,
  open,
  onOpen,
  poster,
}: MapsPanelProps) {
  const all = useAllWords().lab;
  const words = all.maps;
  const { integer } = formatsFor(useLanguage());
  const brief = useBrief();
  const [chosenTile, setTile] = useState<TileSize | null>(null);
  const [pointed, setPointed] = useState<number | null>(null);
  const view = shown?.view;
  const order = useMemo(() => view && drawOrder(view.statistics, sort), [view, sort]);
  const broken = useMemo(() => view?.statistics.nonFinite.reduce((sum, count) => sum + count, 0) ?? 0, [view]);
  const isVector = view ? view.shape.length === 1 : vector;
  const about = pointed ?? open;
  // Few maps fit at once and larger than usual; many are too small to see that way.
  const tile = chosenTile ?? ((order?.length ?? channels) <= FEW ? 'fit' : 'medium');

  return (
    <section className={styles.maps} aria-label={words.title} data-stale={stale || undefined}>
      {isVector ? null : (
        <div className={styles.toolbar}>
          <div data-tour="sort">
            <Select
              label={words.sort}
              value={sort}
              options={params.sort.values.map((value) => ({ value, label: words.sorts[value] }))}
              onChange={onSort}
            />
          </div>
          <Segmented
            label={words.range}
            showLabel
            value={range}
            options={[
              { value: 'channel', label: words.ranges.channel },
              { value: 'shared', label: words.ranges.shared },
            ]}
            onChange={onRange}
          />
          <Segmented
            label={words.tile}
            showLabel
            value={tile}
            options={TILE_SIZES.map((value) => ({ value, label: words.tiles[value], title: words.tileTitles[value] }))}
            onChange={setTile}
          />
        </div>
      )}
      {view && order ? (
        isVector ? (
          <VectorView view={view} />
        ) : (
          <>
            <ChannelGrid
              view={view}
              order={order}
              name={name}
              tile={tile}
              open={open}
              pointed={pointed}
              onPoint={setPointed}
              onOpen={onOpen}
            />
            <p className={styles.pointed}>
              {about === null ? (
                words.hoverHint
              ) : (
                <>
                  <strong>{words.of(about, integer(order.length))}</strong>
                  <span>{brief(view, about)}</span>
                </>
              )}
            </p>
            {broken > 0 ? (
              <p className={styles.notFinite} role="status">
                {words.notFinite(integer(broken), integer(view.shape.reduce((product, extent) => product * extent, 1)))}
              </p>
            ) : null}
            <ColourBar view={view} channel={about} />
            <ChannelTable view={view} order={order} open={open} onOpen={onOpen} />
          </>
        )
      ) : (
        (poster ?? (
          <div className={styles.vacant} data-vector={vector || undefined}>
            <p>{vector ? all.run.vacantVector : all.run.vacant}</p>
          </div>
        ))
      )}
    </section>
  );
}
