import { Cite, References } from '@/components/prose/cite';
import { PageHead } from '@/components/ui/page-head';
import { type Language, wordsFor } from '@/content/languages';
import { proseContentOf } from '@/content/prose';
import { results, type SystemId, type TrialId, trials } from '@/content/results';
import { CHART_TRIALS, type ChartTrial } from './chart-mark';
import { chartView } from './chart-view';
import { citedByResults } from './cited';
import { CostClaims } from './cost-claims';
import { Derivations } from './derivations';
import { ErrorChart } from './error-chart';
import { percentText } from './rate';
import styles from './results.module.css';
import { SaidText } from './said';
import { ScoreTables } from './score-tables';

/** A value for each trial of the chart. */
function byTrial<Value>(value: (trial: ChartTrial) => Value): Readonly<Record<ChartTrial, Value>> {
  const entries = CHART_TRIALS.map((trial) => [trial, value(trial)] as const);
  return Object.fromEntries(entries) as Record<ChartTrial, Value>;
}

/** The page of results: what residual connections changed, as chart, tables and sums. */
export function Results({ language }: { language: Language }) {
  const content = proseContentOf(language);
  const words = wordsFor(language).results;
  const top1 = (system: SystemId, trial: TrialId): string => {
    const found = results.find((each) => each.system === system && each.trial === trial);
    if (!found || found.top1 === null) throw new Error(`there is no top-1 result of ${system} in ${trial}`);
    return percentText(language, found.top1, trials[trial].decimals);
  };
  return (
    <div className={styles.page} data-pagefind-body="">
      <PageHead title={words.title} question={words.question} />
      <p className={styles.answer}>
        <SaidText
          content={content}
          text={words.answer}
          numbers={{
            v3: top1('inception-v3', 'single-crop'),
            resnetV1: top1('inception-resnet-v1', 'single-crop'),
            v4: top1('inception-v4', 'single-crop'),
            resnetV2: top1('inception-resnet-v2', 'single-crop'),
          }}
        />
      </p>
      <section aria-labelledby="chart">
        <h2 id="chart">{words.chart.title}</h2>
        <ErrorChart
          views={byTrial(chartView)}
          sources={byTrial((trial) => <Cite content={content} id={trials[trial].cite} />)}
        />
      </section>
      <section aria-labelledby="which-network">
        <h2 id="which-network">{words.belongs.title}</h2>
        <CostClaims content={content} />
      </section>
      <section aria-labelledby="as-published">
        <h2 id="as-published">{words.tables.title}</h2>
        <ScoreTables content={content} />
      </section>
      <section aria-labelledby="counts">
        <h2 id="counts">{words.counts.title}</h2>
        <p className={styles.lead}>{words.counts.lead}</p>
        <Derivations content={content} />
      </section>
      <References content={content} cites={citedByResults(words)} />
    </div>
  );
}
