import { describe, expect, it } from 'vitest';
import { atLeast, atMost, groupText, number, tableText } from '../../bench/report';

describe('the report of the benchmark', () => {
  it('says of every target whether it is reached, and never of what was not measured', () => {
    expect(atLeast('faster', 1.3, 1.3)).toMatchObject({ reached: true });
    expect(atLeast('faster', 1.3, 1.29)).toMatchObject({ reached: false });
    expect(atMost('drawn', 6, 6.1, 'ms')).toMatchObject({ reached: false, found: '6.10 ms' });
    expect(atLeast('faster', 1.3, Number.NaN)).toMatchObject({ reached: null, found: '– ×' });
    const text = groupText({
      id: 'g',
      title: 'A group',
      notes: ['a note'],
      tables: [],
      verdicts: [atLeast('faster', 1.3, 1), atLeast('smaller', 1, Number.NaN)],
    });
    expect(text).toContain('[NOT REACHED] faster: ≥ 1.3 ×; found 1 ×');
    expect(text).toContain('[not measured] smaller');
  });

  it('sets columns under each other, numbers to the right', () => {
    const lines = tableText({
      title: 't',
      columns: ['engine', 'ms'],
      rows: [
        ['ours', 7],
        ['another one', 1234.5],
      ],
    }).split('\n');
    expect(lines[2]).toBe('  engine         ms');
    expect(lines[4]).toBe('  ours            7');
    expect(lines[5]).toBe(`  another one  ${number(1234.5)}`);
  });
});
