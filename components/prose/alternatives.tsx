import { Children, isValidElement, type ReactNode } from 'react';
import { formatsFor } from '@/components/ui/format';
import { CountCell, CountHead, ScrollTable } from '@/components/ui/scroll-table';
import type { ProseContent } from '@/content/prose';
import { ArticleFault } from './fault';
import { costOfSubject } from './quantity';
import { subjectOf } from './subject';

type OptionProps = {
  /** An address, or `what-if/…` for a thing that was not built. */
  of: string;
  children: ReactNode;
};

/** One way of doing a job; stands inside `<Alternatives>` only. */
export function Option(_: OptionProps): ReactNode {
  throw new ArticleFault('<Option>', 'it stands inside <Alternatives>');
}

/** The first way as built, then others, each counted from its expression and compared with the first. */
export function Alternatives({ content, children }: { content: ProseContent; children: ReactNode }) {
  const { alternatives } = content.words;
  const { integer, work, decimal } = formatsFor(content.language);
  const ways = Children.toArray(children).flatMap((child) =>
    isValidElement<OptionProps>(child) && child.type === Option ? [child.props] : [],
  );
  const counted = ways.map(({ of, children: label }) => {
    const { parameters, macs } = costOfSubject(subjectOf(`<Option of="${of}">`, of));
    return { of, label, parameters, macs };
  });
  const [base] = counted;
  if (!base || counted.length < 2) throw new ArticleFault('<Alternatives>', 'it wants two or more <Option of="…">');
  const times = (value: number, whole: number): string | undefined =>
    value === whole ? undefined : alternatives.times(decimal(value / whole, value / whole < 10 ? 2 : 0));
  return (
    <ScrollTable label={alternatives.scroll}>
      <caption>{alternatives.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{alternatives.way}</th>
          <CountHead>{alternatives.parameters}</CountHead>
          <CountHead>{alternatives.macs}</CountHead>
        </tr>
      </thead>
      <tbody>
        {counted.map(({ of, label, parameters, macs }) => (
          <tr key={of}>
            <th scope="row">{label}</th>
            <CountCell count={integer(parameters)} below={times(parameters, base.parameters)} />
            <CountCell count={work(macs)} below={times(macs, base.macs)} />
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}
