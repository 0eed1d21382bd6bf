'use client';

import { useAllWords } from '@/components/ui/all-words';
import { formatsFor } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { explorerHref } from '@/components/ui/links';
import { VisuallyHidden } from '@/components/ui/visually-hidden';
import { useLanguage } from '@/components/ui/words';
import type { Difference, DifferenceValue } from '@/lib/analysis/differences';
import { parseAddress } from '@/lib/graph/address';
import type { SideName } from './comparing';
import { SideBadge } from './side-badge';
import styles from './value-list.module.css';
import { valueText } from './value-text';

type ValueListProps = {
  difference: Difference;
  names: Readonly<Record<SideName, string>>;
  isTrunk: boolean;
};

const opsOf = (value: DifferenceValue | null): readonly string[] | null =>
  value?.type === 'chain' ? value.ops.map((op) => JSON.stringify(op)) : null;

/** What stands on either side of a difference; ops in a row one by one, those that differ set off. */
export function ValueList({ difference, names, isTrunk }: ValueListProps) {
  const words = useAllWords();
  const language = useLanguage();
  const formats = formatsFor(language);
  const { item: text } = words.compare;
  const link = (side: SideName) => {
    const { address } = difference[side];
    if (address === null) return null;
    const { network, variant, path } = parseAddress(address);
    return (
      <Link
        href={explorerHref(language, network, path, variant)}
        className={styles.open}
        aria-label={text.open(names[side])}
        title={text.open(names[side])}
      >
        <svg viewBox="0 0 16 16" width={14} height={14} className={styles.openIcon} aria-hidden="true">
          <path d="M6 3H3v10h10v-3M9 2h5v5M14 2L7.5 8.5" />
        </svg>
      </Link>
    );
  };
  /** How often a number that blocks share stands there; a count of blocks says it by itself. */
  const places = (side: SideName): string | null => {
    const { length } = difference[side].places;
    const { value } = difference[side];
    return length < 2 || value === null || value.type === 'count' || value.type === 'parts'
      ? null
      : text.places(length);
  };
  const chains = { a: opsOf(difference.a.value), b: opsOf(difference.b.value) };
  const differs = (index: number): boolean =>
    chains.a !== null && chains.a.length === chains.b?.length && chains.a[index] !== chains.b[index];
  return (
    <dl className={styles.values} data-follows={difference.follows || undefined}>
      {(['a', 'b'] as const).map((side) => {
        const { value } = difference[side];
        const said = value && valueText(words, formats, value, isTrunk);
        const often = places(side);
        return (
          <div key={side} className={styles.value}>
            <dt>
              <SideBadge side={side} />
              <VisuallyHidden>{names[side]}</VisuallyHidden>
            </dt>
            <dd>
              <div>
                {said === null ? <span className={styles.nothing}>{text.nothing}</span> : null}
                {said?.type === 'phrase' ? said.text : null}
                {said?.type === 'branches'
                  ? said.branches.map((steps, branch) => (
                      // biome-ignore lint/suspicious/noArrayIndexKey: a branch has no other identity than its place.
                      <ol key={branch} className={styles.steps}>
                        {steps.map((step, index) => (
                          // biome-ignore lint/suspicious/noArrayIndexKey: a step has no other identity than its place.
                          <li key={index} data-differs={differs(index) || undefined}>
                            {step}
                          </li>
                        ))}
                      </ol>
                    ))
                  : null}
                {often === null ? null : <span className={styles.places}> {often}</span>}
              </div>
              {link(side)}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
