import { weightError } from './errors';
import { isWeightHost, weightHosts } from './weight-hosts.mjs';

const isLoopback = (hostname: string): boolean => hostname === 'localhost' || hostname === '127.0.0.1';

/**
 * Understands the address of a mirror: a server with the same paths as the hub.
 * @param text as a reader types it. @param site the origin of the page, whose own files it may always read.
 * @param hosts those that the content policy permits.
 * @returns the address without a slash at its end. @throws `weights/bad-mirror`, `weights/mirror-refused`.
 */
export function readMirror(text: string, site: string, hosts: readonly string[] = weightHosts): string {
  const trimmed = text.trim();
  const url = URL.canParse(trimmed) ? new URL(trimmed) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.search || url.hash) {
    throw weightError('weights/bad-mirror', { text: trimmed });
  }
  if (url.origin !== site && !isWeightHost(url.href, hosts)) {
    const known = hosts.filter((host) => !host.includes('*')).map((host) => host.replace(/^https?:\/\//, ''));
    // A host that is permitted by https only.
    const secure = url.protocol === 'http:' && !isLoopback(url.hostname) && isWeightHost(`https://${url.host}`, hosts);
    throw weightError('weights/mirror-refused', { host: url.host, known, secure });
  }
  return url.href.replace(/\/+$/, '');
}
