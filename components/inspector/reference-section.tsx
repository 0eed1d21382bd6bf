'use client';

import { useAllWords } from '@/components/ui/all-words';
import { CopyButton } from '@/components/ui/copy-button';
import { DisclosureOnDemand } from '@/components/ui/disclosure-on-demand';
import { DottedPath } from './dotted-path';
import type { Facts } from './facts';
import styles from './inspector.module.css';
import { classNameIn, type LabelContext } from './labels';

/** The same part in the reference code: its module, and the keys and shapes of its weights. */
export function ReferenceSection({ facts, context }: { facts: Facts; context: LabelContext }) {
  const { inspector: words } = useAllWords();
  const { referencePath, stateDict, block } = facts;
  const className = block && classNameIn(context, block);
  const { formats } = context;
  const title = (
    <>
      {words.stateDict} <span className={styles.count}>{words.keys(formats.integer(stateDict.length))}</span>
    </>
  );
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>{words.weights}</h3>
      <p className={styles.module}>
        {referencePath ? (
          <>
            <span className={styles.axis}>{words.module}</span>
            <DottedPath text={referencePath} />
          </>
        ) : (
          <span className={styles.note}>{words.noModule}</span>
        )}
      </p>
      {block && className ? (
        <p className={styles.module}>
          <span className={styles.axis}>{words.className}</span>
          <span>{words.classIs(className, block.name ?? '')}</span>
        </p>
      ) : null}
      {stateDict.length === 0 ? (
        <p className={styles.note}>{words.noKeys}</p>
      ) : (
        <DisclosureOnDemand
          key={stateDict.length <= MOST_SHOWN ? 1 : 0}
          summary={title}
          open={stateDict.length <= MOST_SHOWN}
          // A network has over a thousand keys, which every visit would take over and the first click throw away.
          closed={
            <noscript>
              <Keys stateDict={stateDict} context={context} />
            </noscript>
          }
        >
          {() => <Keys stateDict={stateDict} context={context} />}
        </DisclosureOnDemand>
      )}
    </section>
  );
}

/** A unit's keys are shown at once, a block's on demand. */
const MOST_SHOWN = 6;

/** The keys of the weights with their shapes. */
function Keys({ stateDict, context: { formats } }: { stateDict: Facts['stateDict']; context: LabelContext }) {
  const { inspector: words } = useAllWords();
  return (
    <>
      <ul className={styles.keys}>
        {stateDict.map(({ key, shape }) => (
          <li key={key}>
            <DottedPath text={key} />
            <span className={styles.measure}>{shape.length === 0 ? words.scalar : formats.shape(shape)}</span>
          </li>
        ))}
      </ul>
      <div className={styles.keysFoot}>
        <p className={styles.note}>{words.layout}</p>
        <CopyButton label={words.copyKeys} text={() => stateDict.map(({ key }) => key).join('\n')} />
      </div>
    </>
  );
}
