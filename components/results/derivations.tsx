import { Cite } from '@/components/prose/cite';
import { formatsFor } from '@/components/ui/format';
import { CountHead, ScrollTable } from '@/components/ui/scroll-table';
import { wordsFor } from '@/content/languages';
import type { ProseContent } from '@/content/prose';
import { countCites, type PublishedCount, publishedCounts } from '@/content/results';
import { type CountingRule, countBy } from '@/lib/analysis/published-counts';
import { resolveAddress } from '@/lib/networks';
import { readingOf } from '@/lib/reading/reading';
import { TESTED_SIZE } from './network-size';
import { rateText } from './rate';
import styles from './results.module.css';

/** In the order of the page: first what differs from ours, then what is the same. */
const RULES: readonly CountingRule[] = [
  'timm-gmacs',
  'torchvision-gmacs',
  'keras-parameters',
  'torchvision-parameters',
  'timm-activations',
  'timm-parameters',
];

function derive({ rule, network }: PublishedCount) {
  const { model, definition } = resolveAddress(network);
  return { title: definition.title, ...countBy(rule, model, readingOf(model, TESTED_SIZE).shapes) };
}

/** Every published count as a sum that begins with ours. */
export function Derivations({ content }: { content: ProseContent }) {
  const { language } = content;
  const { counts } = wordsFor(language).results;
  const { integer } = formatsFor(language);
  return RULES.map((rule) => {
    const lines = publishedCounts.filter((each) => each.rule === rule);
    const derived = lines.map((line) => ({ line, ...derive(line) }));
    const terms = derived[0]?.terms ?? [];
    const { title, why } = counts.rules[rule];
    return (
      <section key={rule} className={`${styles.rule} ${styles.compact}`} aria-labelledby={`count-${rule}`}>
        <h3 id={`count-${rule}`}>{title}</h3>
        <p className={styles.why}>
          {why}
          {countCites[rule].map((id) => (
            <span key={id}>
              {' '}
              <Cite content={content} id={id} />
            </span>
          ))}
        </p>
        <ScrollTable label={counts.scroll(title)}>
          <thead>
            <tr>
              <th scope="col">{counts.network}</th>
              {terms.map(({ counted, times }) => (
                <CountHead key={counted}>
                  {times === 1
                    ? counts.counted[counted]
                    : times === -1
                      ? counts.less(counts.counted[counted])
                      : counts.times(integer(times), counts.counted[counted])}
                </CountHead>
              ))}
              {terms.length > 1 ? <CountHead>{counts.sum}</CountHead> : null}
              <CountHead>{counts.published}</CountHead>
            </tr>
          </thead>
          <tbody>
            {derived.map(({ line, title: network, terms: own, total }) => (
              <tr key={line.network}>
                <th scope="row">{network}</th>
                {own.map(({ counted, times, value }, index) => (
                  <td key={counted} className={styles.term}>
                    {index === 0 ? null : <span className={styles.sign}>{times < 0 ? '−' : '+'}</span>}
                    {Math.abs(times) === 1 ? null : `${integer(Math.abs(times))} × `}
                    {integer(value)}
                  </td>
                ))}
                {own.length > 1 ? (
                  <td className={styles.term}>
                    <span className={styles.sign}>=</span>
                    {integer(total)}
                  </td>
                ) : null}
                <td className={styles.printed}>
                  {line.unit === 1
                    ? integer(line.printed)
                    : `${rateText(language, line.printed, line.decimals)} ${counts.units[line.unit]}`}
                </td>
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      </section>
    );
  });
}
