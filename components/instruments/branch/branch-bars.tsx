import { formatsFor } from '@/components/ui/format';
import type { Language } from '@/content/language-list';
import type { InstrumentWords } from '@/content/words-type';
import type { Cost } from '@/lib/analysis/cost';
import { Bar, Instrument, InstrumentTable } from '../instrument';
import styles from '../instrument.module.css';
import rowStyles from './branch-bars.module.css';

/** One branch, or what stands after the join. */
export interface BranchRow {
  readonly name: string;
  /** What it does, step by step. */
  readonly steps: string;
  readonly cost: Cost;
}

type BranchCostProps = {
  language: Language;
  words: InstrumentWords['branch'];
  title: string;
  rows: readonly BranchRow[];
};

/** What each branch of a block costs beside the others: weights and work as bars. Needs no JavaScript. */
export function BranchBars({ language, words, title, rows }: BranchCostProps) {
  const { integer, work, percent } = formatsFor(language);
  const sum = (of: 'parameters' | 'macs'): number => rows.reduce((total, { cost }) => total + cost[of], 0);
  const [parameters, macs] = [sum('parameters'), sum('macs')];
  return (
    <Instrument title={title}>
      <InstrumentTable
        label={title}
        columns={[{ title: words.branch }, { title: words.parameters }, { title: words.macs }]}
      >
        <tbody>
          {rows.map(({ name, steps, cost }) => (
            <tr key={name}>
              <th scope="row">
                {name}
                <span className={rowStyles.steps}>{steps}</span>
              </th>
              {(
                [
                  ['parameters', integer(cost.parameters), parameters],
                  ['macs', work(cost.macs), macs],
                ] as const
              ).map(([of, text, whole]) => (
                <td key={of} className={styles.bar}>
                  <span className={rowStyles.value}>
                    {text}
                    <span className={rowStyles.share}>{percent(whole === 0 ? 0 : cost[of] / whole)}</span>
                  </span>
                  <Bar share={whole === 0 ? 0 : cost[of] / whole} tone={of === 'macs' ? 'macs' : undefined} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </InstrumentTable>
    </Instrument>
  );
}
