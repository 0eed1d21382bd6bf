import { convolutionDepth } from '@/lib/analysis/depth';
import type { NetworkReading } from '@/lib/reading/reading';

/** What is counted of a whole network. */
export type TotalName = 'parameters' | 'macs' | 'convolutions' | 'depth' | 'activations' | 'smallest';

/** One line of the table of totals; `ratio` is b over a. */
export interface Total {
  readonly name: TotalName;
  readonly a: number;
  readonly b: number;
  readonly ratio: number;
}

const countsOf = ({ total, model, smallest }: NetworkReading): Readonly<Record<TotalName, number>> => ({
  parameters: total.parameters,
  macs: total.macs,
  convolutions: total.convolutions,
  depth: convolutionDepth(model.graph),
  activations: total.activationBytes,
  smallest,
});

/** The totals of both sides: counts, bytes of activations, pixels of the smallest picture. */
export function totalsOf(a: NetworkReading, b: NetworkReading): readonly Total[] {
  const [left, right] = [countsOf(a), countsOf(b)];
  const names: readonly TotalName[] = ['parameters', 'macs', 'convolutions', 'depth', 'activations', 'smallest'];
  return names.map((name) => ({ name, a: left[name], b: right[name], ratio: right[name] / left[name] }));
}
