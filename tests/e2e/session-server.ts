import { type ServedPage, serveSources } from './source-server';

/** Serves the page that holds a session. */
export const serveSessionPage = (): Promise<ServedPage> => serveSources({ page: 'tests/e2e/session-page/index.html' });
