'use client';

import { SelectLink } from '@/components/inspector/selecting';
import { useAllWords } from '@/components/ui/all-words';
import { KindSwatch } from '@/components/ui/kind-swatch';
import { ScrollFrame } from '@/components/ui/scroll-frame';
import type { Part } from '@/lib/graph/naming';
import type { Facts, TableRow } from './facts';
import { type LabelContext, shortTitleOf } from './labels';
import styles from './part-table.module.css';
import { ShareBar } from './share-bar';

const fieldText = ({ field }: TableRow): string =>
  field === null ? '' : field.size[0] === field.size[1] ? String(field.size[0]) : field.size.join('×');

type PartTableProps = {
  /** The container whose table it is. */
  part: Part;
  facts: Facts;
  /** The part that is selected: the container, or something inside it. */
  selected: Part;
  context: LabelContext;
};

/** True where a part lies in another one, or is it. */
function isInside({ model }: LabelContext, part: Part, outer: Part): boolean {
  for (let at: Part | undefined = part; at; at = model.parents.get(at.id)) if (at.id === outer.id) return true;
  return false;
}

/** The table of what is inside a container, its totals, and what each branch takes of them. */
export function PartTable({ part, facts, selected, context }: PartTableProps) {
  const { inspector: words } = useAllWords();
  const { formats } = context;
  const { rows, cost, branches } = facts;
  if (rows.length === 0) return null;
  return (
    <section className={styles.contents} aria-labelledby="contents-heading">
      <h2 id="contents-heading" className={styles.heading}>
        {words.contents(shortTitleOf(context, part))}
      </h2>
      <ScrollFrame label={words.table.caption(shortTitleOf(context, part))}>
        <table className={styles.table} data-parts>
          <thead>
            <tr>
              <th scope="col">{words.table.part}</th>
              <th scope="col" className={styles.figure}>
                {words.table.output}
              </th>
              <th scope="col" className={styles.figure}>
                {words.table.parameters}
              </th>
              <th scope="col" className={styles.figure}>
                {words.table.macs}
              </th>
              <th scope="col" className={styles.figure}>
                {words.table.field}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => {
              const branch = row.branch[0];
              const starts = branch !== undefined && branch !== rows[index - 1]?.branch[0];
              const chosen = selected.id !== part.id && isInside(context, row.part, selected);
              return (
                <tr
                  key={row.part.id}
                  className={starts ? styles.starts : undefined}
                  aria-current={chosen ? 'true' : undefined}
                >
                  <th scope="row">
                    <span className={styles.part} style={{ paddingInlineStart: `${row.branch.length * 0.75}rem` }}>
                      {row.kind === null ? null : <KindSwatch kind={row.kind} />}
                      <SelectLink at={row.at}>{shortTitleOf(context, row.part)}</SelectLink>
                      {branch === undefined ? null : (
                        <span className={styles.branch}>{words.names.branchIn(row.branch.join('.'))}</span>
                      )}
                    </span>
                  </th>
                  <td className={styles.figure}>{formats.shape(row.output)}</td>
                  <td className={styles.figure}>{formats.integer(row.cost.parameters)}</td>
                  <td className={styles.figure}>{formats.integer(row.cost.macs)}</td>
                  <td className={styles.figure}>{fieldText(row)}</td>
                </tr>
              );
            })}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{words.table.total}</th>
              <td className={styles.figure}>{formats.shape(facts.output)}</td>
              <td className={styles.figure}>{formats.integer(cost.parameters)}</td>
              <td className={styles.figure}>{formats.integer(cost.macs)}</td>
              <td className={styles.figure} />
            </tr>
          </tfoot>
        </table>
      </ScrollFrame>
      {branches.length > 1 ? (
        <>
          <h3 className={styles.subheading}>{words.branches}</h3>
          <ul className={styles.shares}>
            {branches.map((branch) => (
              <li key={branch.part.id} className={styles.share}>
                <SelectLink at={branch.at}>{words.names.branch(branch.index)}</SelectLink>
                <span className={styles.measures}>
                  <span>
                    {words.parameters}{' '}
                    <span className={styles.percent}>{formats.percent(branch.share.parameters)}</span>
                    <ShareBar share={branch.share.parameters} />
                  </span>
                  <span>
                    {words.macs} <span className={styles.percent}>{formats.percent(branch.share.macs)}</span>
                    <ShareBar share={branch.share.macs} />
                  </span>
                </span>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  );
}
