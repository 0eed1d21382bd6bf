import { type Result, results, systems, type TrialId, trials } from '@/content/results';
import type { ChartMark, ChartView, MarkSize } from './chart-mark';
import { networkSize } from './network-size';
import { convertRate } from './rate';

const addressOf = ({ system, trial }: Result): string | null => systems[system][trials[trial].network];

const markSize = (address: string): MarkSize => {
  const { parameters, macs } = networkSize(address);
  return { parameters, macs };
};

const sameSize = (a: MarkSize, b: MarkSize): boolean => a.parameters === b.parameters && a.macs === b.macs;

function markOf(result: Result, address: string): ChartMark | null {
  const { top1, top5, weights } = result;
  if (top1 === null || top5 === null) return null;
  const { title, residual, figures, released } = systems[result.system];
  const { measure, decimals, network } = trials[result.trial];
  const size = markSize(address);
  const other = network === 'figures' && released !== null ? markSize(released) : null;
  return {
    id: weights === null ? result.system : `${result.system}/${weights}`,
    name: weights === null ? title : `${title} ${weights}`,
    residual,
    // What this paper does not draw is known by its code.
    variant: figures === released ? 'released' : network,
    errors: {
      top1: convertRate(top1, measure, 'error', decimals),
      top5: convertRate(top5, measure, 'error', decimals),
    },
    decimals,
    size,
    other: other !== null && !sameSize(size, other) ? other : null,
  };
}

/**
 * What the chart shows of a trial. Only networks that the atlas has are drawn, since only they can be counted, and no
 * result that is evidently a slip.
 */
export function chartView(trial: TrialId): ChartView {
  const marks: ChartMark[] = [];
  const noNetwork: string[] = [];
  const doubtful: string[] = [];
  for (const result of results.filter((each) => each.trial === trial)) {
    const { title } = systems[result.system];
    const address = addressOf(result);
    const mark = address === null || result.doubt !== null ? null : markOf(result, address);
    if (mark) marks.push(mark);
    else if (result.doubt !== null) doubtful.push(title);
    else noNetwork.push(title);
  }
  return { marks, undrawn: { noNetwork, doubtful } };
}
