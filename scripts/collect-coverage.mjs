import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * @typedef {{ page: string, html: string }} Rendered
 * @typedef {{ rows: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>, faults: readonly string[] }} Coverage
 */

/**
 * All values of an attribute in a page.
 * @param {string} html @param {string} name
 */
const valuesOf = (html, name) =>
  [...html.matchAll(new RegExp(`\\s${name}="([^"]+)"`, 'g'))].map((match) => match[1] ?? '');

/**
 * The pages of an export that belong to a language, by the first step of their address.
 * @param {string} out
 * @returns {Promise<Map<string, Rendered[]>>}
 */
async function pagesByLanguage(out) {
  /** @type {Map<string, Rendered[]>} */
  const found = new Map();
  for (const file of await readdir(out, { recursive: true })) {
    const steps = file.split(/[\\/]/);
    if (steps.at(-1) !== 'index.html' || steps.length < 2) continue;
    const [language = ''] = steps;
    const page = { page: `/${steps.slice(0, -1).join('/')}/`, html: await readFile(join(out, file), 'utf8') };
    found.set(language, [...(found.get(language) ?? []), page]);
  }
  return found;
}

/**
 * Reads off the exported pages where each row of the notes is really treated, in every language, and holds the page that
 * lists them against it.
 * @param {string} out the folder of the export
 * @param {string} [base] where the site is to lie on its host, with which its links begin
 * @returns {Promise<Coverage>} for each row and language the pages that treat it, and everything that is wrong.
 */
export async function collectCoverage(out, base = '') {
  /** @type {Record<string, Record<string, string[]>>} */
  const rows = {};
  /** @type {string[]} */
  const faults = [];
  let languages = 0;
  for (const [language, pages] of await pagesByLanguage(out)) {
    const list = pages.find(({ page }) => page === `/${language}/coverage/`);
    if (!list) continue;
    languages++;
    const listed = new Map(
      list.html
        .split(/<tr\s/)
        .slice(1)
        .map((row) => row.split('</tr>')[0] ?? '')
        .map((row) => [valuesOf(` ${row}`, 'data-row')[0] ?? '', valuesOf(row, 'href')]),
    );
    listed.delete('');
    if (listed.size === 0) faults.push(`/${language}/coverage/ lists no row`);
    /** @type {Map<string, string[]>} */
    const shown = new Map();
    for (const { page, html } of pages) {
      for (const id of new Set(valuesOf(html, 'data-seed'))) shown.set(id, [...(shown.get(id) ?? []), page]);
    }
    for (const [id, hrefs] of listed) {
      const where = (shown.get(id) ?? []).sort();
      rows[id] = { ...rows[id], [language]: where };
      if (where.length === 0) faults.push(`${language}: row ${id} of the notes is treated on no page`);
      const said = hrefs.map((href) => href.slice(base.length).replace(/#.*$/, '').replace(/\/?$/, '/')).sort();
      if (said.join(' ') !== where.join(' ')) {
        faults.push(
          `${language}: the list says that ${id} is treated on ${said.join(', ')}; the pages say ${where.join(', ')}`,
        );
      }
    }
    for (const id of shown.keys())
      if (!listed.has(id)) faults.push(`${language}: ${id} is marked on a page, but no row of the notes`);
  }
  if (languages === 0) faults.push('no language has a list of the rows of the notes');
  for (const [id, places] of Object.entries(rows)) {
    if (Object.keys(places).length !== languages) faults.push(`row ${id} of the notes is not in every language`);
  }
  return { rows, faults };
}
