'use client';

import { useDeferredValue, useMemo, useState } from 'react';
import { formatsFor } from '@/components/ui/format';
import { SideField } from '@/components/ui/size-field';
import { useLanguage, useWords } from '@/components/ui/words';
import { type Cost, costOfPart } from '@/lib/analysis/cost';
import type { Part } from '@/lib/graph/naming';
import type { Shape } from '@/lib/graph/shapes';
import { modelOf } from '@/lib/networks';
import { readingOf, smallestSizeOf } from '@/lib/reading/reading';
import { Bar, Instrument, InstrumentTable } from '../instrument';
import styles from '../instrument.module.css';

type SizeSliderProps = {
  network: string;
  variant: string;
  /** The size of picture that the network was made for. */
  size: number;
  title: string;
};

/** The stages of a network, whichever way it is written: entries, or a chain of stages. */
const stagesIn = (root: Part): readonly Part[] =>
  root.children.flatMap((part) =>
    part.kind === 'chain' && part.children.some(({ kind }) => kind === 'stage') ? part.children : [part],
  );

interface Row {
  readonly part: Part;
  readonly output: Shape;
  readonly cost: Cost;
}

/** A network at any size of picture: the grid after every stage, and the work. */
export function SizeSlider({ network, variant, size: own, title }: SizeSliderProps) {
  const { size: words } = useWords().prose.instruments;
  const { integer, work, percent, shape, decimal } = formatsFor(useLanguage());
  const model = modelOf(network, variant);
  const [size, setSize] = useState(own);
  const smallest = smallestSizeOf(model);
  const at = useDeferredValue(size);
  const { rows, total, before } = useMemo(() => {
    const { shapes, costs, total } = readingOf(model, at);
    return {
      rows: stagesIn(model.root).map(
        (part): Row => ({
          part,
          output: shapes.get(model.outputs.get(part.id) ?? '') ?? [],
          cost: costOfPart(model, costs, part),
        }),
      ),
      total,
      before: readingOf(model, own).total,
    };
  }, [model, at, own]);
  const grids = rows.filter(({ output }) => output.length === 3);
  const most = Math.max(...grids.map(({ cost }) => cost.macs));
  return (
    <Instrument
      title={title}
      controls={
        <SideField label={words.size} value={size} smallest={smallest} unit={words.pixels} onChange={setSize} />
      }
    >
      <InstrumentTable
        label={words.table}
        columns={[
          { title: words.stage },
          { title: words.output, holds: 'number' },
          { title: words.macs, holds: 'number' },
          { title: words.share, holds: 'number' },
          { title: words.bar, holds: 'bar' },
        ]}
      >
        <tbody>
          {grids.map(({ part, output, cost }) => (
            <tr key={part.id}>
              <th scope="row">{part.name ?? part.path}</th>
              <td className={styles.number}>{shape(output)}</td>
              <td className={styles.number}>{work(cost.macs)}</td>
              <td className={styles.number}>{percent(cost.macs / total.macs)}</td>
              <td className={styles.bar}>
                <Bar share={cost.macs / most} tone="macs" />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{words.total}</th>
            <td />
            <td className={styles.number}>{work(total.macs)}</td>
            <td />
            <td />
          </tr>
        </tfoot>
      </InstrumentTable>
      <p className={styles.result} role="status">
        {at === own
          ? words.itsOwn(shape([own, own]), integer(total.parameters))
          : words.says(
              shape([at, at]),
              decimal(total.macs / before.macs, 2),
              shape([own, own]),
              integer(total.parameters),
            )}
      </p>
      <noscript>
        <p className={styles.small}>{words.noScript}</p>
      </noscript>
    </Instrument>
  );
}
