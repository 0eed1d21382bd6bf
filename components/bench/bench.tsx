'use client';

import { useEffect, useRef, useState } from 'react';
import { BackendLine } from '@/components/lab/run/backend-line';
import { useAllWords } from '@/components/ui/all-words';
import { Button } from '@/components/ui/button';
import { download } from '@/components/ui/download';
import { errorText } from '@/components/ui/error-text';
import { ErrorNotice } from '@/components/ui/notice';
import { Segmented } from '@/components/ui/segmented';
import { useLanguage } from '@/components/ui/words';
import { benchWordsOf } from '@/content/bench';
import type { BackendChoice, Session } from '@/lib/runtime/protocol';
import styles from './bench.module.css';
import { BenchTables } from './bench-tables';
import { type BenchProgress, type BenchResult, type MeasuredSize, measure, SIZES } from './measure';
import { resultFile } from './result-file';

const CHOICES = ['auto', 'webgpu', 'wasm'] as const satisfies readonly BackendChoice[];

const ROUNDS = 5;

type State =
  | { readonly phase: 'idle' | 'cancelled' }
  | { readonly phase: 'running'; readonly progress: BenchProgress | null }
  | { readonly phase: 'done'; readonly result: BenchResult }
  | { readonly phase: 'failed'; readonly error: unknown };

const loadSession = async (): Promise<Session> => (await import('@/lib/runtime/session/session')).createSession();

/** The benchmark on the reader's own machine. @param open makes the session; tests bring their own. */
export function Bench({ open = loadSession }: { open?: () => Promise<Session> }) {
  const all = useAllWords();
  const words = benchWordsOf(useLanguage());
  const [choice, setChoice] = useState<(typeof CHOICES)[number]>('auto');
  const [size, setSize] = useState<MeasuredSize>('299');
  const [state, setState] = useState<State>({ phase: 'idle' });
  const abort = useRef<AbortController | null>(null);
  useEffect(() => () => abort.current?.abort(), []);

  const running = state.phase === 'running';

  async function run() {
    const controller = new AbortController();
    const { signal } = controller;
    abort.current = controller;
    setState({ phase: 'running', progress: null });
    let session: Session | null = null;
    try {
      session = await open();
      const setting = { choice, size: Number(size), rounds: ROUNDS };
      const onProgress = (progress: BenchProgress) => {
        if (!signal.aborted) setState({ phase: 'running', progress });
      };
      setState({ phase: 'done', result: await measure(session, setting, { signal, onProgress }) });
    } catch (error) {
      setState(signal.aborted ? { phase: 'cancelled' } : { phase: 'failed', error });
    } finally {
      session?.close();
    }
  }

  function save(result: BenchResult) {
    const measured = new Date().toISOString();
    const file = resultFile(result, {
      measured,
      browser: navigator.userAgent,
      cores: navigator.hardwareConcurrency,
      crossOriginIsolated: window.crossOriginIsolated,
    });
    download(file, `inception-atlas-${measured.slice(0, 10)}.json`);
  }

  return (
    <div data-bench={state.phase}>
      <div className={styles.choices}>
        <Segmented
          label={words.engine}
          showLabel
          value={choice}
          options={CHOICES.map((value) => ({ value, label: words.engines[value], disabled: running }))}
          onChange={setChoice}
        />
        <Segmented
          label={words.size}
          showLabel
          value={size}
          options={SIZES.map((value) => ({ value, label: `${value}×${value}`, disabled: running }))}
          onChange={setSize}
        />
        {running ? (
          <Button onClick={() => abort.current?.abort()}>{words.cancel}</Button>
        ) : (
          <Button variant="primary" onClick={run}>
            {state.phase === 'done' ? words.again : words.start}
          </Button>
        )}
      </div>
      <div className={styles.status}>
        {running ? <Progress progress={state.progress} /> : null}
        <p role="status" className={styles.said}>
          {state.phase === 'done' ? words.done : state.phase === 'cancelled' ? words.cancelled : ''}
        </p>
      </div>
      {state.phase === 'failed' ? (
        <ErrorNotice text={errorText(all, state.error)} action={{ label: words.again, run }} />
      ) : null}
      {state.phase === 'done' ? (
        <>
          <BackendLine backend={state.result.backend} />
          <BenchTables result={state.result} />
          <Button onClick={() => save(state.result)}>{words.save}</Button>
        </>
      ) : null}
    </div>
  );
}

function Progress({ progress }: { progress: BenchProgress | null }) {
  const bench = benchWordsOf(useLanguage());
  const { done, total } = progress ?? { done: 0, total: 1 };
  return (
    <>
      <progress className={styles.progress} value={done} max={total} aria-label={bench.progressLabel} />
      <p className={styles.stage}>
        {progress ? bench.stages[progress.stage](bench.networks[progress.network]) : bench.loading}
      </p>
    </>
  );
}
