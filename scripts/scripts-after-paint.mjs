import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The type of scripts that wait: none that a browser runs or fetches ahead. */
export const held = 'text/held';

/**
 * Starts what a page held back once its text stands on the screen. Runs in the page, so it names nothing from outside.
 * @param {string} type of the scripts that were held back
 */
function startAfterPaint(type) {
  let started = false;
  const start = () => {
    if (started) return;
    started = true;
    for (const link of document.querySelectorAll(`link[type="${type}"]`)) {
      link.removeAttribute('type');
      link.setAttribute('rel', 'preload');
    }
    for (const waiting of document.querySelectorAll(`script[type="${type}"]`)) {
      const script = document.createElement('script');
      for (const { name, value } of waiting.attributes) if (name !== 'type') script.setAttribute(name, value);
      waiting.replaceWith(script);
    }
  };
  // A page in the background is not painted, and some browsers do not tell when they paint.
  if (document.hidden) start();
  else if (PerformanceObserver.supportedEntryTypes?.includes('paint')) {
    new PerformanceObserver(start).observe({ type: 'paint', buffered: true });
    setTimeout(start, 2000);
  } else requestAnimationFrame(() => setTimeout(start));
}

/**
 * The tags of external scripts in a page, however their attributes stand, but those for browsers without modules, which
 * no browser of today fetches.
 * @param {string} html
 * @returns {string[]}
 */
const externalScripts = (html) =>
  (html.match(/<script\b[^>]*\ssrc=[^>]*>/gi) ?? []).filter((tag) => !/\snomodule\b/i.test(tag));

/**
 * The HTML of a page whose scripts wait for its first paint. All words and drawings of a page stand in its HTML;
 * scripts that come earlier share the line with its typefaces and hold the main thread while it could be laid out.
 * @param {string} html as exported by Next, which marks scripts that may run at any time with `async`
 * @returns {string}
 * @throws where an external script would not wait, or no end of the body was found: then the framework writes pages in
 *   another way
 */
export function scriptsAfterPaint(html) {
  const wanted = externalScripts(html);
  let scripts = 0;
  const waiting = html
    .replace(/<script src="[^"]+"(?: id="[^"]+")? async=""(?=>)/g, (tag) => {
      scripts++;
      return `${tag} type="${held}"`;
    })
    .replace(/<link rel="preload"(?=[^>]* as="script")/g, `<link rel="later" type="${held}"`);
  const end = waiting.lastIndexOf('</body>');
  if (scripts === 0 || scripts !== wanted.length || end < 0) {
    const left = externalScripts(waiting).find((tag) => !tag.includes(` type="${held}"`));
    throw new Error(
      `${scripts} of ${wanted.length} scripts of a page can wait for its first paint${left ? `; ${left} cannot` : ''}: see scripts/scripts-after-paint.mjs.`,
    );
  }
  return `${waiting.slice(0, end)}<script>(${startAfterPaint})("${held}")</script>${waiting.slice(end)}`;
}

/**
 * Lets the scripts of all exported pages wait.
 * @param {string} out the folder of the export
 */
export async function holdScripts(out) {
  const files = await readdir(out, { recursive: true });
  for (const file of files.filter((name) => name.endsWith('.html'))) {
    const path = join(out, file);
    const html = await readFile(path, 'utf8');
    // Pages that only lead on have no scripts.
    if (externalScripts(html).length === 0) continue;
    try {
      await writeFile(path, scriptsAfterPaint(html));
    } catch (error) {
      throw new Error(`${file}: ${error instanceof Error ? error.message : error}`);
    }
  }
}
