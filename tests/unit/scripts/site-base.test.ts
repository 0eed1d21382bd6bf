import { describe, expect, it } from 'vitest';
import { siteBase } from '@/scripts/site-base.mjs';

describe('siteBase', () => {
  it('takes the root and paths below it', () => {
    for (const root of [undefined, '', ' ', '/']) expect(siteBase(root)).toBe('');
    expect(siteBase('/atlas')).toBe('/atlas');
    expect(siteBase(' /atlas/ ')).toBe('/atlas');
    expect(siteBase('/courses/2026-11/~a_b.c')).toBe('/courses/2026-11/~a_b.c');
  });

  it('refuses what servers and browsers do not read alike, and says what to write', () => {
    const bad = [
      'atlas',
      'https://example.org/atlas',
      '//atlas',
      '/a//b',
      '/a/../b',
      '/.',
      '/a b',
      '/a%20b',
      '/a?b',
      '/a#b',
      '/ä',
    ];
    for (const text of bad) expect(() => siteBase(text), text).toThrow(/ATLAS_BASE=\/atlas/);
  });
});
