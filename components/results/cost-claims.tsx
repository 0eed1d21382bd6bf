import { formatsFor } from '@/components/ui/format';
import { CountCell, CountHead, ScrollTable } from '@/components/ui/scroll-table';
import { wordsFor } from '@/content/languages';
import type { ProseContent } from '@/content/prose';
import { type SystemId, systems } from '@/content/results';
import { networkSize } from './network-size';
import styles from './results.module.css';
import { SaidText } from './said';

interface Row {
  readonly system: SystemId;
  readonly variant: 'figures' | 'released';
  readonly address: string;
  /** The network whose cost it is said to have. */
  readonly pair: { readonly system: SystemId; readonly address: string } | null;
}

const addressOf = (system: SystemId, variant: Row['variant']): string => {
  const address = systems[system][variant];
  if (address === null) throw new Error(`${systems[system].title} is not in the atlas ${variant}`);
  return address;
};

const row = (system: SystemId, variant: Row['variant'], pair: SystemId | null = null): Row => ({
  system,
  variant,
  address: addressOf(system, variant),
  pair: pair && { system: pair, address: addressOf(pair, 'released') },
});

/** The pairs of section 3.2: each residual network after the one whose cost it is said to have. */
export const CLAIMED_PAIRS: readonly Row[] = [
  row('inception-v3', 'released'),
  row('inception-resnet-v1', 'figures', 'inception-v3'),
  row('inception-v4', 'released'),
  row('inception-resnet-v2', 'figures', 'inception-v4'),
  row('inception-resnet-v2', 'released', 'inception-v4'),
];

/** Which network the paper's errors belong to: what it says about cost, against what the networks cost. */
export function CostClaims({ content }: { content: ProseContent }) {
  const { language } = content;
  const { belongs, chart } = wordsFor(language).results;
  const { integer, work, percent } = formatsFor(language);
  const change = (address: string, pair: string): string => {
    const ratio = networkSize(address).macs / networkSize(pair).macs;
    return ratio >= 1 ? belongs.more(percent(ratio - 1)) : belongs.fewer(percent(1 - ratio));
  };
  const [, resnetV1, v4, drawn, released] = CLAIMED_PAIRS.map(({ address, pair }) => ({
    ...networkSize(address),
    against: pair ? change(address, pair.address) : '',
  }));
  if (!resnetV1 || !v4 || !drawn || !released) throw new Error('a pair of the paper is missing');
  const numbers = {
    drawnParameters: integer(drawn.parameters),
    releasedParameters: integer(released.parameters),
    drawnAgainstV4: drawn.against,
    releasedAgainstV4: released.against,
    resnetV1AgainstV3: resnetV1.against,
    v4Convolutions: integer(v4.convolutions),
    drawnConvolutions: integer(drawn.convolutions),
    releasedConvolutions: integer(released.convolutions),
  };
  return (
    <>
      <div className={styles.text}>
        {belongs.text.map((paragraph) => (
          <p key={paragraph[0]?.says(numbers)}>
            <SaidText content={content} text={paragraph} numbers={numbers} />
          </p>
        ))}
      </div>
      <div className={styles.compact}>
        <ScrollTable label={belongs.scroll}>
          <caption>{belongs.caption}</caption>
          <thead>
            <tr>
              <th scope="col">{belongs.network}</th>
              <CountHead>{belongs.parameters}</CountHead>
              <CountHead>{belongs.macs}</CountHead>
              <CountHead>{belongs.convolutions}</CountHead>
              <CountHead>{belongs.against}</CountHead>
            </tr>
          </thead>
          <tbody>
            {CLAIMED_PAIRS.map(({ system, variant, address, pair }, index) => {
              const { parameters, macs, convolutions } = networkSize(address);
              return (
                <tr key={address} data-first={pair === null && index > 0 ? '' : undefined}>
                  <th scope="row">
                    {systems[system].title}
                    <span className={styles.below}>{chart.variants[variant]}</span>
                  </th>
                  <CountCell count={integer(parameters)} />
                  <CountCell count={work(macs)} />
                  <CountCell count={integer(convolutions)} />
                  <CountCell
                    count={pair ? change(address, pair.address) : ''}
                    below={pair ? belongs.pair(systems[pair.system].title) : undefined}
                  />
                </tr>
              );
            })}
          </tbody>
        </ScrollTable>
      </div>
    </>
  );
}
