'use client';

import { useCallback, useMemo } from 'react';
import type { UrlParam } from './url-params';
import { setUrlParams, useUrlParam } from './url-state';

/**
 * A parameter of the page's address by its value, the standard one on the server, and a setter as of `useUrlParam`.
 */
export function useParam<Value>(
  param: UrlParam<Value>,
): [value: Value, set: (next: Value, how?: 'push' | 'replace') => void] {
  const [text] = useUrlParam(param.name);
  const value = useMemo(() => param.read(text), [param, text]);
  const set = useCallback((next: Value, how?: 'push' | 'replace') => setUrlParams(param.write(next), how), [param]);
  return [value, set];
}
