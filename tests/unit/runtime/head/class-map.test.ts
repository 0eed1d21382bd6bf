import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byContribution, channelMaps, classMap, contributions } from '@/lib/runtime/head/class-map';
import { scoreOf, softmax, topClasses } from '@/lib/runtime/head/class-scores';

const value = fc.float({ min: -8, max: 8, noNaN: true });

/** Maps, and the weights and bias of one class, of any small size. */
const head = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 9 }))
  .chain(([height, width, channels]) =>
    fc.record({
      features: fc
        .array(value, { minLength: height * width * channels, maxLength: height * width * channels })
        .map((values) => ({ values: Float32Array.from(values), height, width, channels })),
      weights: fc
        .array(value, { minLength: channels, maxLength: channels })
        .map((weights) => Float32Array.from(weights)),
      bias: value,
    }),
  );

/** Mean first, then score, as the network does; in float64. */
function logitOf(
  features: { values: Float32Array; height: number; width: number; channels: number },
  weights: Float32Array,
  bias: number,
) {
  const { values, height, width, channels } = features;
  let logit = bias;
  for (let c = 0; c < channels; c++) {
    let sum = 0;
    for (let place = 0; place < height * width; place++) sum += values[place * channels + c] as number;
    logit += (weights[c] as number) * (sum / (height * width));
  }
  return logit;
}

const total = (values: Float32Array): number => values.reduce((sum, each) => sum + each, 0);

describe('a class activation map', () => {
  it('gives the logit: its mean plus the bias, for any maps and weights', () => {
    fc.assert(
      fc.property(head, ({ features, weights, bias }) => {
        const map = classMap(features, weights);
        expect(map).toHaveLength(features.height * features.width);
        expect(total(map) / map.length + bias).toBeCloseTo(logitOf(features, weights, bias), 4);
      }),
    );
  });

  it('is the sum of what the channels add, place by place and on the whole', () => {
    fc.assert(
      fc.property(head, ({ features, weights, bias }) => {
        const added = contributions(features, weights);
        expect(total(added) + bias).toBeCloseTo(logitOf(features, weights, bias), 4);
        const order = byContribution(added);
        expect([...order].sort((a, b) => a - b)).toEqual([...order.keys()]);
        const sorted = Array.from(order, (channel) => added[channel] as number);
        expect(sorted).toEqual([...sorted].sort((a, b) => b - a));
        // The map of a channel, weighted, has the channel's contribution as its mean.
        const [first = 0] = order;
        const own = channelMaps(features, [first]);
        expect(((weights[first] as number) * total(own)) / own.length).toBeCloseTo(added[first] as number, 4);
      }),
    );
  });

  it('of one place is what it is by hand', () => {
    const features = { values: Float32Array.of(1, 2, 3, 4), height: 1, width: 2, channels: 2 };
    expect([...classMap(features, Float32Array.of(10, -1))]).toEqual([8, 26]);
    expect([...contributions(features, Float32Array.of(10, -1))]).toEqual([20, -3]);
    expect([...channelMaps(features, [1, 0])]).toEqual([2, 4, 1, 3]);
  });
});

describe('the scores of classes', () => {
  it('are probabilities in the order of the logits, equal ones in the order of the classes', () => {
    const top = topClasses(Float32Array.of(1, 3, 3, -2), 3);
    expect(top.map(({ index, rank }) => [index, rank])).toEqual([
      [1, 1],
      [2, 2],
      [0, 3],
    ]);
    const e = Math.E;
    const sum = 2 * e ** 3 + e + e ** -2;
    expect(top[0]?.probability).toBeCloseTo(e ** 3 / sum, 12);
    expect(scoreOf(Float32Array.of(1, 3, 3, -2), 3)).toMatchObject({ index: 3, logit: -2, rank: 4 });
    expect(scoreOf(Float32Array.of(1, 3, 3, -2), 2).rank).toBe(2);
  });

  it('sum to one whatever the level, also where powers overflow', () => {
    fc.assert(
      fc.property(
        fc.array(fc.float({ min: -2000, max: 2000, noNaN: true }), { minLength: 1, maxLength: 40 }),
        (logits) => {
          const probabilities = softmax(Float32Array.from(logits));
          expect(probabilities.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 9);
          expect(probabilities.every((each) => each >= 0)).toBe(true);
        },
      ),
    );
  });
});
