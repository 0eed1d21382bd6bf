import { describe, expect, it } from 'vitest';
import { chwToHwc, oihwToHwio, outInToInOut } from '@/lib/weights/layout';

const counted = (n: number) => Float32Array.from({ length: n }, (_, i) => i);

describe('weight layouts', () => {
  it('OIHW → HWIO puts w[o][i][h][w] at [h][w][i][o]', () => {
    const [O, I, H, W] = [3, 2, 1, 4];
    const out = oihwToHwio(counted(O * I * H * W), [O, I, H, W]);
    for (let o = 0; o < O; o++)
      for (let i = 0; i < I; i++)
        for (let h = 0; h < H; h++)
          for (let w = 0; w < W; w++) expect(out[((h * W + w) * I + i) * O + o]).toBe(((o * I + i) * H + h) * W + w);
  });

  it('OIHW → HWIO multiplies each output channel by its factor, also where channels are many', () => {
    const [O, I] = [37, 3];
    const factors = Float64Array.from({ length: O }, (_, o) => 1 / (o + 3));
    const out = oihwToHwio(counted(O * I), [O, I, 1, 1], factors);
    for (let o = 0; o < O; o++)
      for (let i = 0; i < I; i++) expect(out[i * O + o]).toBe(Math.fround((o * I + i) * (factors[o] ?? 0)));
  });

  it('[out, in] → [in, out], C×H×W → H×W×C', () => {
    expect([...outInToInOut(counted(6), [2, 3])]).toEqual([0, 3, 1, 4, 2, 5]);
    expect([...chwToHwc(counted(6), 1, 2, 3)]).toEqual([0, 2, 4, 1, 3, 5]);
  });
});
