'use client';

import { useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/notice';
import { VisuallyHidden } from '@/components/ui/visually-hidden';
import { useLanguage, useWords } from '@/components/ui/words';
import { AtlasError } from '@/lib/error';
import type { Progress } from '@/lib/runtime/protocol';
import { BackendLine } from './backend-line';
import { Elapsed } from './elapsed';
import { errorText } from './error-text';
import styles from './lab.module.css';
import { progressShare, type RunState } from './run-state';
import { formatDuration } from './value-format';
import type { WorkbenchState } from './workbench';

type RunBarProps = {
  run: RunState;
  state: WorkbenchState;
  /** What is computed, in a few words. */
  what: string;
  runLabel: string;
  estimate: string;
  /** False while there is no picture to run on. */
  ready: boolean;
  onRun: () => void;
  onCancel: () => void;
};

/** Run, progress, cancel, what it took: one line whose height never changes. */
export function RunBar({ run, state, what, runLabel, estimate, ready, onRun, onCancel }: RunBarProps) {
  const all = useWords();
  const words = all.lab.run;
  const language = useLanguage();
  const stage = (progress: Progress | null): string => {
    switch (progress?.stage) {
      case undefined:
        return words.progress.preparing;
      case 'backend':
        return words.progress.backend;
      case 'weights':
        return words.progress.weights(progress.done, progress.total);
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

  const running = run.phase === 'running';
  const row = useRef<HTMLDivElement>(null);
  const pressed = useRef(false);

  // The button that started the run goes with it; the keyboard goes on from the result.
  useEffect(() => {
    if (run.phase !== 'done' || !pressed.current) return;
    pressed.current = false;
    if (document.activeElement === document.body) row.current?.focus({ preventScroll: true });
  }, [run.phase]);

  return (
    <div className={styles.run} data-phase={run.phase}>
      <VisuallyHidden>
        <span role="status">{said}</span>
      </VisuallyHidden>
      <div className={styles.runRow} ref={row} tabIndex={-1}>
        {run.phase === 'done' && work ? (
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
              {
                {
                  idle: runLabel,
                  running: words.cancel,
                  failed: words.retry,
                  cancelled: words.again,
                  done: words.again,
                }[run.phase]
              }
            </Button>
            {running ? (
              <div className={styles.runText}>
                <p className={styles.runLine}>
                  <span className={styles.runStage}>{stage(run.progress)}</span>
                  <span className={styles.small}>
                    <Elapsed since={run.startedAt} />
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
      {state.lost && run.phase !== 'failed' ? (
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
