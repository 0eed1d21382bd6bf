/** The oldest Node that every tool of the house runs on. */
export const oldestNode = [20, 19];

/**
 * True where `version` ("20.19.0") is new enough.
 * @param {string} version
 * @param {readonly number[]} [oldest]
 */
export function isNewEnough(version, oldest = oldestNode) {
  const parts = version.split('.').map(Number);
  for (let i = 0; i < oldest.length; i++) {
    const have = parts[i] || 0;
    const need = oldest[i] || 0;
    if (have !== need) return have > need;
  }
  return true;
}

/** Ends the process with a plain sentence where Node is too old. */
export function requireNode() {
  if (isNewEnough(process.versions.node)) return;
  console.error(
    `Inception Atlas needs Node ${oldestNode.join('.')} or newer; this is Node ${process.versions.node}. ` +
      'Get a current one from https://nodejs.org and run the same command again.',
  );
  process.exit(1);
}
