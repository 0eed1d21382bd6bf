/**
 * Writes the search index of the exported site into `out/pagefind`: every page with a `data-pagefind-body`, and the
 * parts of all networks. `npm run build` runs it after the export.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { close, createIndex } from 'pagefind';
import { partRecords } from '@/components/search/part-records';
import { languages, languageTags } from '@/content/languages';

const out = fileURLToPath(new URL('../out', import.meta.url));

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
  for (const { url, title, content } of partRecords(language)) {
    const added = await index.addCustomRecord({ url, content, language: languageTags[language], meta: { title } });
    check(added.errors);
    parts++;
  }
}
const written = await index.writeFiles({ outputPath: join(out, 'pagefind') });
check(written.errors);
await close();
console.log(`The search index holds ${pages.page_count} pages and ${parts} parts of networks.`);
