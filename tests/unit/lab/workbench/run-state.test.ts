import { describe, expect, it } from 'vitest';
import {
  IDLE,
  progressShare,
  type RunAction,
  type RunState,
  runReducer,
  type Shown,
} from '@/components/lab/workbench/run-state';

const shown = { size: 299, weightsName: 'seeded' } as Shown;
const stateAfter = (...actions: RunAction[]): RunState => actions.reduce(runReducer, IDLE);

describe('a run', () => {
  it('keeps what was shown while the next one runs, fails or is cancelled', () => {
    const done = stateAfter({ type: 'begin', run: 1, now: 0 }, { type: 'done', run: 1, shown });
    expect(done).toMatchObject({ phase: 'done', shown });
    const running = runReducer(done, { type: 'begin', run: 2, now: 5 });
    expect(running).toMatchObject({ phase: 'running', startedAt: 5, shown, error: null });
    expect(runReducer(running, { type: 'fail', run: 2, error: 'x' })).toMatchObject({ phase: 'failed', shown });
    expect(runReducer(running, { type: 'cancel', run: 2 })).toMatchObject({ phase: 'cancelled', shown });
  });

  it('does not listen to a run that was overtaken', () => {
    const running = stateAfter({ type: 'begin', run: 1, now: 0 }, { type: 'begin', run: 2, now: 1 });
    for (const late of [
      { type: 'done', run: 1, shown },
      { type: 'fail', run: 1, error: 'late' },
      { type: 'cancel', run: 1 },
      { type: 'progress', run: 1, progress: { stage: 'drawing' } },
    ] satisfies RunAction[]) {
      expect(runReducer(running, late)).toBe(running);
    }
  });

  it('does not come back to life after it ended', () => {
    const cancelled = stateAfter({ type: 'begin', run: 1, now: 0 }, { type: 'cancel', run: 1 });
    expect(runReducer(cancelled, { type: 'done', run: 1, shown })).toBe(cancelled);
  });
});

describe('how far a run is', () => {
  it('is known while layers or weights are counted, and unknown before', () => {
    expect(progressShare(null)).toBe(null);
    expect(progressShare({ stage: 'backend' })).toBe(null);
    expect(progressShare({ stage: 'layers', done: 3, total: 12, node: 'features.0@relu' })).toBe(0.25);
    expect(progressShare({ stage: 'weights', done: 0, total: 0, stored: 0 })).toBe(null);
    expect(progressShare({ stage: 'drawing' })).toBe(1);
  });
});
