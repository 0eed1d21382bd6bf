import { describe, expect, it } from 'vitest';
import { preparedPairsOf } from '@/content/differences';
import { citations, sources } from '@/content/en/citations';
import { preparedPairs } from '@/content/en/differences';
import { figureSlips } from '@/content/en/figure-slips';
import { differences as words } from '@/content/en/words/differences';
import { compareNetworks, DIFFERENCE_KINDS } from '@/lib/analysis/differences';
import { networks, resolveAddress } from '@/lib/networks';

const pairs = preparedPairs.map((pair) => [`${pair.a}|${pair.b}`, pair] as const);

/** Sentences of a note; abbreviations do not occur in them. */
const sentences = (text: string): number => text.split(/[.?!:](?:\s|$)/).filter((each) => each !== '').length;

describe('the prepared comparisons', () => {
  it('are these five, in this order', () => {
    expect(pairs.map(([name]) => name)).toEqual([
      'inception-resnet-v2:paper|inception-resnet-v2:released',
      'inception-v4:paper|inception-v4:released',
      'inception-resnet-v1:paper|inception-resnet-v1:released',
      'inception-v4|inception-resnet-v2',
      'inception-v3|inception-resnet-v1',
    ]);
    expect(preparedPairsOf('en')).toBe(preparedPairs);
  });

  describe.each(pairs)('%s', (_name, { a, b, title, question, notes }) => {
    const { differences } = compareNetworks(resolveAddress(a), resolveAddress(b));
    const own = differences.filter(({ follows }) => !follows).map(({ id }) => id);

    it('explains every difference that does not follow from another, and nothing else', () => {
      expect(Object.keys(notes).sort()).toEqual([...own].sort());
    });

    it('cites for each what exists, and says each thing once', () => {
      for (const [id, note] of Object.entries(notes)) {
        expect(note.citations.length, id).toBeGreaterThan(0);
        for (const citation of note.citations) expect(Object.keys(citations), id).toContain(citation);
        expect(new Set(note.citations).size, id).toBe(note.citations.length);
      }
      expect(new Set(Object.values(notes).map((note) => note.title)).size).toBe(Object.keys(notes).length);
      expect(new Set(Object.values(notes).map((note) => note.explanation)).size).toBe(Object.keys(notes).length);
    });

    it('is written for a student: short, and without numbers that stand beside it', () => {
      for (const [id, { title: heading, explanation }] of Object.entries(notes)) {
        expect(heading, id).toMatch(/^\S.*[^.]$/);
        expect(explanation, id).toMatch(/[.?!]$/);
        expect(sentences(explanation), id).toBeGreaterThanOrEqual(1);
        expect(sentences(explanation), id).toBeLessThanOrEqual(5);
        expect(explanation.length, id).toBeLessThanOrEqual(360);
        expect(`${heading} ${explanation}`, id).not.toMatch(/\d\d/);
      }
      expect(title).not.toBe('');
      expect(question).not.toMatch(/\d\d/);
    });
  });
});

describe('slips of figures', () => {
  const slips = networks.flatMap(({ variants }) => variants.flatMap((variant) => variant.figureSlips));

  it('have words, every one, and there are words for no other', () => {
    expect(Object.keys(figureSlips).sort()).toEqual(slips.map(({ id }) => id).sort());
  });

  it('cite what exists', () => {
    for (const { citations: cited } of Object.values(figureSlips)) {
      for (const citation of cited) expect(Object.keys(citations)).toContain(citation);
    }
  });

  it('say what is printed and what was meant, and name their figure', () => {
    for (const { id, attribute } of slips) {
      expect(words.slip(attribute, 'PRINTED', 'MEANT')).toMatch(/PRINTED.*MEANT.*\.$/);
      expect(figureSlips[id]?.figure).toMatch(/^Figure \d+$/);
    }
  });
});

describe('threads that are cited', () => {
  it('open at the thread itself', () => {
    const threads = Object.entries(citations).filter(([id]) => /-thread-\d+$/.test(id));
    expect(threads.length).toBeGreaterThan(10);
    for (const [id, citation] of threads) {
      const number = id.split('-').at(-1);
      expect('url' in citation && citation.url, id).toBe(`${sources[citation.source].url}/${number}`);
      expect(citation.label, id).toMatch(new RegExp(`#${number}$`));
    }
  });
});

describe('the words for differences', () => {
  it('name every kind', () => {
    expect(Object.keys(words.kinds).sort()).toEqual([...DIFFERENCE_KINDS].sort());
  });

  it('say every value of every comparison', () => {
    const variants = networks.flatMap(({ id, variants: each }) => each.map((variant) => `${id}:${variant.id}`));
    for (const a of variants) {
      for (const b of variants) {
        for (const difference of compareNetworks(resolveAddress(a), resolveAddress(b)).differences) {
          const said = [difference.a.value, difference.b.value].map((value) => (value ? words.value(value) : null));
          expect(said[0], difference.id).not.toBe(said[1]);
          for (const text of said)
            expect(text ?? words.nothing, difference.id).not.toMatch(/undefined|NaN|\[object|^$/);
        }
      }
    }
  });

  it('say parts as the field writes them', () => {
    expect(
      words.value({
        type: 'parts',
        parts: [
          { kind: 'unit', filters: 64, kernel: [1, 7], stride: [1, 1] },
          { kind: 'maxPool', kernel: [3, 3], stride: [2, 2] },
          { kind: 'unit', filters: 8, kernel: [3, 3], stride: [2, 1] },
          { kind: 'block', name: 'A', residual: true, branches: 3 },
          { kind: 'block', name: 'A', residual: true, branches: 3 },
          { kind: 'block', name: 'B', residual: false, branches: 1 },
        ],
      }),
    ).toBe('1×7 64 → max pool 3×3/2 → 3×3/2×1 8 → 2 × A (residual, 3 branches) → B (1 branch)');
    expect(words.value({ type: 'count', count: 10, runs: [9, 1] })).toBe('10 × (9 + 1)');
    expect(
      words.value({
        type: 'padding',
        padding: { mode: 'pixels', pixels: { top: 1, bottom: 2, left: 3, right: 4 } },
      }),
    ).toBe('1 above, 2 below, 3 left, 4 right');
  });
});
