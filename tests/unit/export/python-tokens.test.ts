import { describe, expect, it } from 'vitest';
import { codeText } from '@/lib/export/code';
import { pythonTokens } from '@/lib/export/python-tokens';
import { pytorchCode, pytorchFile } from '@/lib/export/pytorch';
import { modelOf } from '@/lib/networks';

const kinds = (line: string): readonly string[] => pythonTokens(line).map(({ kind, text }) => `${kind}:${text}`);

describe('the tokens of a line', () => {
  it('say what each piece is', () => {
    expect(kinds('self.x = BasicConv2d(3, 32, kernel_size=3)')).toEqual([
      'self:self',
      'mark:.',
      'plain:x',
      'plain: ',
      'mark:=',
      'plain: ',
      'class:BasicConv2d',
      'mark:(',
      'number:3',
      'mark:,',
      'plain: ',
      'number:32',
      'mark:,',
      'plain: ',
      'argument:kernel_size',
      'mark:=',
      'number:3',
      'mark:)',
    ]);
    expect(kinds('x = torch.cat((x0,), 1)')).toContain('call:cat');
    expect(kinds('# Stem')).toEqual(['comment:# Stem']);
    expect(kinds('F.normalize(x, eps=1e-12)')).toContain('number:1e-12');
    expect(kinds('return out')).toEqual(['keyword:return', 'plain: ', 'plain:out']);
  });

  it('are together the line', () => {
    const model = modelOf('inception-v3');
    const lines = pytorchFile(pytorchCode(model, model.root, { name: 'Net' }));
    for (const text of codeText(lines).split('\n')) {
      expect(
        pythonTokens(text)
          .map((token) => token.text)
          .join(''),
      ).toBe(text);
    }
  });
});
