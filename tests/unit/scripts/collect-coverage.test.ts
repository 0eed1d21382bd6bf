import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { collectCoverage } from '@/scripts/collect-coverage.mjs';

let out = '';

beforeEach(async () => {
  out = await mkdtemp(join(tmpdir(), 'atlas-coverage-'));
});
afterEach(() => rm(out, { recursive: true }));

const write = async (page: string, html: string): Promise<void> => {
  const file = join(out, page, 'index.html');
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, html);
};
const row = (id: string, ...slugs: readonly string[]): string =>
  `<tr data-row="${id}"><th>${id}</th><td>${slugs.map((slug) => `<a href="/en/learn/${slug}/#seed-${id}">x</a>`).join('')}</td></tr>`;
const marked = (...ids: readonly string[]): string =>
  ids.map((id) => `<span id="seed-${id}" data-seed="${id}">x</span>`).join('');

describe('what the pages really treat', () => {
  it('is collected for every row and language, and agrees with the list', async () => {
    await write('en/coverage', `${row('F1', 'a', 'b')}${row('T1', 'b')}<a href="/en/sources/">footer</a>`);
    await write('en/learn/a', marked('F1'));
    await write('en/learn/b', marked('T1', 'F1'));
    expect(await collectCoverage(out)).toEqual({
      rows: { F1: { en: ['/en/learn/a/', '/en/learn/b/'] }, T1: { en: ['/en/learn/b/'] } },
      faults: [],
    });
  });

  it('fails for a row that no page shows, whatever the list says', async () => {
    await write('en/coverage', row('F1', 'a') + row('F2', 'a'));
    await write('en/learn/a', marked('F1'));
    const { faults } = await collectCoverage(out);
    expect(faults).toContain('en: row F2 of the notes is treated on no page');
    expect(faults).toHaveLength(2);
  });

  it('fails for a list that leaves a place out, and for a mark of no row', async () => {
    await write('en/coverage', row('F1', 'a'));
    await write('en/learn/a', marked('F1'));
    await write('en/learn/b', marked('F1', 'F9'));
    const { faults } = await collectCoverage(out);
    expect(faults[0]).toMatch(/F1 is treated on \/en\/learn\/a\/; the pages say \/en\/learn\/a\/, \/en\/learn\/b\//);
    expect(faults[1]).toBe('en: F9 is marked on a page, but no row of the notes');
  });

  it('fails for a row that one language has and another has not, and where there is no list at all', async () => {
    expect((await collectCoverage(out)).faults).toEqual(['no language has a list of the rows of the notes']);
    await write('en/coverage', row('F1', 'a'));
    await write('en/learn/a', marked('F1'));
    await write('zh/coverage', row('F2', 'a').replaceAll('/en/', '/zh/'));
    await write('zh/learn/a', marked('F2'));
    const { faults } = await collectCoverage(out);
    expect([...faults].sort()).toEqual([
      'row F1 of the notes is not in every language',
      'row F2 of the notes is not in every language',
    ]);
  });
});
