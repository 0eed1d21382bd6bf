import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choice, readArguments } from '@/cli/arguments';
import { editDistance, nearest } from '@/cli/nearest';

const spec = { command: 'draw', options: ['size', 'out'], flags: ['quiet'], positionals: ['NETWORK'] } as const;
const failing = (...args: string[]) => {
  try {
    return readArguments(args, spec);
  } catch (error) {
    return error;
  }
};

describe('arguments', () => {
  it('are read in any order, with = or a space', () => {
    for (const args of [
      ['v4', '--size', '75', '--out=x', '--quiet'],
      ['--quiet', '--out', 'x', '--size=75', 'v4'],
    ]) {
      const { positionals, options, flags, help } = readArguments(args, spec);
      expect({ positionals, options, flags: [...flags], help }).toEqual({
        positionals: ['v4'],
        options: { size: '75', out: 'x' },
        flags: ['quiet'],
        help: false,
      });
    }
  });

  it('may begin with a dash as a value, and after --', () => {
    expect(readArguments(['v4', '--size', '-5'], spec).options.size).toBe('-5');
    expect(readArguments(['v4', '--out=--odd'], spec).options.out).toBe('--odd');
    expect(readArguments(['--', '--odd'], spec).positionals).toEqual(['--odd']);
  });

  it('take the last of an option given twice', () => {
    expect(readArguments(['v4', '--size', '1', '--size', '2'], spec).options.size).toBe('2');
  });

  it('need nothing else beside --help', () => {
    expect(readArguments(['--help'], spec).help).toBe(true);
    expect(readArguments(['-h', 'a', 'b'], spec).help).toBe(true);
  });

  it('are refused by name', () => {
    expect(failing('v4', '--sise', '5')).toMatchObject({
      code: 'cli/unknown',
      data: { what: 'option', value: '--sise', of: 'draw', near: '--size' },
    });
    expect(failing('v4', '-x')).toMatchObject({ code: 'cli/unknown', data: { value: '-x', near: null } });
    expect(failing('v4', '--size')).toMatchObject({ code: 'cli/missing-value', data: { option: 'size' } });
    expect(failing('v4', '--size=')).toMatchObject({ code: 'cli/missing-value' });
    expect(failing('v4', '--size', '--quiet')).toMatchObject({ code: 'cli/missing-value', data: { option: 'size' } });
    expect(failing('v4', '--quiet=1')).toMatchObject({ code: 'cli/unwanted-value', data: { option: 'quiet' } });
    expect(failing()).toMatchObject({ code: 'cli/missing-argument', data: { command: 'draw', argument: 'NETWORK' } });
    expect(failing('v4', 'v5')).toMatchObject({ code: 'cli/unexpected-argument', data: { argument: 'v5' } });
  });
});

describe('a choice', () => {
  it('is one of the list, or refused with the nearest', () => {
    expect(choice('format', 'json', ['table', 'json'])).toBe('json');
    expect(() => choice('format', 'jsn', ['table', 'json'])).toThrow(
      expect.objectContaining({
        code: 'cli/unknown',
        data: { what: 'format', value: 'jsn', of: null, known: ['table', 'json'], near: 'json' },
      }),
    );
  });
});

describe('the nearest word', () => {
  it('is found over typing mistakes, capitals and beginnings', () => {
    const known = ['inception-v3', 'inception-v4', 'inception-resnet-v2'];
    expect(nearest('Inception-V4', known)).toBe('inception-v4');
    expect(nearest('incepton-v4', known)).toBe('inception-v4');
    expect(nearest('inceptoin-v4', known)).toBe('inception-v4');
    expect(nearest('inception-r', known)).not.toBeNull();
    expect(nearest('desc', ['networks', 'describe'])).toBe('describe');
    expect(nearest('vgg-16', known)).toBeNull();
    expect(nearest('', known)).toBeNull();
  });

  it('is measured by a distance', () => {
    expect(editDistance('kitten', 'sitting')).toBe(3);
    expect(editDistance('ab', 'ba')).toBe(1);
    fc.assert(
      fc.property(fc.string({ maxLength: 8 }), fc.string({ maxLength: 8 }), fc.string({ maxLength: 8 }), (a, b, c) => {
        expect(editDistance(a, a)).toBe(0);
        expect(editDistance(a, b)).toBe(editDistance(b, a));
        expect(editDistance(a, b) === 0).toBe(a === b);
        expect(editDistance(a, '')).toBe(a.length);
        expect(editDistance(a + c, b + c)).toBeLessThanOrEqual(editDistance(a, b));
      }),
    );
  });
});
