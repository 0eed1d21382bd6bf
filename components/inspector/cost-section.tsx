'use client';

import type { ReactNode } from 'react';
import { useAllWords } from '@/components/ui/all-words';
import type { Formats } from '@/components/ui/format';
import type { Facts } from './facts';
import styles from './inspector.module.css';
import { ShareBar } from './share-bar';

/** 3 × 3 × 64 × 96 = 55,296; a single factor stands alone. */
const product = (factors: readonly number[], value: number, formats: Formats): string =>
  factors.length === 1 ? formats.integer(value) : `${factors.join(' × ')} = ${formats.integer(value)}`;

function CostRow(props: {
  name: string;
  title?: string;
  value: string;
  share: number;
  shareText: string;
  children?: ReactNode;
}) {
  return (
    <div className={styles.costRow}>
      <dt className={styles.costName} title={props.title}>
        {props.name}
      </dt>
      <dd className={styles.costValue}>
        <span className={styles.number}>{props.value}</span>
        <span className={styles.shareText}>{props.shareText}</span>
        <ShareBar share={props.share} />
        {props.children}
      </dd>
    </div>
  );
}

/** Parameters, multiply-accumulates and memory, each with the product that it comes from and its share. */
export function CostSection({ facts, formats }: { facts: Facts; formats: Formats }) {
  const { inspector: words } = useAllWords();
  const { cost, share, terms, weights } = facts;
  const sum = terms.length > 1 ? terms.map(({ value }) => formats.integer(value)).join(' + ') : null;
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>{words.cost}</h3>
      <dl className={styles.costs}>
        <CostRow
          name={words.parameters}
          value={formats.integer(cost.parameters)}
          share={share.parameters}
          shareText={words.ofNetwork(formats.percent(share.parameters))}
        >
          {terms.map((term) => (
            <p key={term.what} className={styles.arithmetic}>
              {product(term.factors, term.value, formats)} <span className={styles.unit}>{words.terms[term.what]}</span>
            </p>
          ))}
          {sum === null ? null : <p className={styles.arithmetic}>{`${sum} = ${formats.integer(cost.parameters)}`}</p>}
        </CostRow>
        <CostRow
          name={words.macs}
          title={words.macsLong}
          value={formats.integer(cost.macs)}
          share={share.macs}
          shareText={words.ofNetwork(formats.percent(share.macs))}
        >
          {weights && cost.macs > 0 ? (
            <p className={styles.arithmetic}>
              {weights.op === 'conv'
                ? `${formats.integer(weights.weights)} × ${weights.places.join(' × ')} = ${formats.integer(weights.macs)}`
                : product([weights.inputChannels, weights.outputChannels], weights.macs, formats)}{' '}
              <span className={styles.unit}>{weights.op === 'conv' ? words.macsTerms : words.terms.weights}</span>
            </p>
          ) : null}
        </CostRow>
        <CostRow
          name={words.activations}
          value={formats.bytes(cost.activationBytes)}
          share={share.activationBytes}
          shareText={words.ofNetwork(formats.percent(share.activationBytes))}
        >
          <p className={styles.arithmetic}>
            {facts.output.join(' × ')} × 4 = {formats.bytes(facts.outputBytes)}{' '}
            <span className={styles.unit}>{words.outputAlone}</span>
          </p>
        </CostRow>
      </dl>
    </section>
  );
}
