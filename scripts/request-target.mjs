/** The names by which a server on this machine is called by its own people. */
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/**
 * The host of a Host header or an address, in small letters and without its port.
 * @param {string} authority
 * @returns {string | null} null where it is none
 */
function hostnameOf(authority) {
  const match = /^(\[[0-9a-f:.]+\]|[^:/?#@\s]+)(?::\d*)?$/i.exec(authority);
  return match?.[1]?.toLowerCase().replace(/\.$/, '') ?? null;
}

/**
 * What a request is for: its path with the query, and whether it is meant for this server. A page of another site can
 * make a name of its own lead to this machine and would then read what this server says, so only known names are
 * answered. A target in absolute form (`GET http://localhost:3000/en/ HTTP/1.1`) names the host itself and counts before
 * the header (RFC 9112, 3.2.2).
 * @param {string} url the target as it came
 * @param {string | undefined} host the Host header; HTTP/1.0 has none
 * @param {readonly string[]} [others] names beside those of this machine
 * @returns {{ path: string, isOurs: boolean }}
 */
export function requestTarget(url, host, others = []) {
  const absolute = /^https?:\/\/([^/?#]*)(.*)$/is.exec(url);
  const authority = absolute ? (absolute[1] ?? '') : host;
  const rest = absolute?.[2] ?? url;
  const path = rest.startsWith('/') ? rest : `/${rest}`;
  if (authority === undefined) return { path, isOurs: true };
  const name = hostnameOf(authority);
  return { path, isOurs: name !== null && [...LOOPBACK, ...others.map((each) => each.toLowerCase())].includes(name) };
}
