import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { aliasesInLib, arrowsOf, arrowsOutOfLib, circlesOf, specifiersOf } from '../../../scripts/imports.mjs';

const root = fileURLToPath(new URL('../../../', import.meta.url));

describe('the imports of a module', () => {
  it.each([
    ["import { a } from './x';", './x'],
    ["import type { A } from './x';", './x'],
    ["export * from './x';", './x'],
    ["export type { A } from './x';", './x'],
    ["const later = () => import('./x');", './x'],
    ["let module: typeof import('./x') | null = null;", './x'],
    ["type A = import('./x').A;", './x'],
    ["new Worker(new URL('./x.worker.ts', import.meta.url));", './x.worker.ts'],
  ])('are found in %s', (text, specifier) => {
    expect(specifiersOf('a.ts', text)).toEqual([specifier]);
  });

  it('are not looked for in texts', () => {
    expect(specifiersOf('a.ts', 'const code = "import { a } from \'./x\'";')).toEqual([]);
  });
});

describe('a circle', () => {
  const arrow = (from: string, to: string) => ({ from, to, specifier: to });

  it('is found however long it is, and however it is entered', () => {
    const arrows = [
      arrow('z', 'a'),
      arrow('a', 'b'),
      arrow('b', 'c'),
      arrow('c', 'a'),
      arrow('c', 'd'),
      arrow('a', 'd'),
    ];
    expect(circlesOf(arrows)).toEqual([['a', 'b', 'c']]);
  });

  it('is none where two ways lead to the same file', () => {
    expect(circlesOf([arrow('a', 'b'), arrow('a', 'c'), arrow('b', 'd'), arrow('c', 'd')])).toEqual([]);
  });
});

describe('the house', () => {
  const arrows = arrowsOf(root);

  it('is seen', () => {
    expect(arrows.length).toBeGreaterThan(2000);
    expect(arrows).toContainEqual(
      expect.objectContaining({ from: 'app/home.tsx', to: expect.stringMatching(/^components\//) }),
    );
  });

  it('has no circle of imports, types and imports on demand included', () => {
    expect(circlesOf(arrows)).toEqual([]);
  });

  it('has a library that imports nothing from outside itself, by paths that hold anywhere', () => {
    expect(arrowsOutOfLib(arrows)).toEqual([]);
    expect(aliasesInLib(arrows)).toEqual([]);
  });
});
