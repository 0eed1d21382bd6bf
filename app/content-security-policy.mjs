/**
 * What a page of this site may load. The same list goes out as a header (scripts/serve.mjs) and, for hosts that set
 * no headers, as a <meta> of every page (app/document.tsx).
 *
 * - connect-src 'self': a picture that a reader chooses cannot be sent anywhere else.
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
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'none'",
].join('; ');
