import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatTable } from '@/cli/table';
import { formatJson } from '@/lib/export/json';

describe('JSON for people', () => {
  it('is read back unchanged', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        expect(JSON.parse(formatJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { numRuns: 300 },
    );
  });

  it('has one object of a list a line', () => {
    expect(formatJson({ name: 'x', input: [1, 2], rows: [{ a: 1, b: [1, 2] }, { a: 2 }], none: [] })).toBe(
      [
        '{',
        '  "name": "x",',
        '  "input": [ 1, 2 ],',
        '  "rows": [',
        '    { "a": 1, "b": [ 1, 2 ] },',
        '    { "a": 2 }',
        '  ],',
        '  "none": []',
        '}',
        '',
      ].join('\n'),
    );
  });
});

describe('a text table', () => {
  it('is aligned, and has no spaces at the end of a line', () => {
    const table = formatTable(
      [
        { heading: 'path', align: 'left' },
        { heading: 'n', align: 'right' },
        { heading: 'x', align: 'left' },
      ],
      [
        ['a', '1', ''],
        ['longer', '1,000', 'y'],
      ],
    );
    expect(table).toBe('path        n  x\n──────  ─────  ─\na           1\nlonger  1,000  y\n');
  });
});
