import { windowText } from '@/components/code/op-name';
import { formatsFor } from '@/components/ui/format';
import type { ProseContent } from '@/content/prose';
import { networks } from '@/lib/networks';
import { ArticleFault, lookUp } from './fault';
import styles from './num.module.css';

const slips = Object.fromEntries(
  networks.flatMap(({ variants }) => variants.flatMap(({ figureSlips }) => figureSlips.map((slip) => [slip.id, slip]))),
);

type SlipProps = {
  content: ProseContent;
  /** Of a slip in a figure, as the network has it. */
  id: string;
  what: 'printed' | 'meant';
};

/** What a figure of the paper prints by mistake, or what was meant, read off the network. */
export function Slip({ content, id, what }: SlipProps) {
  const tag = `<Slip id="${id}">`;
  const slip = lookUp(tag, slips, id);
  if (what !== 'printed' && what !== 'meant') throw new ArticleFault(tag, 'what is printed or meant');
  const value = slip[what];
  const text = typeof value === 'number' ? formatsFor(content.language).integer(value) : windowText(value);
  return <span className={styles.num}>{text}</span>;
}
