'use client';

import { useRef } from 'react';
import { Elapsed } from '@/components/lab/run/elapsed';
import { saidElsewhere } from '@/components/lab/run/said-elsewhere';
import { progressShare } from '@/components/lab/workbench/run-state';
import type { WorkbenchState } from '@/components/lab/workbench/state';
import { useAllWords } from '@/components/ui/all-words';
import { Button } from '@/components/ui/button';
import { errorText } from '@/components/ui/error-text';
import { formatsFor } from '@/components/ui/format';
import { ErrorNotice } from '@/components/ui/notice';
import { VisuallyHidden } from '@/components/ui/visually-hidden';
import { useLanguage } from '@/components/ui/words';
import type { HeadRefusal } from '@/lib/runtime/errors';
import type { PooledHead } from '@/lib/runtime/head/pooled-head';
import type { Progress } from '@/lib/runtime/protocol';
import { ClassChannels } from './class-channels';
import { ClassList } from './class-list';
import { ClassMapView } from './class-map-view';
import { ClassSearch } from './class-search';
import styles from './head.module.css';
import { OwnClassNames } from './own-class-names';
import { useClassNames } from './use-class-names';
import type { HeadControl } from './use-head';
import { useNaming } from './use-naming';
import type { OwnNames } from './use-own-names';
import { WhyExact } from './why-exact';

/** What there is to say of the weights at hand. */
export type HeadWeights =
  | { readonly type: 'learned' }
  | { readonly type: 'seeded' }
  /** A file that ends before the head: its name and its last block. */
  | { readonly type: 'part'; readonly name: string; readonly lastBlock: string }
  /** A file without a tensor that the head or what comes before it needs: its name and the canonical key. */
  | { readonly type: 'lacks'; readonly name: string; readonly key: string };

type HeadPanelProps = {
  head: PooledHead | HeadRefusal;
  control: HeadControl;
  weights: HeadWeights;
  /** A loss of the session that is said beside the run of the maps. */
  lost: WorkbenchState['lost'];
  /** Names of the classes that the reader brought. */
  own: OwnNames;
  /** Which weights, in a few words. */
  weightsName: string;
  /** The address of the maps that the head averages. */
  block: string;
  /** What asking costs. */
  estimate: string;
  /** On the button: what is asked, and what it would fetch. */
  askLabel: string;
  /** False while there is no picture to ask about. */
  ready: boolean;
  /** True where the head itself is selected, so that the answer comes without being asked for. */
  selected: boolean;
  onChoose: (index: number) => void;
  onChannel: (channel: number) => void;
  /** Shows where weights are chosen. */
  onWeights: () => void;
};

/** What the whole network says about the picture, and what made it say so; quiet until it is asked. */
export function HeadPanel(props: HeadPanelProps) {
  const { head } = props;
  const words = useAllWords().head;
  return (
    <section className={styles.panel} aria-label={words.title} data-head={props.control.phase}>
      {head.type === 'pooled' ? (
        <Pooled {...props} head={head} />
      ) : (
        <>
          <h3>{words.title}</h3>
          <p className={styles.lead}>
            {head.type === 'no-linear' ? words.none[head.type] : words.none[head.type](head.node)}
          </p>
        </>
      )}
    </section>
  );
}

