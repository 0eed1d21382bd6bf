import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { main } from '@/cli/main';
import { pictureNotes } from '@/content/en/words/picture-notes';
import { readNpy, writeNpy } from '@/lib/export/npy';
import { stateDict } from '@/lib/graph/graph';
import { modelOf } from '@/lib/networks';
import { chwToHwc } from '@/lib/weights/layout';
import { seededInput, seededTensor } from '@/lib/weights/recipe';
import { safetensorsPieces } from '@/lib/weights/safetensors-writer';
import oracle from '../../golden/oracle/oracle-timm-inception_v4.json';

// Whole networks on a machine that may be busy: seconds, but not certainly.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let folder: string;
const at = (...names: string[]): string => join(folder, ...names);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'atlas-activations-'));
  const input = { shape: [299, 299, 3], data: chwToHwc(seededInput(299), 299, 299, 3) };
  await writeFile(at('input.npy'), writeNpy(input));
  await writeFile(at('small.npy'), writeNpy({ shape: [75, 80, 3], data: new Float32Array(75 * 80 * 3).fill(0.5) }));
  for (const [name, index, value] of [
    ['nan.npy', (80 + 2) * 3, Number.NaN],
    ['infinite.npy', 75 * 80 * 3 - 1, Number.NEGATIVE_INFINITY],
  ] as const) {
    const data = new Float32Array(75 * 80 * 3);
    data[index] = value;
    await writeFile(at(name), writeNpy({ shape: [75, 80, 3], data }));
  }
  await writeFile(at('flat.npy'), writeNpy({ shape: [75, 80], data: new Float32Array(75 * 80) }));
  await writeFile(at('cut.npy'), writeNpy(input).subarray(0, 1000));
  await writeFile(at('text.safetensors'), 'these are no weights, whatever they are called');
  const create = { width: 90, height: 120, channels: 3, background: { r: 200, g: 90, b: 30 } } as const;
  await writeFile(at('picture.png'), await sharp({ create }).png().toBuffer());
  await mkdir(at('folder'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function atlas(...args: string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await main(['activations', ...args], { out: (text) => out.push(text), err: (text) => err.push(text) });
  return { code, out: out.join(''), err: err.join('') };
}

async function arrayIn(...names: string[]) {
  const array = readNpy(new Uint8Array(await readFile(at(...names))));
  if (typeof array === 'string') throw new Error(array);
  return array;
}

describe('atlas activations', () => {
  it('says of a picture what the page says of it', async () => {
    const background = { r: 200, g: 90, b: 30, alpha: 0.5 };
    const clear = sharp({ create: { width: 90, height: 120, channels: 4, background } });
    const turned = await clear.withMetadata({ orientation: 6, icc: 'p3' }).webp().toBuffer();
    await writeFile(at('turned.webp'), turned);
    const run = async (name: string) => {
      const choice = ['--weights', 'seeded', '--input', at(name), '--at', 'Conv2d_1a_3x3', '--size', '75'];
      return atlas('inception-v3', ...choice, '--out', at('maps', 'said'));
    };
    const { rotated, 'profile-ignored': profile, 'alpha-on-white': alpha } = pictureNotes;
    expect(await run('turned.webp')).toMatchObject({ code: 0, err: `${[rotated, profile, alpha].join('\n')}\n` });
    expect(await run('picture.png')).toMatchObject({ code: 0, err: '' });
    expect(await run('small.npy')).toMatchObject({ code: 2, err: expect.stringContaining('75×80') });
  });

  it('writes what the reference code computes, as float32 NHWC, for every way to name a tensor', async () => {
    const paths = ['features.0', 'features.6', 'features.19.branch1_1a', 'features.0.conv', 'last_linear'];
    const { code, err, out } = await atlas(
      'inception-v4',
      ...['--weights', 'seeded', '--input', at('input.npy'), '--at', paths.join(','), '--out', at('maps', 'deep')],
    );
    expect(err).toBe('');
    expect(code).toBe(0);
    const summary = JSON.parse(await readFile(at('maps', 'deep', 'summary.json'), 'utf8'));
    expect(summary.map(({ path }: { path: string }) => path)).toEqual(paths);
    for (const entry of summary) {
      expect(Object.keys(entry)).toEqual(['path', 'shape', 'mean', 'std', 'min', 'max', 'zeros', 'nonFinite', 'file']);
      expect(entry.file).toBe(`${entry.path}.npy`);
      const { shape, data } = await arrayIn('maps', 'deep', entry.file);
      expect(shape).toEqual(entry.shape);
      expect(data).toHaveLength(shape.reduce((product, extent) => product * extent, 1));
      const reference = [...oracle.stages, ...oracle.units].find(({ path }) => path === entry.path);
      if (!reference) continue;
      const [n, c, h, w] = reference.shape;
      expect(shape).toEqual(h === undefined ? [n, c] : [n, h, w, c]);
      for (const statistic of ['mean', 'std', 'min', 'max'] as const) {
        expect(Math.abs(entry[statistic] - reference[statistic])).toBeLessThanOrEqual(2e-4 * reference.std);
      }
      expect(Math.abs(entry.zeros - reference.zeros)).toBeLessThanOrEqual(1e-4 * data.length);
      expect(out).toContain(entry.file);
    }
    expect(summary[3].shape).toEqual([1, 149, 149, 32]);
    expect(summary[3].min).toBeLessThan(0);
  });

  it('takes a picture at a chosen size, a file of weights, and the plain backend', async () => {
    const specs = stateDict(modelOf('inception-v4').graph);
    const pieces = safetensorsPieces(
      specs.map(({ key, shape, dtype }) => ({
        key,
        dtype,
        shape,
        byteLength: shape.reduce((product, extent) => product * extent, dtype === 'F32' ? 4 : 8),
        bytes: () => (dtype === 'F32' ? new Uint8Array(seededTensor(key, shape).slice().buffer) : new Uint8Array(8)),
      })),
    );
    await writeFile(at('v4.safetensors'), Buffer.concat([...pieces]));
    const asked = ['--input', at('picture.png'), '--size', '75', '--at', 'features.2,stem'];
    const fromFile = await atlas('inception-v4', '--weights', at('v4.safetensors'), ...asked, '--out', at('a'));
    const seeded = await atlas('inception-v4', '--weights', 'seeded', ...asked, '--backend', 'cpu', '--out', at('b'));
    expect([fromFile.code, seeded.code]).toEqual([0, 0]);
    const [a, b] = [await arrayIn('a', 'stem.npy'), await arrayIn('b', 'stem.npy')];
    expect(a.shape).toEqual([1, 7, 7, 384]);
    const worst = a.data.reduce((most, value, i) => Math.max(most, Math.abs(value - (b.data[i] ?? Number.NaN))), 0);
    expect(worst).toBeLessThan(1e-4);
  });

  it.each(['inception-v4', 'inception-v3', 'inception-resnet-v2', 'inception-resnet-v1'])(
    'gives the last linear layer of %s by one name, and takes the own size of a tensor',
    async (network) => {
      const { code, err, out } = await atlas(
        network,
        ...[
          '--weights',
          'seeded',
          '--input',
          at('small.npy'),
          '--size',
          '75x80',
          '--at',
          'last_linear',
          '--out',
          at(network),
        ],
      );
      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(out).toContain('last_linear.npy');
      const { shape } = await arrayIn(network, 'last_linear.npy');
      expect(shape).toEqual([1, network === 'inception-resnet-v1' ? 512 : 1000]);
    },
  );

  it('says how many values are not finite, and no statistics of none', async () => {
    const specs = stateDict(modelOf('inception-v4').graph).filter(
      ({ key, dtype }) => dtype === 'F32' && key.startsWith('features.0.'),
    );
    const pieces = safetensorsPieces(
      specs.map(({ key, shape }) => ({
        key,
        dtype: 'F32' as const,
        shape,
        byteLength: shape.reduce((product, extent) => product * extent, 4),
        // Finite, but their sums are not.
        bytes: () =>
          new Uint8Array(seededTensor(key, shape).map((value) => (key.endsWith('conv.weight') ? 3e38 : value)).buffer),
      })),
    );
    await writeFile(at('loud.safetensors'), pieces);
    const { code, out } = await atlas(
      'inception-v4',
      ...[
        '--weights',
        at('loud.safetensors'),
        '--input',
        at('small.npy'),
        '--at',
        'features.0@conv',
        '--out',
        at('loud'),
      ],
    );
    expect(code).toBe(0);
    const [summary] = JSON.parse(await readFile(at('loud', 'summary.json'), 'utf8'));
    const count = summary.shape.reduce((product: number, extent: number) => product * extent, 1);
    expect(summary).toMatchObject({ mean: null, std: null, min: null, max: null, zeros: 0, nonFinite: count });
    expect(out).toMatch(/not finite/);
    expect(out).toMatch(new RegExp(` - +- +- +- +0 +${count} `));
  });

  const good = { weights: 'seeded', input: 'small.npy', at: 'features.0', out: 'never' };
  it.each<[string, Partial<typeof good> & { size?: string; backend?: string }, RegExp]>([
    ['an unknown path', { at: 'features.99' }, /no part “features\.99”.*nearest/],
    ['a tensor that a part does not have', { at: 'features.6@conv' }, /no tensor “@conv”/],
    ['a channel', { at: 'features.0#3' }, /whole tensors.*Write features\.0\./],
    ['an empty path', { at: 'features.0,,features.1' }, /needs --at/],
    ['an input that is not there', { input: 'nothing.jpg' }, /cannot be read: there is no such file/],
    ['a folder as input', { input: 'folder' }, /cannot be read: it is a folder/],
    ['a tensor of another rank', { input: 'flat.npy' }, /its shape is 75×80/],
    ['a tensor that is cut off', { input: 'cut.npy' }, /bytes of data/],
    ['another size for a tensor', { size: '299' }, /Leave --size out, or give its own size, 75x80/],
    ['a tensor with NaN', { input: 'nan.npy' }, /“.*nan\.npy” holds NaN at \[1, 2, 0\]/],
    ['a tensor with an infinity', { input: 'infinite.npy' }, /holds -Infinity at \[74, 79, 2\]/],
    ['something else than a picture', { input: 'text.safetensors' }, /not a picture/],
    ['a size that is too small', { input: 'picture.png', size: '74' }, /“74” is not an input size/],
    ['weights that are not there', { weights: 'nothing.safetensors' }, /no such file/],
    ['weights that are none', { weights: 'text.safetensors' }, /does not begin as a safetensors file/],
    ['an unknown backend', { backend: 'webgpu' }, /no backend “webgpu”/],
    ['a folder that cannot be made', { out: 'input.npy' }, /cannot be written/],
  ])('refuses %s with one line and exit code 2', async (_, changes, says) => {
    const {
      weights,
      input,
      at: paths,
      out,
      size,
      backend,
    } = { ...good, size: undefined, backend: undefined, ...changes };
    const {
      code,
      err,
      out: printed,
    } = await atlas(
      'inception-v4',
      ...[
        '--weights',
        weights === 'seeded' ? weights : at(weights),
        '--input',
        at(input),
        '--at',
        paths,
        '--out',
        at(out),
      ],
      ...(size === undefined ? [] : ['--size', size]),
      ...(backend === undefined ? [] : ['--backend', backend]),
    );
    expect(code).toBe(2);
    expect(err).toMatch(says);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
    expect(printed).toBe('');
  });

  it('names the option that is missing', async () => {
    const { code, err } = await atlas('inception-v4', '--weights', 'seeded', '--at', 'features.0', '--out', at('x'));
    expect(code).toBe(2);
    expect(err).toMatch(/needs --input/);
  });
});
