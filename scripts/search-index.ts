/**
 * Writes the search index of the exported site into its folder `pagefind` (`out/pagefind`, or below the folder named): every page with a `data-pagefind-body`, and the
 * parts of all networks. `npm run build` runs it after the export.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { close, createIndex } from 'pagefind';
import { partRecords } from '@/components/search/part-records';
import { languages, languageTags } from '@/content/languages';

const out = process.argv[2] ?? fileURLToPath(new URL('../out', import.meta.url));

/** Fields and lists of its own that no page uses. */
const interfaces = /^pagefind-(?:ui|modular-ui|component-ui|highlight)\./;

function check(errors: readonly string[]): void {
  if (errors.length > 0) throw new Error(errors.join('\n'));
}

const { index, errors } = await createIndex({
  // People search for 1×7 and for Mixed_6a.
  includeCharacters: '×_.',
  excludeSelectors: ['svg', '.katex', '[data-search="no"]'],
});
check(errors);
if (!index) throw new Error('No index was made.');
const pages = await index.addDirectory({ path: out });
check(pages.errors);
let parts = 0;
for (const language of languages) {
  // As it reads the language of a page: another spelling would be another index, which no page asks.
  const tag = languageTags[language].toLowerCase();
  for (const { url, title, content } of partRecords(language)) {
    const added = await index.addCustomRecord({ url, content, language: tag, meta: { title } });
    check(added.errors);
    parts++;
  }
}
// Its own writing answers before all is on the disk, and closing it then leaves files empty.
const written = await index.getFiles();
check(written.errors);
await close();
const folder = join(out, 'pagefind');
await rm(folder, { recursive: true, force: true });
for (const { path, content } of written.files) {
  if (interfaces.test(path)) continue;
  const file = join(folder, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
}
console.log(`The search index holds ${pages.page_count} pages and ${parts} parts of networks.`);