function Pooled({
  head,
  control,
  weights,
  lost,
  own,
  weightsName,
  block,
  estimate,
  askLabel,
  ready,
  selected,
  onChoose,
  onChannel,
  onWeights,
}: HeadPanelProps & { head: PooledHead }) {
  const all = useAllWords();
  const words = all.head;
  const { integer, percent } = formatsFor(useLanguage());
  const { phase, classified, stale, answer, index } = control;
  const names = useClassNames(head.classes, classified !== null && own.labels === null);
  const labels = own.labels ?? names.labels;
  const naming = useNaming(labels);
  const first = classified?.top[0];
  const said = first ? words.said(naming.name(first.index), percent(first.probability)) : '';
  const reaches = weights.type !== 'part' && weights.type !== 'lacks';
  const heading = useRef<HTMLHeadingElement>(null);
  const errors = [phase === 'failed' ? control.error : null, control.mapError].filter(
    (error) => error && !saidElsewhere(error, lost),
  );

  return (
    <>
      <header className={styles.head}>
        <div className={styles.heading}>
          <h3 ref={heading} tabIndex={-1}>
            {words.title}
          </h3>
          <p className={styles.small}>{classified ? weightsName : words.lead(integer(head.classes))}</p>
        </div>
        {reaches && (!classified || phase !== 'done') ? (
          <Ask control={control} estimate={estimate} label={askLabel} ready={ready} />
        ) : classified && !selected ? (
          <Button
            variant="quiet"
            icon
            aria-label={words.close}
            onClick={() => {
              // The button goes with the answer; the keyboard goes on from the top of the panel.
              heading.current?.focus({ preventScroll: true });
              control.close();
            }}
          >
            <span aria-hidden="true">×</span>
          </Button>
        ) : null}
      </header>
      <VisuallyHidden>
        <span role="status">{phase === 'running' ? words.running : phase === 'done' ? said : ''}</span>
      </VisuallyHidden>
      {weights.type === 'part' || weights.type === 'lacks' ? (
        <div className={styles.note}>
          <p>
            {weights.type === 'part'
              ? words.part(weights.name, weights.lastBlock)
              : words.lacks(weights.name, weights.key)}
          </p>
          <Button onClick={onWeights}>{words.partNext}</Button>
        </div>
      ) : null}
      {weights.type === 'seeded' && classified ? (
        <div className={styles.note}>
          <p>{words.seeded.says}</p>
          <Button onClick={onWeights}>{words.seeded.trained}</Button>
        </div>
      ) : null}
      {errors.map((error) => (
        <ErrorNotice key={String(error)} text={errorText(all, error)} />
      ))}
      {classified ? (
        <div className={styles.columns} data-stale={stale || undefined}>
          <div className={styles.column}>
            <ClassList
              top={classified.top}
              classes={classified.classes}
              naming={naming}
              index={index}
              score={answer?.view.score ?? null}
              onChoose={onChoose}
            />
            {labels.length > 0 ? <ClassSearch labels={labels} onChoose={onChoose} /> : null}
            {own.labels === null && labels.length > 0 ? <p className={styles.small}>{words.classes.credit}</p> : null}
            <OwnClassNames own={own} numbered={labels.length === 0 && !names.failed} classes={head.classes} />
            {names.failed ? <p className={styles.small}>{words.classes.failed}</p> : null}
          </div>
          {answer ? (
            <ClassMapView
              view={answer.view}
              picture={answer.picture}
              naming={naming}
              stale={stale || answer.view.score.index !== index}
            />
          ) : (
            <div className={styles.mapWait}>{words.map.loading}</div>
          )}
          {answer ? (
            <div className={styles.parts}>
              <ClassChannels view={answer.view} naming={naming} block={block} onOpen={onChannel} />
              <WhyExact />
            </div>
          ) : null}
        </div>
      ) : null}
    </>
  );
}

/** The button that asks, what it costs, and how far it is. */
function Ask({
  control,
  estimate,
  label,
  ready,
}: {
  control: HeadControl;
  estimate: string;
  label: string;
  ready: boolean;
}) {
  const { bytes } = formatsFor(useLanguage());
  const all = useAllWords();
  const words = all.head;
  const run = all.lab.run;
  const running = control.phase === 'running';
  const stage = (progress: Progress | null): string => {
    switch (progress?.stage) {
      case 'backend':
        return run.progress.backend;
      case 'weights':
        return run.progress.weights(bytes(progress.done), bytes(progress.total));
      case 'layers':
        return run.progress.layers(progress.done, progress.total, progress.node);
      default:
        return words.waiting;
    }
  };
  return (
    <div className={styles.ask}>
      {/* One element for asking and cancelling, so that the focus stays where it is. */}
      <Button disabled={!running && !ready} onClick={running ? control.cancel : control.ask}>
        {running
          ? run.cancel
          : control.phase === 'failed'
            ? run.retry
            : control.phase === 'cancelled'
              ? words.askAgain
              : label}
      </Button>
      {running ? (
        <div className={styles.askText}>
          <p className={styles.askLine}>
            <span>{stage(control.progress)}</span>
            <Elapsed since={control.startedAt} />
          </p>
          <progress
            className={styles.progress}
            aria-label={words.running}
            value={progressShare(control.progress) ?? undefined}
            max={1}
          />
        </div>
      ) : (
        <p className={styles.askText}>{control.phase === 'cancelled' ? run.cancelled : estimate}</p>
      )}
    </div>
  );
}
