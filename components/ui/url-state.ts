'use client';

import { useCallback, useSyncExternalStore } from 'react';

type History = 'push' | 'replace';

const listeners = new Set<() => void>();
let watching = false;

function notify() {
  for (const listener of listeners) listener();
}

// pushState and replaceState fire no event, and the router calls them too: wrap both once, tell listeners afterwards.
function watch() {
  if (watching) return;
  watching = true;
  for (const method of ['pushState', 'replaceState'] as const) {
    const original = window.history[method];
    window.history[method] = function (this: globalThis.History, ...args) {
      original.apply(this, args);
      queueMicrotask(notify);
    };
  }
  window.addEventListener('popstate', notify);
  window.addEventListener('hashchange', notify);
}

function subscribe(listener: () => void) {
  watch();
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/**
 * One parameter of the page's address: its value (null where absent, and always null on the server, so that the
 * exported HTML is the default view) and a setter. `push` (the default) makes a step for the back button,
 * `replace` does not.
 */
export function useUrlParam(name: string): [value: string | null, set: (next: string | null, how?: History) => void] {
  const value = useSyncExternalStore(
    subscribe,
    () => new URLSearchParams(window.location.search).get(name),
    () => null,
  );
  const set = useCallback((next: string | null, how: History = 'push') => setUrlParams({ [name]: next }, how), [name]);
  return [value, set];
}

/** What follows the path in the page's address, `?at=features.6#12`; empty on the server. */
export function useUrlTail(): string {
  return useSyncExternalStore(
    subscribe,
    () => window.location.search + window.location.hash,
    () => '',
  );
}

/** Sets several parameters in one step of the history; null removes one. Nothing happens where nothing changes. */
export function setUrlParams(changes: Readonly<Record<string, string | null>>, how: History = 'push'): void {
  const url = new URL(window.location.href);
  for (const [name, next] of Object.entries(changes)) {
    if (next === null) url.searchParams.delete(name);
    else url.searchParams.set(name, next);
  }
  if (url.href === window.location.href) return;
  if (how === 'push') window.history.pushState(null, '', url);
  else window.history.replaceState(null, '', url);
}
