import { describe, expect, it } from 'vitest';
import { tokenGroups } from '@/components/code/token-groups';
import { pythonTokens } from '@/lib/export/python-tokens';

const groupsOf = (line: string) => tokenGroups(pythonTokens(line).map(({ kind, text }) => [kind, text] as const));

describe('a line that is too long', () => {
  const line = '        self.a = BasicConv2d(384, 256, kernel_size=(1, 3), padding=(0, 1))';

  it('keeps each argument with its value', () => {
    const whole = groupsOf(line).filter((group) => group.whole);
    expect(whole.map(({ tokens }) => tokens.map(([, text]) => text).join(''))).toEqual([
      'kernel_size=(1, 3),',
      'padding=(0, 1))',
    ]);
    expect(
      groupsOf('nn.AvgPool2d(kernel_size=3, count_include_pad=False),')
        .filter((group) => group.whole)
        .map(({ tokens }) => tokens.map(([, text]) => text).join('')),
    ).toEqual(['kernel_size=3,', 'count_include_pad=False),']);
  });

  it('may break behind the bracket of a call, and not inside a pair', () => {
    const after = groupsOf(line).filter(({ breakBefore }) => breakBefore);
    expect(after.map(({ tokens }) => tokens[0]?.[1])).toEqual(['384']);
  });

  it('is the same line', () => {
    const text = groupsOf(line).flatMap(({ tokens }) => tokens.map((token) => token[1]));
    expect(text.join('')).toBe(line);
  });
});
