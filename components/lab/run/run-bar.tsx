'use client';

import { useEffect, useRef } from 'react';
import { progressShare, type RunState } from '@/components/lab/workbench/run-state';
import type { WorkbenchState } from '@/components/lab/workbench/state';
import { useAllWords } from '@/components/ui/all-words';
import { Button } from '@/components/ui/button';
import { errorText } from '@/components/ui/error-text';
import { formatsFor } from '@/components/ui/format';
import { ErrorNotice } from '@/components/ui/notice';
import { formatDuration } from '@/components/ui/value-format';
import { VisuallyHidden } from '@/components/ui/visually-hidden';
import { useLanguage } from '@/components/ui/words';
import { AtlasError } from '@/lib/error';
import type { Progress } from '@/lib/runtime/protocol';
import styles from '../lab.module.css';
import { BackendLine } from './backend-line';
import { Elapsed } from './elapsed';
import { saidElsewhere } from './said-elsewhere';

type RunBarProps = {
  run: RunState;
  state: WorkbenchState;
  /** What is computed, in a few words. */
  what: string;
  runLabel: string;
  estimate: string;
  /** What goes on before the run itself; null for nothing. */
  opening: { readonly says: string; readonly since: number } | null;
  /** A second way to go on, beside the button; null for none. */
  other: { readonly label: string; readonly run: () => void } | null;
  /** False while there is no picture to run on. */
  ready: boolean;
  onRun: () => void;
  onCancel: () => void;
};

/** Run, progress, cancel, what it took: one line whose height never changes. */
export function RunBar({ run, state, what, runLabel, estimate, opening, other, ready, onRun, onCancel }: RunBarProps) {
  const all = useAllWords();
  const words = all.lab.run;
  const language = useLanguage();
  const { bytes } = formatsFor(language);
  const stage = (progress: Progress | null): string => {
    switch (progress?.stage) {
      case undefined:
        return words.progress.preparing;
      case 'backend':
        return words.progress.backend;
      case 'compile':
        return words.progress.compile;
      case 'weights':
        return words.progress.weights(bytes(progress.done), bytes(progress.total));
      case 'layers':
        return words.progress.layers(progress.done, progress.total, progress.node);
      case 'drawing':
        return words.progress.drawing;
    }
  };
  const said = {
    idle: '',
    running: words.said.started(what),
    done: words.said.done(what),
    failed: words.said.failed(what),
    cancelled: words.said.cancelled,
  }[run.phase];
  const work = run.shown?.view.work;
  const share = progressShare(run.progress);

  const running = run.phase === 'running' || opening !== null;
  const row = useRef<HTMLDivElement>(null);
  const pressed = useRef(false);

  // The button that started the run goes with it; the keyboard goes on from the result.
  useEffect(() => {
    if (run.phase !== 'done' || !pressed.current) return;
    pressed.current = false;
    if (document.activeElement === document.body) row.current?.focus({ preventScroll: true });
  }, [run.phase]);

  return (
    <div className={styles.run} data-tour="run" data-phase={opening ? 'running' : run.phase}>
      <VisuallyHidden>
        <span role="status">{said}</span>
      </VisuallyHidden>
      <div className={styles.runRow} ref={row} tabIndex={-1}>
        {run.phase === 'done' && work && !opening ? (
          <div className={styles.runText}>
            <p className={styles.runLine} data-work={`${work.reused} ${work.computed}`}>
              {words.done(work.reused, work.computed, formatDuration(language, words, work.milliseconds))}
            </p>
            <BackendLine backend={state.backend} />
          </div>
        ) : (
          <>
            {/* One element for run and cancel, so that the focus stays where it is when the one becomes the other. */}
            <Button
              variant={running ? 'plain' : 'primary'}
              className={styles.runButton}
              disabled={!running && !ready}
              onClick={() => {
                pressed.current = true;
                if (running) onCancel();
                else onRun();
              }}
            >
              {opening
                ? words.cancel
                : {
                    idle: runLabel,
                    running: words.cancel,
                    failed: words.retry,
                    cancelled: words.again,
                    done: words.again,
                  }[run.phase]}
            </Button>
            {other && !running ? (
              <Button variant="quiet" onClick={other.run}>
                {other.label}
              </Button>
            ) : null}
            {running ? (
              <div className={styles.runText}>
                <p className={styles.runLine}>
                  <span className={styles.runStage}>{opening?.says ?? stage(run.progress)}</span>
                  <span className={styles.small}>
                    <Elapsed since={opening?.since ?? run.startedAt} />
                  </span>
                </p>
                <progress className={styles.progress} aria-label={words.running} value={share ?? undefined} max={1} />
              </div>
            ) : (
              <div className={styles.runText}>
                <p className={styles.runLine}>{run.phase === 'cancelled' ? words.cancelled : estimate}</p>
                {state.backend ? (
                  <BackendLine backend={state.backend} />
                ) : (
                  <p className={styles.small}>{words.firstTime}</p>
                )}
              </div>
            )}
          </>
        )}
      </div>
      {run.phase === 'failed' ? <ErrorNotice text={errorText(all, run.error)} /> : null}
      {state.lost && !(run.phase === 'failed' && saidElsewhere(run.error, state.lost)) ? (
        <ErrorNotice
          text={{
            ...errorText(all, new AtlasError(state.lost.code, state.lost.data)),
            next: all.lab.lost.next,
          }}
          action={run.phase === 'running' ? undefined : { label: words.again, run: onRun }}
        />
      ) : null}
    </div>
  );
}
