import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

/** The folder of the export. */
export const out = fileURLToPath(new URL('../../out', import.meta.url));

/** The addresses of all exported pages, "/en/learn/stem/" and the like. Empty where nothing was built. */
export function exportedPages(): readonly string[] {
  if (!existsSync(out)) return [];
  return readdirSync(out, { recursive: true, encoding: 'utf8' })
    .map((file) => `/${file.split('\\').join('/')}`)
    .filter((file) => file.endsWith('/index.html') && !file.startsWith('/_') && !file.startsWith('/404/'))
    .map((file) => file.slice(0, -'index.html'.length))
    .sort();
}

/** The HTML of a page as it is on the disk, before any JavaScript ran. */
export function htmlOf(page: string): string {
  return readFileSync(join(out, page.endsWith('.html') ? page : join(page, 'index.html')), 'utf8');
}

/** True where the export has a file for an address; folders by their index.html. */
export function isExported(pathname: string): boolean {
  const path = decodeURIComponent(pathname);
  return path.endsWith('/') || !/\.[a-z0-9]+$/i.test(path)
    ? existsSync(join(out, path, 'index.html'))
    : existsSync(join(out, path));
}

/**
 * The scripts that a page loads by itself, without those for browsers that know no modules: those that it names, and
 * those that it asks for ahead, among them the words of its language.
 */
export function scriptsOf(page: string): readonly string[] {
  const html = htmlOf(page);
  const named = [...html.matchAll(/<script\b([^>]*)>/g)]
    .map((match) => match[1] ?? '')
    .filter((attributes) => !/\bnomodule\b/i.test(attributes))
    .map((attributes) => /\bsrc="([^"]+)"/.exec(attributes)?.[1]);
  const ahead = [...html.matchAll(/<link\b([^>]*)>/g)]
    .map((match) => match[1] ?? '')
    .filter((attributes) => /\bas="script"/.test(attributes))
    .map((attributes) => /\bhref="([^"]+)"/.exec(attributes)?.[1]);
  return [...new Set([...named, ...ahead])].filter((source) => source !== undefined);
}

/** The text of an exported script. */
export function scriptText(source: string): string {
  return readFileSync(join(out, decodeURIComponent(source.split('?')[0] ?? '')), 'utf8');
}

/** Bytes that scripts weigh on the way, gzip level 9. */
export function gzipBytes(sources: readonly string[]): number {
  return sources.reduce((sum, source) => sum + gzipSync(scriptText(source), { level: 9 }).length, 0);
}
