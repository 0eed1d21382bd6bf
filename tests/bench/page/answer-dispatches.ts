import { dispatchesSoFar } from './dispatches';

// Registered before the session's own listener, which knows no such message.
self.addEventListener('message', (event: MessageEvent<{ readonly kind: string }>) => {
  if (event.data.kind !== 'dispatches') return;
  event.stopImmediatePropagation();
  self.postMessage({ kind: 'dispatches', count: dispatchesSoFar() });
});
