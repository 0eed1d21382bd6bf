import { formatsFor } from '@/components/ui/format';
import type { ProseContent } from '@/content/prose';
import { elementsOf } from '@/lib/analysis/cost';
import type { InputSize } from '@/lib/reading/size';
import { ArticleFault } from './fault';
import styles from './num.module.css';
import { costOfSubject, outputOf, quantityOf } from './quantity';
import { quantityText } from './quantity-text';
import { subjectOf } from './subject';

type NumProps = {
  content: ProseContent;
  /** An address. */
  of: string;
  /** Which quantity; a wrong one stops the build with the list. */
  what: string;
  /** Side of the square picture in pixels; the network's own where left out. */
  size?: InputSize;
  /** Large counts written out (`full`) or with a unit (`short`, the default). */
  as?: 'short' | 'full';
};

/** A number of a network in running text, read off the expression. */
export function Num({ content, of, what, size, as }: NumProps) {
  const tag = `<Num of="${of}" what="${what}">`;
  const text = quantityText(content.language, quantityOf(tag, subjectOf(tag, of, size), what), as);
  return <span className={styles.num}>{text}</span>;
}

type RatioProps = {
  content: ProseContent;
  of: string;
  to: string;
  what: 'parameters' | 'macs' | 'values' | 'channels' | 'convolutions';
  size?: InputSize;
};

/** How much of one part another is, in per cent: `<Ratio of="…/features.4" to="…/stem" what="macs" />`. */
export function Ratio({ content, of, to, what, size }: RatioProps) {
  const tag = `<Ratio of="${of}" to="${to}" what="${what}">`;
  const measure = (address: string): number => {
    const subject = subjectOf(tag, address, size);
    switch (what) {
      case 'values':
        return elementsOf(outputOf(subject));
      case 'channels':
        return outputOf(subject).at(-1) ?? 0;
      case 'parameters':
      case 'macs':
      case 'convolutions':
        return costOfSubject(subject)[what];
      default:
        throw new ArticleFault(tag, 'what is parameters, macs, convolutions, values or channels');
    }
  };
  return <span className={styles.num}>{formatsFor(content.language).percent(measure(of) / measure(to))}</span>;
}

/** A path as the code spells it, checked against the network. */
export function Path({ of }: { of: string }) {
  const { part } = subjectOf(`<Path of="${of}">`, of);
  return <code>{part.path ?? part.id}</code>;
}
