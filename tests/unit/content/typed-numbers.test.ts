import { compile } from '@mdx-js/mdx';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import { describe, expect, it } from 'vitest';
import remarkTypedNumbers, { typedNumbersIn } from '@/scripts/remark-typed-numbers.mjs';

const compiled = (text: string) => compile(text, { remarkPlugins: [remarkGfm, remarkMath, remarkTypedNumbers] });

describe('a number typed into an article', () => {
  it.each([
    'It has 96 filters.',
    'Stride 2 halves it.',
    'A factor of 0.17.',
    'The result, 35×35×384, is wide.',
    'It is 42,679,816.',
    'A picture of 299 pixels.',
    '| a |\n| --- |\n| 1,536 |',
    '<Hint>The grid is 8 wide.</Hint>',
    '<Note line="a">\n\nOnly 64 channels.\n\n</Note>',
    '## 12 crops',
    '[the 149 convolutions](/en/learn/stem)',
    '*17* places',
    'Block355 and ResNet-1510',
    '有 96 个滤波器。',
  ])('is refused: %s', async (text) => {
    await expect(compiled(text)).rejects.toThrow(/is a number typed by hand/);
  });

  it('is refused at its place, with what would be right', async () => {
    const error = await compiled('One line.\n\nIt has 96 filters.').catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ line: 3, reason: expect.stringMatching(/^“96” .*<Num of=/) });
  });

  it.each([
    'Two 3×3 windows, or 1×7 and 7×1, or 1×n.',
    'In 2016 and 1998.',
    'Inception-v4, Inception-ResNet-v2 and v1.',
    'Block35 and Mixed_5b.',
    'Top-1 and top-5 error of ResNet-151 in float32.',
    '$x = 0.17 + 5$ and\n\n$$\n7 \\times 7 = 49\n$$',
    '`count_include_pad=1` and\n\n```python\nx = 3\n```',
    '<Num of="inception-v4/features.6" what="channels" /> of them',
    '<Said cite="v4-training">0.045</Said>',
    '<Exercise ask="output" of="inception-v4/features.6" size={331}>\n\ntext\n\n</Exercise>',
    'Inception-v4 的 3×3 卷积，2016 年 8 月发布。',
  ])('may stand: %s', async (text) => {
    await expect(compiled(text)).resolves.toBeDefined();
  });

  it('is named whole', () => {
    expect(typedNumbersIn('from 1,536 to 0.8 (and 12)')).toEqual(['1,536', '0.8', '12']);
  });
});
