import { describe, expect, it } from 'vitest';
import { quantityOf } from '@/components/prose/quantity';
import { quantityText } from '@/components/prose/quantity-text';
import { subjectOf } from '@/components/prose/subject';
import { formatsFor } from '@/components/ui/format';

const text = (of: string, what: string, options: { size?: number; as?: 'short' | 'full' } = {}): string =>
  quantityText('en', quantityOf('test', subjectOf('test', of, options.size), what), options.as);

describe('numbers in articles', () => {
  // FACTS: totals and stage tables, measured by running the reference code.
  it.each([
    ['inception-v4', 'parameters', '42,679,816'],
    ['inception-v4', 'convolutions', '149'],
    ['inception-v4', 'average-pools', '14'],
    ['inception-v4', 'input', '299×299×3'],
    ['inception-v4', 'smallest-picture', '75×75'],
    ['inception-v4/stem', 'output', '35×35×384'],
    ['inception-v4/features.2', 'values', '1,382,976'],
    ['inception-v4/features.6', 'parameters', '317,632'],
    ['inception-v4/features.6', 'macs', '387.6\u202fM'],
    ['inception-v4/features.6.branch1.1', 'filters', '96'],
    ['inception-v4/features.6.branch1.1', 'weights', '55,296'],
    ['inception-v4/features.10', 'macs', '1.10\u202fG'],
    ['inception-v4/features.10', 'input-grid', '35×35'],
    ['inception-v4/features.19', 'positions', '64'],
    ['inception-v4/features.19', 'rim', '28'],
    ['inception-v4/last_linear', 'parameters', '1,537,000'],
    ['inception-v4/last_linear', 'input-channels', '1,536'],
    ['inception-v4/features.0', 'epsilon', '0.001'],
    ['inception-v4/features.2', 'receptive-field', '11×11'],
    ['inception-v4/features.6', 'receptive-stride', '8'],
    ['inception-resnet-v2', 'convolution-values', '25,058,976'],
    ['inception-resnet-v2/inception-resnet-a', 'blocks', '10'],
    ['inception-resnet-v2/repeat_1.0', 'scale', '0.1'],
    ['inception-resnet-v2/block8', 'scale', '1'],
    // The longest chain of convolutions, and how many there are.
    ['inception-v4', 'depth', '75'],
    ['inception-v3', 'depth', '47'],
    // The stem of Inception-ResNet-v1 is cheaper to run and dearer to store than that of Inception-v4.
    ['inception-v4/stem', 'parameters', '605,728'],
    ['inception-resnet-v1:paper/stem', 'parameters', '615,552'],
    // The pool branch of Inception-A: 35·35 places, 384 channels to 96.
    ['inception-v4/features.6.branch3', 'macs', '45.2\u202fM'],
    ['inception-v4/features.6.branch0', 'macs', '45.2\u202fM'],
    // The sum of Inception-ResNet-v1 before and after it passes a thousand channels.
    ['inception-resnet-v1/repeat_2.0', 'channels', '896'],
    ['inception-resnet-v1/repeat_3.0', 'channels', '1,792'],
    // 10 × 35·35·320 + 20 × 17·17·1088 + 10 × 8·8·2080.
    ['inception-resnet-v2', 'sum-values', '11,539,840'],
  ])('%s %s is %s', (of, what, right) => {
    expect(text(of, what)).toBe(right);
  });

  it('writes work out in full on request', () => {
    expect(text('inception-v4', 'macs', { as: 'full' })).toBe('12,253,974,624');
  });

  it('shortens work from a million on', () => {
    const { work } = formatsFor('en');
    expect(work(999_999)).toBe('999,999');
    expect(work(1_536_000)).toBe('1.5\u202fM');
    expect(work(12_253_974_624)).toBe('12.25\u202fG');
  });

  it('counts work in tens of thousands and hundreds of millions in Chinese', () => {
    const { work } = formatsFor('zh');
    expect(work(999_999)).toBe('999,999');
    expect(work(19_181_664)).toBe('1,918\u202f万');
    expect(work(387_579_600)).toBe('3.876\u202f亿');
    expect(work(12_253_974_624)).toBe('122.5\u202f亿');
  });

  it('depends on the size of the picture where it should, and only there', () => {
    expect(text('inception-v4/stem', 'grid', { size: 331 })).toBe('39×39');
    expect(text('inception-v4', 'parameters', { size: 331 })).toBe(text('inception-v4', 'parameters'));
  });

  it('gives shares of the whole network', () => {
    const shares = ['stem', 'inception-a', 'reduction-a', 'inception-b', 'reduction-b', 'inception-c', 'head'].map(
      (stage) => quantityOf('test', subjectOf('test', `inception-v4/${stage}`), 'share-of-macs').value as number,
    );
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  });
});

describe('mistakes in articles', () => {
  it.each([
    ['an unknown part', () => subjectOf('<Num of="…">', 'inception-v4/features.66'), /features\.6/],
    ['an unknown network', () => subjectOf('<Num of="…">', 'inception-v9/stem'), /inception-v4/],
    ['an unknown alternative', () => subjectOf('<Num of="…">', 'what-if/a-direkt'), /a-direct/],
    ['a picture that is too small', () => subjectOf('<Num of="…">', 'inception-v4', 74), /75/],
    ['an unknown quantity', () => text('inception-v4', 'parametres'), /parameters/],
    ['filters of a block', () => text('inception-v4/features.6', 'filters'), /only a convolution/],
    ['the scale of a stage', () => text('inception-resnet-v2/inception-resnet-a', 'scale'), /one scale/],
    ['the share of an alternative', () => text('what-if/a-direct', 'share-of-macs'), /no share/],
  ])('%s stops the build and says what would be right', (_, attempt, message) => {
    expect(attempt).toThrow(message);
  });
});
