import { rateText } from '@/components/results/rate';
import type { ProseContent } from '@/content/prose';
import { results, type SystemId, systems, type TrialId, trials } from '@/content/results';
import { ArticleFault, lookUp } from './fault';
import styles from './num.module.css';

type RatesProps = {
  content: ProseContent;
  of: SystemId;
  trial: TrialId;
};

/** Top-1 and top-5 as a table of the results has them, `21.2 / 5.6`; the source is cited where the trial is named. */
export function Rates({ content, of, trial }: RatesProps) {
  const tag = `<Rates of="${of}" trial="${trial}">`;
  lookUp(tag, systems, of);
  const { decimals } = lookUp(tag, trials, trial);
  const found = results.filter((each) => each.system === of && each.trial === trial && each.doubt === null);
  const [row] = found;
  if (!row || found.length > 1) throw new ArticleFault(tag, 'there is no such row, or more than one');
  const text = (rate: number | null): string => (rate === null ? '–' : rateText(content.language, rate, decimals));
  return (
    <span className={styles.num}>
      {text(row.top1)} / {text(row.top5)}
    </span>
  );
}
