import { Children, isValidElement, type ReactNode } from 'react';
import { networkName } from '@/components/code/op-name';
import { formatsFor } from '@/components/ui/format';
import { explorerHref } from '@/components/ui/links';
import { CountCell, CountHead, ScrollTable } from '@/components/ui/scroll-table';
import type { ProseContent } from '@/content/prose';
import { parseAddress } from '@/lib/graph/address';
import { extentOf, type InputSize } from '@/lib/reading/size';
import { ArticleLink } from './article-link';
import styles from './family.module.css';
import { ArticleFault } from './fault';
import { costOfSubject, inputShapeOf, outputOf } from './quantity';
import { waysOf } from './steps';
import { subjectOf } from './subject';

type MemberProps = {
  /** An address. */
  of: string;
  children?: ReactNode;
};

/** One network's version of a part, with a remark or none; stands inside `<Family>` only. */
export function Member(_: MemberProps): ReactNode {
  throw new ArticleFault('<Member>', 'it stands inside <Family>');
}

type FamilyProps = {
  content: ProseContent;
  /** What the versions are versions of, for the caption. */
  name: string;
  /** Side of the square picture in pixels, the same for all, so that they can be compared. */
  size: InputSize;
  /** Two or more `<Member of="…">`. */
  children: ReactNode;
};

/** So that lines break between steps and not inside one. */
const unbroken = (way: string): string => way.replace(/(?<![›|]) (?![›|])/g, '\u00a0');

/** The same part in several networks: its branches step by step, its shapes, what it costs; all read off the expressions. */
export function Family({ content, name, size, children }: FamilyProps) {
  const tag = `<Family name="${name}">`;
  const { family } = content.words;
  const { integer, work, shape } = formatsFor(content.language);
  const { height, width } = extentOf(size);
  const members = Children.toArray(children).flatMap((child) =>
    isValidElement<MemberProps>(child) && child.type === Member ? [child.props] : [],
  );
  const whole = members.every(({ of }) => parseAddress(of).path === '');
  if (members.length < 2) throw new ArticleFault(tag, 'it wants two or more <Member of="…">');
  return (
    <ScrollTable label={family.scroll(name)}>
      <caption>
        <span className={styles.caption}>{family.caption(name, shape([height, width]))}</span>
      </caption>
      <thead>
        <tr>
          <th scope="col">{family.network}</th>
          <th scope="col">{whole ? family.stages : family.inside}</th>
          {whole ? null : <CountHead>{family.shapes}</CountHead>}
          <CountHead>{family.parameters}</CountHead>
          <CountHead>{family.macs}</CountHead>
        </tr>
      </thead>
      <tbody>
        {members.map(({ of, children: remark }) => {
          const subject = subjectOf(`<Member of="${of}">`, of, size);
          const { parameters, macs, convolutions } = costOfSubject(subject);
          const { network, variant, path } = parseAddress(of);
          return (
            <tr key={of}>
              <th scope="row" className={styles.network}>
                <ArticleLink href={explorerHref(content.language, network, path, variant)}>
                  {networkName(content, subject)}
                </ArticleLink>
                {remark === undefined ? null : <span className={styles.remark}>{remark}</span>}
              </th>
              <td>
                <ol className={styles.ways}>
                  {waysOf(tag, content, subject).map(({ steps, after }, index) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: a way through has no other identity than its place.
                    <li key={index} data-after={after ? '' : undefined}>
                      {unbroken(steps.join(content.words.ops.next))}
                    </li>
                  ))}
                </ol>
              </td>
              {whole ? null : (
                <CountCell count={shape(outputOf(subject))} below={family.from(shape(inputShapeOf(subject)))} />
              )}
              <CountCell
                count={integer(parameters)}
                below={whole ? family.convolutions(integer(convolutions)) : undefined}
              />
              <CountCell count={work(macs)} />
            </tr>
          );
        })}
      </tbody>
    </ScrollTable>
  );
}
