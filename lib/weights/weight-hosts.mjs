/**
 * From where a page of this site may fetch weights, besides the site itself: the hub and the hosts to which it
 * redirects, a mirror with the same paths, and this machine. The content policy is made of the same list
 * (app/content-security-policy.mjs), so what a page offers is what its browser permits.
 */

/** As in a content policy: an origin, where `*.` stands for any name before it and `:*` for any port. */
const KNOWN = [
  'https://huggingface.co',
  'https://*.huggingface.co',
  'https://*.hf.co',
  'https://hf-mirror.com',
  'https://*.hf-mirror.com',
  'http://127.0.0.1:*',
  'http://localhost:*',
];

const ORIGIN = /^https?:\/\/(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:(\d+|\*))?$/;

/**
 * The hosts that a deployer adds when the site is built, as `ATLAS_WEIGHT_HOSTS` names them.
 * @param {string} text origins, separated by spaces or commas
 * @returns {readonly string[]}
 * @throws {Error} for anything but an origin: a wrong one would silently widen or void the content policy
 */
export function readAddedHosts(text) {
  const hosts = text.split(/[\s,]+/).filter((host) => host !== '');
  for (const host of hosts) {
    if (!ORIGIN.test(host)) {
      throw new Error(`ATLAS_WEIGHT_HOSTS: “${host}” is no origin; write https://weights.example.org`);
    }
  }
  return hosts;
}

/** @type {readonly string[]} */
export const weightHosts = [...KNOWN, ...readAddedHosts(process.env.ATLAS_WEIGHT_HOSTS ?? '')];

/**
 * Whether one of the hosts covers an address, as a browser reads a content policy.
 * @param {string} address
 * @param {readonly string[]} [hosts]
 */
export function isWeightHost(address, hosts = weightHosts) {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, port } = new URL(address);
  return hosts.some((host) => {
    const [, scheme = '', wild, name = '', wanted = ''] = /^(https?:)\/\/(\*\.)?([^:]+)(?::(.+))?$/.exec(host) ?? [];
    // A policy lets http stand for https, but never the other way.
    if (scheme !== protocol && !(scheme === 'http:' && protocol === 'https:')) return false;
    if (wanted !== '*' && wanted !== port) return false;
    return wild ? hostname.endsWith(`.${name}`) : hostname === name;
  });
}
