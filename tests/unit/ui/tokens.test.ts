import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PALETTES, type Palette } from '@/lib/diagram/palette';

const css = readFileSync(new URL('../../../app/tokens.css', import.meta.url), 'utf8');

function tokensOf(selector: string): ReadonlyMap<string, string> {
  const start = css.indexOf(`${selector} {`);
  const block = css.slice(start, css.indexOf('}', start));
  return new Map([...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map((m) => [m[1] ?? '', m[2] ?? '']));
}

/** Relative luminance of #rrggbb (WCAG 2.2). */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((i) => {
    const c = Number.parseInt(hex.slice(i, i + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

const kinds = ['pointwise', 'square', 'asymmetric', 'pool', 'join', 'head'];

describe.each([':root', '[data-theme="dark"]'])('the colours of %s', (selector) => {
  const tokens = tokensOf(selector);
  const colour = (name: string) => {
    const value = tokens.get(name);
    if (!value) throw new Error(`no token --${name}`);
    return value;
  };
  const grounds = ['paper', 'paper-raised'];

  it.each(['ink', 'ink-soft', 'ink-faint', 'accent', 'danger', 'warn', 'ok'])('%s can be read on paper', (name) => {
    for (const ground of grounds) expect(contrast(colour(name), colour(ground))).toBeGreaterThanOrEqual(4.5);
  });

  it('ink and accent can be read on the soft accent, paper on the accent', () => {
    expect(contrast(colour('ink'), colour('accent-soft'))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(colour('ink-soft'), colour('accent-soft'))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(colour('accent'), colour('accent-soft'))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(colour('paper'), colour('accent'))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(colour('ink-faint'), colour('rule'))).toBeGreaterThanOrEqual(3);
  });

  it('focus is seen on paper', () => {
    for (const ground of grounds) expect(contrast(colour('focus'), colour(ground))).toBeGreaterThanOrEqual(3);
  });

  it.each(kinds)('an op of kind %s can be read, and its edge is seen', (kind) => {
    const fill = colour(`op-${kind}-fill`);
    expect(contrast(colour(`op-${kind}-ink`), fill)).toBeGreaterThanOrEqual(7);
    expect(contrast(colour('ink'), fill)).toBeGreaterThanOrEqual(7);
    expect(contrast(colour('ink-soft'), fill)).toBeGreaterThanOrEqual(4.5);
    for (const ground of grounds)
      expect(contrast(colour(`op-${kind}-stroke`), colour(ground))).toBeGreaterThanOrEqual(3);
  });
});

it('both themes define the same colours', () => {
  expect([...tokensOf('[data-theme="dark"]').keys()]).toEqual([...tokensOf(':root').keys()]);
});

type Rgb = readonly [number, number, number];

// How linear RGB arrives at eyes without one kind of cone (Machado, Oliveira, Fernandes 2009, severity 1).
const visions: Readonly<Record<string, readonly [Rgb, Rgb, Rgb]>> = {
  usual: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** Oklab coordinates (Ottosson 2020) of linear RGB, in which distance is close to seen difference. */
function oklab([r, g, b]: Rgb): Rgb {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function seenBy(vision: readonly [Rgb, Rgb, Rgb], hex: string): Rgb {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((i) => {
    const c = Number.parseInt(hex.slice(i, i + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  const row = (m: Rgb) => Math.max(0, m[0] * r + m[1] * g + m[2] * b);
  return oklab([row(vision[0]), row(vision[1]), row(vision[2])]);
}

describe.each([':root', '[data-theme="dark"]'])('the kinds of op in %s', (selector) => {
  const tokens = tokensOf(selector);
  it.each(Object.entries(visions))('differ for %s vision', (_name, vision) => {
    for (const [part, least] of [
      ['stroke', 0.1],
      ['fill', 0.04],
    ] as const) {
      const seen = kinds.map((kind) => seenBy(vision, tokens.get(`op-${kind}-${part}`) ?? ''));
      for (const [i, a] of seen.entries()) {
        for (const b of seen.slice(i + 1)) {
          expect(Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])).toBeGreaterThan(least);
        }
      }
    }
  });
});

it.each([
  ['light', ':root'],
  ['dark', '[data-theme="dark"]'],
] as const)('a drawing as a file has the colours of the page: %s', (theme, selector) => {
  const tokens = tokensOf(selector);
  const { kinds: ops, ...grounds }: Palette = PALETTES[theme];
  const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const written: readonly (readonly [string, string])[] = [
    ...Object.entries(grounds).map(([name, value]) => [kebab(name), value] as const),
    ...Object.entries(ops).flatMap(([kind, colours]) =>
      Object.entries(colours).map(([name, value]) => [`op-${kind}-${name}`, value] as const),
    ),
  ];
  expect(Object.keys(ops)).toEqual(kinds);
  expect(written).toEqual(written.map(([name]) => [name, tokens.get(name)]));
});
