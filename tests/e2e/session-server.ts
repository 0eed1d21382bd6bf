import { type ServedPage, serveSources } from './source-server';

/** Serves the page that holds a session, cross-origin isolated as the site is, or not. */
export const serveSessionPage = ({ isolated = true } = {}): Promise<ServedPage> =>
  serveSources({ page: 'tests/e2e/session-page/index.html', isolated });
