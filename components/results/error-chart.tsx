'use client';

import type { ReactNode } from 'react';
import { type DescribedMark, MarkSign, Scatter } from '@/components/charts/scatter';
import { useAllWords } from '@/components/ui/all-words';
import { Disclosure } from '@/components/ui/disclosure';
import { formatsFor } from '@/components/ui/format';
import { CountCell, CountHead, ScrollTable } from '@/components/ui/scroll-table';
import { Segmented } from '@/components/ui/segmented';
import { params } from '@/components/ui/url-params';
import { useParam } from '@/components/ui/use-param';
import { useLanguage } from '@/components/ui/words';
import { CHART_TRIALS, type ChartMark, type ChartTrial, type ChartView } from './chart-mark';
import { percentText } from './rate';
import styles from './results.module.css';

const UNITS = { parameters: 1e6, macs: 1e9 } as const;

type ErrorChartProps = {
  readonly views: Readonly<Record<ChartTrial, ChartView>>;
  /** The mark of the source, by trial. */
  readonly sources: Readonly<Record<ChartTrial, ReactNode>>;
};

/** Error against size, with a choice of both and of how it was tested; the same as a table below. */
export function ErrorChart({ views, sources }: ErrorChartProps) {
  const {
    results: { chart, trials },
    marks: signs,
  } = useAllWords();
  const language = useLanguage();
  const { integer, work, decimal } = formatsFor(language);
  const [trial, setTrial] = useParam(params.chartTrial);
  const [size, setSize] = useParam(params.chartSize);
  const [error, setError] = useParam(params.chartError);
  const { marks, undrawn } = views[trial];

  const percent = (mark: ChartMark, which: 'top1' | 'top5') => percentText(language, mark.errors[which], mark.decimals);
  const cost = ({ parameters, macs }: ChartMark['size']) => chart.cost(integer(parameters), work(macs));
  const described = (mark: ChartMark): DescribedMark => ({
    id: mark.id,
    name: mark.name,
    reading: percent(mark, error),
    x: mark.size[size] / UNITS[size],
    y: mark.errors[error],
    shape: mark.residual ? 'diamond' : 'circle',
    other: mark.other && { x: mark.other[size] / UNITS[size], name: chart.otherMark },
    lines: [
      `${mark.name}, ${chart.variants[mark.variant]}.`,
      `${chart.rates(percent(mark, 'top1'), percent(mark, 'top5'))}.`,
      `${cost(mark.size)}.`,
      ...(mark.other ? [`${chart.otherCost(cost(mark.other))}.`] : []),
    ],
  });

  const long = trials[trial].long;
  return (
    <figure className={styles.figure}>
      <div className={styles.choices}>
        <Segmented
          label={chart.trial}
          showLabel
          value={trial}
          options={CHART_TRIALS.map((value) => ({ value, label: trials[value].short, title: trials[value].long }))}
          onChange={(next) => setTrial(next, 'replace')}
        />
        <Segmented
          label={chart.error}
          showLabel
          value={error}
          options={params.chartError.values.map((value) => ({ value, label: chart.errors[value] }))}
          onChange={(next) => setError(next, 'replace')}
        />
        <Segmented
          label={chart.size}
          showLabel
          value={size}
          options={params.chartSize.values.map((value) => ({ value, label: chart.sizes[value] }))}
          onChange={(next) => setSize(next, 'replace')}
        />
      </div>
      <noscript>
        <p className={styles.small}>{chart.noScript}</p>
      </noscript>
      <Scatter
        marks={marks.map(described)}
        label={chart.label(chart.errorAxis[error], chart.sizeAxis[size], long)}
        x={{ title: chart.sizeAxis[size], tick: (value) => decimal(value, 1) }}
        y={{ title: chart.errorAxis[error], tick: (value) => decimal(value, 2) }}
      />
      <ul className={styles.legend}>
        <li>
          <MarkSign shape="circle" /> {chart.plain}
        </li>
        <li>
          <MarkSign shape="diamond" /> {chart.residual}
        </li>
        {marks.some(({ other }) => other !== null) ? (
          <li>
            <MarkSign shape="diamond" hollow /> {chart.other}
          </li>
        ) : null}
      </ul>
      <figcaption>
        {chart.caption(long)} {sources[trial]}
        {undrawn.noNetwork.length > 0 ? signs.gap + chart.noNetwork(undrawn.noNetwork.join(signs.list)) : null}
        {undrawn.doubtful.length > 0 ? signs.gap + chart.doubtful(undrawn.doubtful.join(signs.list)) : null}
      </figcaption>
      <Disclosure summary={chart.table}>
        <ScrollTable label={chart.scroll}>
          <thead>
            <tr>
              <th scope="col">{chart.network}</th>
              <CountHead>{chart.sizes.parameters}</CountHead>
              <CountHead>{chart.sizes.macs}</CountHead>
              <CountHead>{chart.errors.top1}</CountHead>
              <CountHead>{chart.errors.top5}</CountHead>
            </tr>
          </thead>
          <tbody>
            {marks.flatMap((mark) =>
              [
                { size: mark.size, variant: mark.variant },
                ...(mark.other ? [{ size: mark.other, variant: 'released' as const }] : []),
              ].map((row) => (
                <tr key={`${mark.id} ${row.variant}`}>
                  <th scope="row">
                    {mark.name}
                    <span className={styles.below}>{chart.variants[row.variant]}</span>
                  </th>
                  <CountCell count={integer(row.size.parameters)} />
                  <CountCell count={work(row.size.macs)} />
                  <CountCell count={percent(mark, 'top1')} />
                  <CountCell count={percent(mark, 'top5')} />
                </tr>
              )),
            )}
          </tbody>
        </ScrollTable>
      </Disclosure>
    </figure>
  );
}
