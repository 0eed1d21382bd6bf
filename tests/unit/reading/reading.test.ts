import { describe, expect, it } from 'vitest';
import { PAPER_BIBTEX, pageBibtex } from '@/components/reading/bibtex';
import { currentSection } from '@/components/reading/current-section';
import { readPlace, writePlace } from '@/components/reading/place';

describe('the section that is read', () => {
  it('is the last whose heading has passed the line', () => {
    expect(currentSection([50, 400, 900], 300)).toBe(0);
    expect(currentSection([-900, -20, 300], 300)).toBe(2);
    expect(currentSection([301, 800], 300)).toBeNull();
    expect(currentSection([], 300)).toBeNull();
  });

  it('is not one whose heading is not on the page', () => {
    expect(currentSection([-5, Number.POSITIVE_INFINITY], 300)).toBe(0);
  });
});

/** A storage that holds one text. */
function storageWith(text: string | null) {
  let held = text;
  const storage = {
    getItem: () => held,
    setItem: (_: string, value: string) => {
      held = value;
    },
    removeItem: () => {
      held = null;
    },
  } as unknown as Storage;
  return () => storage;
}

describe('the place of a reader', () => {
  it('comes back as it was kept, and is forgotten on request', () => {
    const storage = storageWith(null);
    const place = { slug: 'stem', section: { id: 'why', text: 'Why' } };
    writePlace(place, storage);
    expect(readPlace(storage)).toEqual(place);
    writePlace({ slug: 'stem', section: null }, storage);
    expect(readPlace(storage)).toEqual({ slug: 'stem', section: null });
    writePlace(null, storage);
    expect(readPlace(storage)).toBeNull();
  });

  it.each(['{', '1', 'null', '{"slug":3}', '[]'])('is nowhere where storage holds %s', (text) => {
    expect(readPlace(storageWith(text))).toBeNull();
  });

  it('drops a section that is none', () => {
    expect(readPlace(storageWith('{"slug":"a","section":{"id":1}}'))).toEqual({ slug: 'a', section: null });
  });

  it('is nowhere, and nothing breaks, where storage is denied', () => {
    const denied = (): Storage => {
      throw new DOMException('denied', 'SecurityError');
    };
    expect(readPlace(denied)).toBeNull();
    expect(() => writePlace({ slug: 'a', section: null }, denied)).not.toThrow();
  });
});

describe('BibTeX', () => {
  it('of a page has its address and the day, and nothing that TeX takes for a command', () => {
    const text = pageBibtex({
      slug: 'stem',
      title: '50 % of a_b & c',
      site: 'Inception Atlas',
      authors: '{Us}',
      url: 'https://atlas.test/en/learn/stem/',
      day: new Date('2026-03-04T12:00:00Z'),
    });
    expect(text).toContain('@misc{atlas-stem,');
    expect(text).toContain('title        = {50 \\% of a\\_b \\& c},');
    expect(text).toContain('url          = {https://atlas.test/en/learn/stem/},');
    expect(text).toContain('year         = {2026},');
    expect(text).toContain('Accessed 2026-03-04');
    expect(text.split('{').length).toBe(text.split('}').length);
  });

  it('of the paper names it and its four authors', () => {
    expect(PAPER_BIBTEX).toContain('1602.07261');
    expect(PAPER_BIBTEX.match(/ and /g)).toHaveLength(4);
  });
});
