'use client';

import { useEffect, useState } from 'react';
import type { RequestOf, Results, TensorRequest } from '@/lib/runtime/protocol';
import type { Shown } from './run-state';
import type { Workbench } from './workbench';

type Asked = 'channel' | 'place';

export interface Answer<T extends Asked> {
  /** What the answer is about; an answer to an older question is not given. */
  readonly result: Results[T] | null;
  readonly error: unknown;
}

/**
 * Asks the session one more thing about what is shown: all values of a channel, or all channels at a place.
 * @param question null to ask nothing; otherwise the request without its tensor, which is the one that is shown.
 */
export function useAnswer<T extends Asked>(
  workbench: Workbench,
  shown: Shown | null,
  question: Omit<RequestOf<T>, keyof TensorRequest> | null,
): Answer<T> {
  const key = question && JSON.stringify(question);
  const [answer, setAnswer] = useState<{ shown: Shown; key: string; result: Results[T] | null; error: unknown } | null>(
    null,
  );
  useEffect(() => {
    if (!shown || key === null) return;
    const controller = new AbortController();
    const request = { ...(JSON.parse(key) as Omit<RequestOf<T>, keyof TensorRequest>), ...shown.request };
    workbench.ask<T>(request as unknown as RequestOf<T>, shown, { signal: controller.signal }).then(
      (result) => !controller.signal.aborted && setAnswer({ shown, key, result, error: null }),
      (error: unknown) => !controller.signal.aborted && setAnswer({ shown, key, result: null, error }),
    );
    return () => controller.abort();
  }, [workbench, shown, key]);
  const current = answer && answer.shown === shown && answer.key === key ? answer : null;
  return { result: current?.result ?? null, error: current?.error ?? null };
}
