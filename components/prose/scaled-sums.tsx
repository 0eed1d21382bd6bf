import { networkName } from '@/components/code/op-name';
import { formatsFor } from '@/components/ui/format';
import { CountCell, CountHead, ScrollTable } from '@/components/ui/scroll-table';
import type { ProseContent } from '@/content/prose';
import { sumsOf } from '@/lib/analysis/residual-sums';
import { ArticleFault } from './fault';
import { subjectOf } from './subject';

/**
 * How far the sums of each residual stage can grow: number of blocks, their scale, and what that comes to when the
 * residuals are independent and when they all agree, beside the same without a scale.
 */
export function ScaledSums({ content, of }: { content: ProseContent; of: string }) {
  const tag = `<ScaledSums of="${of}">`;
  const subject = subjectOf(tag, of);
  const runs = sumsOf(subject.model, subject.part);
  if (runs.length === 0) throw new ArticleFault(tag, 'there is no residual sum in it');
  const { scaledSums } = content.words;
  const { integer, decimal } = formatsFor(content.language);
  const twoPlaces = new Intl.NumberFormat(content.language, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const growth = (value: number): string => twoPlaces.format(value);
  const network = networkName(content, subject);
  return (
    <ScrollTable label={scaledSums.scroll(network)}>
      <caption>{scaledSums.caption(network)}</caption>
      <thead>
        <tr>
          <th scope="col">{scaledSums.stage}</th>
          <CountHead>{scaledSums.count}</CountHead>
          <CountHead>{scaledSums.scale}</CountHead>
          <CountHead>{scaledSums.independent}</CountHead>
          <CountHead>{scaledSums.agreeing}</CountHead>
        </tr>
      </thead>
      <tbody>
        {runs.map(({ name, width, count, scale, independent, agreeing, unscaled }) => (
          <tr key={`${name} ${scale}`}>
            <th scope="row">{scaledSums.run(name, integer(width))}</th>
            <CountCell count={integer(count)} />
            <CountCell count={decimal(scale, 2)} />
            <CountCell count={growth(independent)} below={scaledSums.unscaled(growth(unscaled.independent))} />
            <CountCell count={growth(agreeing)} below={scaledSums.unscaled(growth(unscaled.agreeing))} />
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}
