'use client';

import { useEffect, useMemo, useState } from 'react';
import { useAllWords } from '@/components/ui/all-words';
import { Button } from '@/components/ui/button';
import { errorText } from '@/components/ui/error-text';
import { formatsFor } from '@/components/ui/format';
import { ErrorNotice } from '@/components/ui/notice';
import { params } from '@/components/ui/url-params';
import { useParam } from '@/components/ui/use-param';
import { useLanguage } from '@/components/ui/words';
import { findNetwork, findVariant, modelOf } from '@/lib/networks';
import { drawOrder } from '@/lib/tiles/order';
import { SEEDED } from '@/lib/weights/catalogue';
import styles from './map-strip.module.css';
import { TileCanvas } from './maps/tile-canvas';
import { weightsName } from './weights/weights-name';
import { labTarget } from './workbench/lab-target';
import { useEngineChoice } from './workbench/use-engine-choice';
import { useMaps } from './workbench/use-maps';
import { usePictureAndWeights } from './workbench/use-picture-and-weights';
import { useWorkbench } from './workbench/use-workbench';

/** So many maps stand in a row. */
const SHOWN = 8;

type MapStripProps = {
  network: string;
  variant: string;
  /** A local address: `features.6.branch1.0`. */
  at: string;
};

/** A few live maps of one tensor, of the picture of the page's lab and with its default weights. */
export function MapStrip({ network: id, variant: variantId, at }: MapStripProps) {
  const all = useAllWords();
  const { strip } = all.prose.code;
  const { integer } = formatsFor(useLanguage());
  const [workbench, state] = useWorkbench();
  const forced = useEngineChoice(workbench);
  const definition = findNetwork(id);
  const variant = findVariant(definition, variantId);
  const size = definition.defaultSize;
  const model = modelOf(id, variantId);
  const network = useMemo(
    () => ({
      key: `${definition.id}:${variant.id}`,
      graph: model.graph,
      renames: definition.renames,
      keras: definition.keras,
    }),
    [definition, variant, model],
  );
  const target = useMemo(() => labTarget(model, id, at, size), [model, id, at, size]);

  useEffect(() => void workbench.choose(), [workbench]);
  const [chosen] = useParam(params.weights);
  const [instead, setInstead] = useState<string | null>(null);
  const { picture, control } = usePictureAndWeights(workbench, state, {
    definition,
    variant,
    network,
    model,
    shapes: target.shapes,
    node: target.node.id,
    chosen: instead ?? chosen,
    active: true,
    inView: true,
    size,
    own: null,
  });
  const { use } = control;
  // A strip is a glance: what the lab would announce first, or does not have, is not fetched for it.
  if ((use.phase === 'announced' || use.phase === 'beyond') && instead === null) setInstead(SEEDED);
  const { run, retry } = useMaps(workbench, {
    model,
    network,
    target,
    picture,
    size,
    weights: use.choice,
    source: use.entry,
    weightsName: weightsName(all.lab, use.entry, use.lastBlock),
    range: 'channel',
    choice: forced,
    enabled: use.phase === 'ready' || use.phase === 'meanwhile' || use.phase === 'instead',
  });

  const { shown } = run;
  const view = shown?.view;
  const order = useMemo(() => (view ? [...drawOrder(view.statistics, 'variance').slice(0, SHOWN)] : []), [view]);
  if (run.phase === 'failed' && !view) {
    return (
      <div className={styles.strip}>
        <ErrorNotice text={errorText(all, run.error)} />
        <Button onClick={retry}>{strip.retry}</Button>
      </div>
    );
  }
  return (
    <div className={styles.strip} aria-busy={!view}>
      <div className={styles.tiles}>
        {view && view.shape.length === 3
          ? order.map((channel) => (
              <div key={channel} className={styles.tile} role="img" aria-label={strip.channel(channel)}>
                <TileCanvas view={view} channel={channel} />
              </div>
            ))
          : Array.from({ length: SHOWN }, (_, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: eight empty places.
              <div key={i} className={styles.tile} aria-hidden="true" />
            ))}
      </div>
      <p className={styles.said} role="status">
        {view && shown
          ? view.shape.length === 3
            ? strip.said(integer(order.length), integer(view.shape.at(-1) ?? 0), shown.weightsName)
            : strip.vector
          : strip.computing}
      </p>
    </div>
  );
}
