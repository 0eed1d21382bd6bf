import { describe, expect, it } from 'vitest';
import { main } from '@/cli/main';
import { compareNetworks } from '@/lib/analysis/differences';
import { networks, resolveAddress } from '@/lib/networks';

async function atlas(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  const code = await main(args, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
  });
  return { code, out, err };
}

const everyVariant = networks.flatMap(({ id, variants }) => variants.map((variant) => `${id}:${variant.id}`));

describe('atlas diff', () => {
  it('shows a line for every difference', async () => {
    const { code, out, err } = await atlas('diff', 'inception-resnet-v2:paper', 'inception-resnet-v2');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(
      /^A: Inception-ResNet-v2 \(Paper\)\nB: Inception-ResNet-v2 \(Released\)\ngrids for input 299×299\n/,
    );
    expect(out).toMatch(
      /^inception-resnet-b\.repeat +17 +10 × +20 × +repeat_1\.0 \(10 places\) +repeat_1\.0 \(20 places\)$/m,
    );
    expect(out).toMatch(/^inception-resnet-c\.repeat +8 +5 × +10 × \(9 \+ 1\) /m);
    expect(out).toMatch(/^inception-resnet-c\.last\.scale +8 +0\.1 +1 +repeat_2\.4 +block8$/m);
    expect(out).toMatch(/^reduction-a\.width +17 +1152 channels +1088 channels +reduction-a +reduction-a +follows$/m);
    expect(out).toMatch(/^last-convolution\.only-b +8 +– +1×1 1536 +– +last-convolution$/m);
    expect(out.trimEnd().split('\n').at(-1)).toBe('10 differences, and 9 that follow.');
  });

  it('has no grid for vectors, and no column without words', async () => {
    const { out } = await atlas('diff', 'inception-resnet-v1:paper', 'inception-resnet-v1');
    expect(out).toMatch(/^head\.dropout\.rate +0\.2 dropped +0\.6 dropped +dropout +dropout$/m);
    expect(out).toMatch(/^head\.ops +softmax +batch norm → L2 norm +softmax +last_bn \(2 places\)$/m);
    expect(out).toMatch(/\n9 differences\.\n$/);
    for (const line of out.split('\n')) expect(line).not.toMatch(/ $/);
  });

  it('says that there is none', async () => {
    for (const variant of everyVariant) {
      const { code, out } = await atlas('diff', variant, variant);
      expect(code).toBe(0);
      expect(out).toMatch(/\n\nNo difference\.\n$/);
    }
  });

  it('gives everything as JSON', async () => {
    const { code, out } = await atlas('diff', 'inception-v4:paper', 'inception-v4:released', '--format', 'json');
    expect(code).toBe(0);
    const { stages, differences, ...rest } = JSON.parse(out);
    expect(rest).toEqual({
      a: { network: 'inception-v4', variant: 'paper' },
      b: { network: 'inception-v4', variant: 'released' },
      size: 299,
    });
    expect(differences).toEqual(
      compareNetworks(resolveAddress('inception-v4:paper'), resolveAddress('inception-v4:released')).differences,
    );
    expect(stages[3]).toEqual({
      id: 'inception-b',
      grid: 17,
      a: 'inception-b',
      b: 'inception-b',
      differences: ['inception-b.branch1.2.kernel', 'inception-b.branch2.order'],
    });
  });

  it('knows stages that only one has', async () => {
    const { out } = await atlas('diff', 'inception-v4', 'inception-resnet-v2', '--format', 'json');
    const { stages } = JSON.parse(out);
    expect(stages.map(({ id, a, b }: { id: string; a: string; b: string }) => [id, a, b])).toEqual([
      ['stem', 'stem', 'stem'],
      ['inception-a', 'inception-a', 'inception-a'],
      ['inception-resnet-a', null, 'inception-resnet-a'],
      ['reduction-a', 'reduction-a', 'reduction-a'],
      ['inception-b', 'inception-b', 'inception-resnet-b'],
      ['reduction-b', 'reduction-b', 'reduction-b'],
      ['inception-c', 'inception-c', 'inception-resnet-c'],
      ['last-convolution', null, 'last-convolution'],
      ['head', 'head', 'head'],
    ]);
  });

  it('gives the grids for the size that is asked for, of the larger default where none is', async () => {
    const grids = async (...size: string[]) => {
      const { out } = await atlas('diff', 'inception-resnet-v1', 'inception-v3', ...size, '--format', 'json');
      return JSON.parse(out).stages.map(({ grid }: { grid: number | null }) => grid);
    };
    expect(await grids()).toEqual([35, 35, 17, 17, 8, 8, null]);
    expect(await grids('--size', '160')).toEqual([17, 17, 8, 8, 3, 3, null]);
  });

  it('compares every pair', async () => {
    for (const a of everyVariant) {
      for (const b of everyVariant) {
        const { code, out, err } = await atlas('diff', a, b);
        expect({ code, err }, `${a} ${b}`).toEqual({ code: 0, err: '' });
        expect(out).not.toMatch(/undefined|NaN|\[object/);
      }
    }
  });

  it.each([
    [['diff'], /diff needs A\./],
    [['diff', 'inception-v4'], /diff needs B\./],
    [['diff', 'inception-v4', 'inception-v3', 'inception-v2'], /does not know what to do with “inception-v2”/],
    [['diff', 'inception-v4', 'inception-v5'], /no network “inception-v5”\. Did you mean inception-v4\?/],
    [['diff', 'inception-v4:papr', 'inception-v4'], /no variant “papr”\. Did you mean paper\?/],
    [['diff', 'inception-v4/stem', 'inception-v4'], /points into a network.* Write inception-v4\./],
    [['diff', 'inception-v4', 'inception-v3', '--format', 'csv'], /no format “csv”/],
    [['diff', 'inception-v4', 'inception-v3', '--size', '74'], /“74” is not an input size of inception-v4/],
    [['diff', 'inception-v4', 'inception-v3', '--naming', 'timm'], /no option “--naming”/],
  ] as const)('says what is wrong with %j in one line', async (args, line) => {
    const { code, out, err } = await atlas(...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^atlas: [^\n]+\.\n$/);
    expect(err).toMatch(line);
  });
});
