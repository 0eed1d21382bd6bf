import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as instruments from '@/components/instruments/registry';
import { proseComponentsFor } from '@/components/prose';
import { languages } from '@/content/language-list';
import { proseContentOf } from '@/content/prose';
import { specifiersOf } from '@/scripts/imports.mjs';

const room = join(process.cwd(), 'components/instruments');
const folders = readdirSync(room, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();

describe('the registry of instruments', () => {
  it('names every folder, once', () => {
    expect(Object.keys(instruments).sort()).toEqual(folders);
    expect(folders.length).toBeGreaterThan(0);
  });

  it.each(languages)('gives each to the articles in %s, under its own name', (language) => {
    const names = Object.values(instruments).flatMap((partsOf) => Object.keys(partsOf(proseContentOf(language))));
    expect(new Set(names).size).toBe(names.length);
    const components = proseComponentsFor(language);
    for (const name of names) expect(components[name], name).toBeTypeOf('function');
  });

  it.each(languages)('has the words of each in %s, in a file of its own', (language) => {
    const { words } = proseContentOf(language);
    expect(Object.keys(words.instruments).sort()).toEqual(folders);
    const files = readdirSync(join(process.cwd(), 'content', language, 'instruments'));
    expect(files.filter((file) => file !== 'index.ts').sort()).toEqual(folders.map((name) => `${name}.ts`));
  });

  it('keeps what comes on demand out of the pages: only its live part names it', () => {
    const namedIn = (folder: string, file: string): readonly string[] => {
      const path = join(room, folder, file);
      const named = specifiersOf(path, readFileSync(path, 'utf8'));
      return named.filter((name) => name.startsWith('./') && !name.endsWith('.css'));
    };
    const lively = folders.filter((folder) => readdirSync(join(room, folder)).includes('live-part.tsx'));
    expect(lively).toEqual(['factor', 'padding', 'size']);
    for (const folder of lively) {
      expect(namedIn(folder, 'live-part.tsx'), folder).toHaveLength(1);
      expect(namedIn(folder, 'article-part.tsx'), folder).toEqual(['./live-part']);
    }
  });
});
