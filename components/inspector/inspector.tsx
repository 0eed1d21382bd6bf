'use client';

import type { Route } from 'next';
import type { Ref } from 'react';
import { useSelecting } from '@/components/inspector/selecting';
import { useAllWords } from '@/components/ui/all-words';
import { CopyButton } from '@/components/ui/copy-button';
import { KindSwatch } from '@/components/ui/kind-swatch';
import { Link } from '@/components/ui/link';
import { Segmented } from '@/components/ui/segmented';
import { formatAddress, formatLocalAddress, type TensorName } from '@/lib/graph/address';
import type { NetworkReading } from '@/lib/reading/reading';
import type { Selection } from '@/lib/reading/selection';
import { ConnectionsSection } from './connections-section';
import { CostSection } from './cost-section';
import type { Facts } from './facts';
import { FieldSection } from './field-section';
import styles from './inspector.module.css';
import { type LabelContext, sortOf, titleOf } from './labels';
import { ReferenceSection } from './reference-section';
import { ShapeSection } from './shape-section';
import { SlipNotes } from './slip-notes';

type InspectorProps = {
  reading: NetworkReading;
  selection: Selection;
  facts: Facts;
  context: LabelContext;
  /** The article that treats the selection. */
  article: { readonly href: Route; readonly title: string } | null;
  /** What the notes say here, where they do. */
  remark: string | null;
  /** Called by the link to the maps; null leaves it out. */
  onShowMaps: (() => void) | null;
  titleRef?: Ref<HTMLHeadingElement>;
};

/** Everything that can be said about the selection without running it. */
export function Inspector({
  reading,
  selection,
  facts,
  context,
  article,
  remark,
  onShowMaps,
  titleRef,
}: InspectorProps) {
  const { inspector: words } = useAllWords();
  const { select } = useSelecting();
  const { definition, variant } = reading;
  const { part, tensor, channel, position } = selection;
  const path = part.path ?? '';
  const address = formatAddress({
    network: definition.id,
    variant: variant.id === definition.defaultVariant ? null : variant.id,
    path,
    tensor,
    channel,
    position,
  });
  const last = facts.tensors.at(-1);

  function pick(next: TensorName) {
    select(formatLocalAddress({ path, tensor: next === last ? null : next, channel, position }));
  }

  return (
    <section className={styles.inspector} aria-label={words.region} data-inspector>
      <header className={styles.header}>
        <p className={styles.sort}>
          {facts.kind === null ? null : <KindSwatch kind={facts.kind} />}
          {sortOf(context, part)}
        </p>
        <h2 className={styles.title} ref={titleRef} tabIndex={-1}>
          {titleOf(context, part)}
        </h2>
        {facts.tensors.length > 1 && last !== undefined ? (
          <Segmented
            label={words.tensor}
            value={tensor ?? last}
            options={facts.tensors.map((value) => ({ value, label: words.tensors[value] }))}
            onChange={pick}
          />
        ) : null}
        {remark === null ? null : (
          <aside className={styles.remark} aria-label={words.remark}>
            <p>{remark}</p>
          </aside>
        )}
        <SlipNotes slips={facts.slips} />
        <div className={styles.ways}>
          {onShowMaps === null ? null : (
            <button type="button" className={styles.way} onClick={onShowMaps}>
              {words.showMaps}
            </button>
          )}
          {article === null ? null : (
            <Link className={styles.way} href={article.href}>
              {words.article(article.title)}
            </Link>
          )}
        </div>
      </header>
      <ShapeSection facts={facts} formats={context.formats} />
      <CostSection facts={facts} formats={context.formats} />
      <FieldSection facts={facts} extent={reading} context={context} />
      <ConnectionsSection facts={facts} context={context} />
      <ReferenceSection facts={facts} context={context} />
      <section className={styles.section}>
        <h3 className={styles.heading}>{words.address}</h3>
        <div className={styles.address}>
          <code>{address}</code>
          <CopyButton label={words.copyAddress} text={address} />
        </div>
      </section>
    </section>
  );
}
