import { opName, partName } from '@/components/code/op-name';
import { formatsFor } from '@/components/ui/format';
import { CountCell, CountHead, ScrollTable } from '@/components/ui/scroll-table';
import type { ProseContent } from '@/content/prose';
import { blockRows } from '@/lib/analysis/blocks';
import { type Cost, costOfPart } from '@/lib/analysis/cost';
import type { ReceptiveField } from '@/lib/analysis/receptive-field';
import type { Part } from '@/lib/graph/naming';
import type { Shape } from '@/lib/graph/shapes';
import type { InputSize } from '@/lib/reading/size';
import styles from './cost-table.module.css';
import { OpTag } from './op-tag';
import { costOfSubject } from './quantity';
import { type Subject, subjectOf } from './subject';

interface Row {
  readonly part: Part;
  /** A name where the op itself would not do: `4 × Inception-A`, `joined`. */
  readonly name: string | null;
  /** Which branch it belongs to, outermost first. */
  readonly branch: readonly number[];
  readonly output: Shape;
  readonly cost: Cost;
  /** On the picture. */
  readonly field: ReceptiveField | null;
  /** On the input of the block; null where the table is not about one. */
  readonly fieldInBlock: ReceptiveField | null;
}

const isGroup = ({ kind }: Part): boolean => kind === 'network' || kind === 'stage' || kind === 'times';

/** A network as its stages, a stage as its blocks and units (repetitions together), a block op by op. */
function rowsOf(content: ProseContent, subject: Subject): readonly Row[] {
  const { model, part, shapes, costs, fields } = subject;
  const { ops } = content.words;
  const rowOf = (each: Part, name: string | null): Row => {
    const nodeId = model.outputs.get(each.id) ?? '';
    return {
      part: each,
      name,
      branch: [],
      output: shapes.get(nodeId) ?? [],
      cost: costOfPart(model, costs, each),
      field: fields.get(nodeId) ?? null,
      fieldInBlock: null,
    };
  };
  const nameOf = (each: Part): string | null => {
    const [only] = each.children;
    if (each.kind === 'stage' && each.children.length === 1 && only?.kind === 'times') return nameOf(only);
    if (each.kind === 'times' && only)
      return ops.repeated(only.name ?? opName(content, model, only), each.children.length);
    return each.name;
  };
  if (part.kind === 'network') {
    const open = (each: Part): readonly Part[] =>
      each.kind === 'chain' && each.children.some(isGroup) ? each.children : [each];
    return part.children.flatMap(open).map((each) => rowOf(each, nameOf(each)));
  }
  if (part.kind === 'stage') return part.children.map((each) => rowOf(each, nameOf(each)));
  return blockRows(model, part, shapes).map((row) => ({ ...row, name: null }));
}

/**
 * A table of what is inside a part, computed from the expression: output, parameters, MACs, receptive field; shares of
 * the part itself below the counts, and the sum at the foot.
 */
export function CostTable({ content, of, size }: { content: ProseContent; of: string; size?: InputSize }) {
  const subject = subjectOf(`<CostTable of="${of}">`, of, size);
  const { integer, work, percent, shape } = formatsFor(content.language);
  const { table, ops } = content.words;
  const rows = rowsOf(content, subject);
  const total = costOfSubject(subject);
  const name = partName(content, subject);
  const inBlock = rows.some(({ fieldInBlock }) => fieldInBlock !== null);
  const share = (count: number, whole: number): string | undefined =>
    count === 0 || count === whole ? undefined : percent(count / whole);
  return (
    <ScrollTable label={table.scroll(name)}>
      <caption>
        {table.caption(name)}{' '}
        <span className={styles.units}>{inBlock ? table.fieldInBlock : table.fieldOnPicture}</span>
      </caption>
      <thead>
        <tr>
          <th scope="col">{table.part}</th>
          <CountHead>{table.output}</CountHead>
          <CountHead>{table.parameters}</CountHead>
          <CountHead>{table.macs}</CountHead>
          <CountHead>{table.field}</CountHead>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => {
          const [branch] = row.branch;
          const first = branch !== undefined && branch !== rows[index - 1]?.branch[0];
          const last = row.branch.length === 0 && (rows[index - 1]?.branch.length ?? 0) > 0;
          return (
            <tr key={row.part.id} data-first={(first && index > 0) || last ? '' : undefined}>
              <th scope="row">
                {first ? <span className={styles.branch}>{ops.branch(branch)}</span> : null}
                <span className={row.branch.length > 0 ? styles.inBranch : undefined}>
                  {row.name ?? <OpTag content={content} subject={subject} part={row.part} path={false} />}
                </span>
              </th>
              <CountCell count={shape(row.output)} />
              <CountCell count={integer(row.cost.parameters)} below={share(row.cost.parameters, total.parameters)} />
              <CountCell count={work(row.cost.macs)} below={share(row.cost.macs, total.macs)} />
              <CountCell
                count={row.field ? shape(row.field.size) : ''}
                below={row.fieldInBlock ? shape(row.fieldInBlock.size) : undefined}
              />
            </tr>
          );
        })}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{table.total}</th>
          <td />
          <CountCell count={integer(total.parameters)} />
          <CountCell count={work(total.macs)} />
          <td />
        </tr>
      </tfoot>
    </ScrollTable>
  );
}
