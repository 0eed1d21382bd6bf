import { networkName } from '@/components/code/op-name';
import { formatsFor } from '@/components/ui/format';
import { compareHref, explorerHref } from '@/components/ui/links';
import { ScrollTable } from '@/components/ui/scroll-table';
import { variantTitle } from '@/components/ui/variant-title';
import { preparedPairsOf } from '@/content/differences';
import { wordsFor } from '@/content/languages';
import type { ProseContent } from '@/content/prose';
import { compareNetworks, type Side } from '@/lib/analysis/differences';
import { resolveAddress } from '@/lib/networks';
import { ArticleLink } from './article-link';
import styles from './differences.module.css';
import { ArticleFault } from './fault';
import { subjectOf } from './subject';

/** What stands on one side, as a link to its first place in the explorer. */
function Value({ content, side }: { content: ProseContent; side: Side }) {
  const words = wordsFor(content.language).differences;
  if (side.value === null || side.address === null) return words.nothing;
  const { address, definition, variant } = resolveAddress(side.address);
  const other = variant.id === definition.defaultVariant ? null : variant.id;
  return (
    <ArticleLink className={styles.value} href={explorerHref(content.language, definition.id, address.path, other)}>
      {words.value(side.value)}
    </ArticleLink>
  );
}

type DifferencesProps = {
  content: ProseContent;
  /** Two networks of a prepared comparison, as in addresses: `inception-v4:paper`. */
  a: string;
  b: string;
  /** Side of the square picture for which the grids are, in pixels. */
  size: number;
};

/** Everything in which two networks differ, computed from their expressions; what only follows is counted at the foot. */
export function Differences({ content, a, b, size }: DifferencesProps) {
  const tag = `<Differences a="${a}" b="${b}">`;
  const pairs = preparedPairsOf(content.language);
  const pair = pairs.find((each) => each.a === a && each.b === b);
  if (!pair) {
    throw new ArticleFault(
      tag,
      `it is no prepared pair; there are: ${pairs.map((each) => `${each.a} | ${each.b}`).join(', ')}`,
    );
  }
  const { differences } = compareNetworks(resolveAddress(a), resolveAddress(b), size);
  const own = differences.filter(({ follows }) => !follows);
  const { differences: words } = content.words;
  const { shape } = formatsFor(content.language);
  const names = [a, b].map((side) => {
    const subject = subjectOf(tag, side);
    return {
      title: subject.network.title,
      name: networkName(content, subject),
      variant: variantTitle(content.words.variants, resolveAddress(side).variant),
    };
  });
  const oneNetwork = names[0]?.title === names[1]?.title;
  const head = ({ name, variant }: { name: string; variant: string }): string => (oneNetwork ? variant : name);
  return (
    <ScrollTable label={words.scroll(pair.title)}>
      <caption>{words.caption(pair.title)}</caption>
      <thead>
        <tr>
          <th scope="col">{words.what}</th>
          {names.map((side) => (
            <th key={side.name + side.variant} scope="col">
              {head(side)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {own.map((difference) => (
          <tr key={difference.id}>
            <th scope="row">
              {pair.notes[difference.id]?.title ?? difference.id}
              {difference.grid === null ? null : (
                <span className={styles.grid}>{words.grid(shape([difference.grid, difference.grid]))}</span>
              )}
            </th>
            <td>
              <Value content={content} side={difference.a} />
            </td>
            <td>
              <Value content={content} side={difference.b} />
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td colSpan={3}>
            <span className={styles.foot}>
              {words.following(differences.length - own.length) + content.words.marks.gap}
              <ArticleLink href={compareHref(content.language, a, b)}>{words.compare}</ArticleLink>
            </span>
          </td>
        </tr>
      </tfoot>
    </ScrollTable>
  );
}
