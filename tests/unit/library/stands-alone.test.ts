import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { arrowsOf, specifiersOf } from '@/scripts/imports.mjs';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const arrows = arrowsOf(root);

/** A file and all that it brings along, from wherever. */
function reached(from: string): readonly string[] {
  const seen = new Set([from]);
  for (const file of seen) for (const arrow of arrows) if (arrow.from === file) seen.add(arrow.to);
  return [...seen];
}

describe('the library stands alone', () => {
  it('is all that a network from outside needs', () => {
    const path = 'tests/unit/library/googlenet.ts';
    expect(specifiersOf(path, readFileSync(join(root, path), 'utf8'))).toEqual(['@/lib']);
  });

  it('reads a network without what computes it', () => {
    const files = reached('lib/index.ts');
    expect(files).toContain('lib/diagram/svg.ts');
    expect(files.filter((file) => !file.startsWith('lib/') || file.startsWith('lib/runtime/'))).toEqual([]);
    const packages = files
      .flatMap((file) => specifiersOf(file, readFileSync(join(root, file), 'utf8')))
      .filter((specifier) => !specifier.startsWith('.'));
    expect([...new Set(packages)]).toEqual(['d3-path']);
  });

  /** What TypeScript says of a line under the library's rules; not in the library itself, which other tests read meanwhile. */
  function compiled(project: string, line: string): string {
    mkdirSync(join(root, 'test-results'), { recursive: true });
    const folder = mkdtempSync(join(root, 'test-results', 'planted-'));
    try {
      writeFileSync(join(folder, 'planted.ts'), `${line}\n`);
      writeFileSync(
        join(folder, 'tsconfig.json'),
        JSON.stringify({ extends: join(root, 'lib', project), include: ['planted.ts'] }),
      );
      const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
      return spawnSync(process.execPath, [tsc, '--noEmit', '-p', folder], { encoding: 'utf8' }).stdout;
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  it('compiles without a page, its pure rooms without a worker, and by relative paths only', () => {
    const said = (project: string, line: string): boolean => compiled(project, line).includes('error TS');
    expect(said('tsconfig.json', 'export const title = document.title;')).toBe(true);
    expect(said('tsconfig.json', "export { networks } from '@/lib/networks';")).toBe(true);
    expect(said('tsconfig.json', 'export const none: AbortSignal | null = null;')).toBe(false);
    expect(said('tsconfig.pure.json', 'export const none: AbortSignal | null = null;')).toBe(true);
    expect(said('tsconfig.pure.json', "export { conv } from '../../lib/graph/combinators';")).toBe(false);
  });
});
