import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerOf } from '@/components/instruments/exercise/answer';
import { judge, readNumbers } from '@/components/instruments/exercise/prediction';

describe('reading a prediction', () => {
  it.each([
    ['17×17×1024', [17, 17, 1024]],
    ['17x17x1024', [17, 17, 1024]],
    ['17 X 17 X 1,024', [17, 17, 1024]],
    ['17, 17, 1024', [17, 17, 1024]],
    ['17,17,1024', [17, 17, 1024]],
    ['(17, 17, 1024)', [17, 17, 1024]],
    ['[17 17 1024]', [17, 17, 1024]],
    [' 9 9  192 ', [9, 9, 192]],
    ['147,147,160', [147, 147, 160]],
  ])('%s is a shape', (text, right) => {
    expect(readNumbers(text, false)).toEqual(right);
  });

  it.each(['seventeen', '17×17×', '1.5×2×3', '-1×2×3', '17×17×1024 or so', '', '×'])('%s is none', (text) => {
    const read = readNumbers(text, false);
    expect(read === null || read.length !== 3).toBe(true);
  });

  it.each([
    ['301504', [301504]],
    ['301,504', [301504]],
    ['301 504', [301504]],
    ['1,537,000', [1537000]],
  ])('%s is a number', (text, right) => {
    expect(readNumbers(text, true)).toEqual(right);
  });

  it('reads back every shape, however it is written', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 99_999 }), { minLength: 2, maxLength: 3 }),
        fc.constantFrom('×', 'x', ' × ', ' x ', ' ', ', '),
        (shape, between) => {
          expect(readNumbers(shape.join(between), false)).toEqual(shape);
        },
      ),
    );
  });
});

describe('judging a prediction', () => {
  it('tells axis by axis what is right', () => {
    expect(judge('17×17×384', [17, 17, 1024], 'shape')).toEqual({ kind: 'partly', axes: [true, true, false] });
    expect(judge('17×17', [17, 17, 1024], 'shape')).toEqual({ kind: 'rank', wanted: 3 });
    expect(judge('17×17×1024', [17, 17, 1024], 'shape')).toEqual({ kind: 'right' });
    expect(judge('1536', [1536], 'shape')).toEqual({ kind: 'right' });
  });

  it('tells too many from too few', () => {
    expect(judge('10', [12], 'number')).toEqual({ kind: 'low' });
    expect(judge('14', [12], 'number')).toEqual({ kind: 'high' });
    expect(judge('12', [12], 'number')).toEqual({ kind: 'right' });
  });

  it('says so where there is nothing to judge', () => {
    expect(judge('  ', [12], 'number')).toEqual({ kind: 'empty' });
    expect(judge('twelve', [12], 'number')).toEqual({ kind: 'unreadable' });
  });

  it('accepts an answer that is right and nothing else', () => {
    const extents = fc.array(fc.integer({ min: 1, max: 2048 }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(extents, extents, (answer, guess) => {
        const same = answer.every((extent, axis) => extent === guess[axis]);
        expect(judge(guess.join('×'), answer, 'shape').kind === 'right').toBe(same);
      }),
    );
  });
});

describe('the answers', () => {
  // Worked by hand from the rules of padding and stride, not by the code under test.
  it.each([
    ['output', 'inception-v4/inception-c', 427, [12, 12, 1536]],
    ['output', 'inception-v4/features.3', 224, [54, 54, 160]],
    ['output', 'inception-v4/features.4', 331, [79, 79, 192]],
    ['output', 'inception-v4/features.6.branch2.1', 199, [22, 22, 96]],
    ['output', 'inception-v4/features.10', 459, [27, 27, 1024]],
    ['output', 'inception-v4/stem', 298, [34, 34, 384]],
    ['output', 'inception-v4/features.21', 523, [15, 15, 1536]],
    ['parameters', 'inception-v4/features.11.branch1.1', undefined, [301_504]],
    ['output', 'inception-v4/features.18', 395, [11, 11, 1536]],
    ['output', 'inception-v4/features.19.branch2', 363, [10, 10, 512]],
    ['output', 'inception-v4/global_pool', 598, [1536]],
    ['parameters', 'inception-resnet-v2:paper/repeat.0.conv2d', undefined, [128 * 384 + 384]],
    ['output', 'inception-resnet-v2/repeat_1.0', 331, [19, 19, 1088]],
    ['output', 'inception-resnet-v2/block8', 395, [11, 11, 2080]],
    ['output', 'inception-resnet-v1/stem', 224, [25, 25, 256]],
    ['parameters', 'inception-resnet-v1/repeat_3.0.conv2d', undefined, [384 * 1792 + 1792]],
    ['output', 'inception-resnet-v2:paper/mixed_7a', 331, [9, 9, 2144]],
    ['receptive-field', 'inception-v4/features.4.branch0.1', undefined, [15 + 2 * 4]],
    ['macs', 'inception-v4/features.11.branch2.4', 331, [7 * 224 * 256 * 19 * 19]],
    ['values', 'inception-v4/features.2', 331, [163 * 163 * 64]],
  ] as const)('%s of %s at %s', (ask, of, size, right) => {
    expect(answerOf(ask, of, size)).toEqual(right);
  });

  it('refuses a window that is not square, since one number cannot say it', () => {
    expect(() => answerOf('receptive-field', 'inception-v4/features.11.branch1.1')).toThrow(/no single number/);
  });
});
