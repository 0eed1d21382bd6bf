import { weightHosts } from '../lib/weights/weight-hosts.mjs';

/**
 * What a page of this site may load. The same list goes out as a header (scripts/serve.mjs) and, for hosts that set
 * no headers, as a <meta> of every page (app/document.tsx).
 *
 * - connect-src: this site, and the hosts from which trained weights are read; whoever builds the site can add some with
 *   ATLAS_WEIGHT_HOSTS. No page sends anything there but the address and range of a weight file.
 * - 'unsafe-inline' in script-src: a static export of Next starts from inline scripts whose text differs per page,
 *   and a static host cannot give them a nonce.
 * - 'wasm-unsafe-eval': the WebAssembly backend compiles its module. JavaScript eval stays forbidden.
 * - blob: workers: WebAssembly threads start from one.
 */
export const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "font-src 'self' data:",
  `connect-src 'self' ${weightHosts.join(' ')}`,
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'none'",
].join('; ');
