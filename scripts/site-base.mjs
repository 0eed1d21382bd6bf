/**
 * Where a site lies on its host, as ATLAS_BASE says it: `''` for the root, else `/atlas` or `/courses/atlas`.
 * @param {string | undefined} text
 * @returns {string}
 * @throws where it is no path that every server and browser reads in the same way
 */
export function siteBase(text) {
  const wanted = (text ?? '').trim();
  if (wanted === '' || wanted === '/') return '';
  const base = wanted.replace(/\/$/, '');
  const steps = base.split('/').slice(1);
  if (!base.startsWith('/') || !steps.every((step) => /^[\w~-][\w.~-]*$/.test(step))) {
    throw new Error(
      `ATLAS_BASE is "${wanted}". The site can lie below a path of letters, digits, and . _ ~ - between slashes; write it with a slash in front and none at the end, such as ATLAS_BASE=/atlas.`,
    );
  }
  return base;
}
