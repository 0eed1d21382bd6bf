import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { main } from '@/cli/main';
import { readNpy, writeNpy } from '@/lib/export/npy';
import { withClasses } from '@/lib/graph/classifier';
import { stateDict } from '@/lib/graph/graph';
import { modelOf } from '@/lib/networks';
import { chwToHwc } from '@/lib/weights/layout';
import { seededInput, seededTensor } from '@/lib/weights/recipe';
import { safetensorsPieces } from '@/lib/weights/safetensors-writer';
import oracle from '../../golden/oracle/oracle-timm-inception_v4.json';
import { recipeFile } from '../../hub/recipe-file';

// Whole networks on a machine that may be busy: seconds, but not certainly.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let folder: string;
const at = (...names: string[]): string => join(folder, ...names);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'atlas-classify-'));
  await writeFile(at('input.npy'), writeNpy({ shape: [299, 299, 3], data: chwToHwc(seededInput(299), 299, 299, 3) }));
  await writeFile(at('text.safetensors'), 'these are no weights, whatever they are called');
  const create = { width: 90, height: 120, channels: 3, background: { r: 200, g: 90, b: 30 } } as const;
  await writeFile(at('picture.png'), await sharp({ create }).png().toBuffer());
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function atlas(...args: string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await main(['classify', ...args], { out: (text) => out.push(text), err: (text) => err.push(text) });
  return { code, out: out.join(''), err: err.join('') };
}

interface Scored {
  readonly rank: number;
  readonly index: number;
  readonly synset: string;
  readonly name: string;
  readonly probability: number;
  readonly logit: number;
}

describe('atlas classify', () => {
  it('names the classes that the reference code names, and writes a map whose mean plus bias is the logit', async () => {
    const [best] = oracle.output_top5.map(([label]) => label ?? -1);
    const { code, out, err } = await atlas(
      'inception-v4',
      ...['--weights', 'seeded', '--input', at('input.npy'), '--format', 'json'],
      ...['--cam', String(best), '--out', at('maps', 'deep')],
    );
    expect(code).toBe(0);
    expect(err).toMatch(/not learned: the names mean nothing/);
    const said = JSON.parse(out) as {
      learned: boolean;
      input: number[];
      classes: number;
      top: Scored[];
      files: string[];
    };
    expect(said).toMatchObject({ learned: false, input: [299, 299], classes: 1000 });
    expect(said.top.map(({ index }) => index)).toEqual(oracle.output_top5.map(([label]) => label));
    expect(said.top.map(({ rank }) => rank)).toEqual([1, 2, 3, 4, 5]);
    // Output 550 is n03297495 in the list of the challenge.
    expect(said.top[0]).toMatchObject({ index: 550, synset: 'n03297495', name: 'espresso maker' });
    for (const [i, { logit }] of said.top.entries()) expect(logit).toBeCloseTo(oracle.output_top5[i]?.[1] ?? 0, 3);

    expect(said.files).toEqual(['cam-550.npy', 'cam-550.json', 'cam-550.png']);
    const map = readNpy(new Uint8Array(await readFile(at('maps', 'deep', 'cam-550.npy'))));
    if (typeof map === 'string') throw new Error(map);
    expect(map.shape).toEqual([8, 8]);
    const cam = JSON.parse(await readFile(at('maps', 'deep', 'cam-550.json'), 'utf8'));
    const mean = map.data.reduce((sum, value) => sum + value, 0) / map.data.length;
    expect(Math.abs(mean + cam.bias - cam.logit)).toBeLessThanOrEqual(1e-4);
    expect(cam.channels).toHaveLength(1536);
    const added = cam.channels.map(({ adds }: { adds: number }) => adds);
    expect(added).toEqual([...added].sort((a, b) => b - a));
    const total = added.reduce((sum: number, each: number) => sum + each, 0);
    expect(Math.abs(total + cam.bias - cam.logit)).toBeLessThanOrEqual(1e-4);
    const { width, height, format } = await sharp(await readFile(at('maps', 'deep', 'cam-550.png'))).metadata();
    expect([width, height, format]).toEqual([299, 299, 'png']);
  });

  it('takes a picture at a chosen size and weights from a file, and says the same as with the recipe', async () => {
    const file = recipeFile('inception-v4');
    await writeFile(at('v4.safetensors'), file.bytes(0, file.size));
    const asked = ['--input', at('picture.png'), '--size', '75', '--top', '3', '--cam', 'n02123045'];
    const fromFile = await atlas('inception-v4', ...['--weights', at('v4.safetensors'), ...asked, '--out', at('a')]);
    const seeded = await atlas('inception-v4', '--weights', 'seeded', ...asked, '--out', at('b'));
    expect([fromFile.code, seeded.code]).toEqual([0, 0]);
    expect(fromFile.err).toBe('');
    expect(fromFile.out).toBe(seeded.out);
    const rows = fromFile.out.split('\n').slice(2, 5);
    expect(rows.map((row) => row.trim().split(/\s+/)[0])).toEqual(['1', '2', '3']);
    expect(fromFile.out).toMatch(/^tabby, tabby cat, rank \d+: mean of the map .* = logit /m);
    expect(await readFile(at('a', 'cam-281.npy'))).toEqual(await readFile(at('b', 'cam-281.npy')));
  });

  it('takes a head of ten classes and the names that are given for them, else numbers', async () => {
    const specs = stateDict(withClasses(modelOf('inception-v4').graph, 10));
    const pieces = safetensorsPieces(
      specs
        .filter(({ dtype }) => dtype === 'F32')
        .map(({ key, shape }) => ({
          key: `module.${key.replace('last_linear', 'fc')}`,
          dtype: 'F32' as const,
          shape,
          byteLength: 4 * shape.reduce((product, extent) => product * extent, 1),
          bytes: () => new Uint8Array(seededTensor(key, shape).slice().buffer),
        })),
    );
    await writeFile(at('ten.safetensors'), pieces);
    const names = Array.from({ length: 10 }, (_, i) => `pet ${i}`);
    await writeFile(at('names.txt'), `${names.join('\r\n')}\r\n`);
    await writeFile(at('names.json'), JSON.stringify(Object.fromEntries(names.map((name, i) => [name, i]))));
    const asked = ['inception-v4', '--weights', at('ten.safetensors'), '--input', at('picture.png'), '--size', '75'];
    const told = JSON.parse((await atlas(...asked, '--format', 'json', '--top', '10')).out);
    expect(told).toMatchObject({ classes: 10, learned: true });
    expect(told.top.map(({ name }: Scored) => name)).toEqual(Array(10).fill(''));
    expect(told.top.reduce((sum: number, { probability }: Scored) => sum + probability, 0)).toBeCloseTo(1, 6);
    for (const file of ['names.txt', 'names.json']) {
      const { out } = await atlas(...asked, '--format', 'json', '--top', '3', '--classes', at(file));
      for (const { index, name } of JSON.parse(out).top as Scored[]) expect(name).toBe(`pet ${index}`);
    }
    const map = await atlas(...asked, '--classes', at('names.txt'), '--cam', 'pet 7', '--out', at('ten'));
    expect(map.out).toMatch(/^pet 7, rank \d+: mean of the map/m);
    expect((await atlas(...asked, '--cam', '7', '--out', at('ten'))).out).toMatch(/^7, rank \d+: mean of the map/m);
    const wrong = await atlas(...asked, '--top', '11');
    expect(wrong).toMatchObject({ code: 2, out: '' });
    expect(wrong.err).toMatch(/from 1 to 10/);
    await writeFile(at('few.txt'), 'cat\ndog\n');
    expect((await atlas(...asked, '--classes', at('few.txt'))).err).toMatch(/holds 2 names; the network tells 10/);
  });

  it('ranks nothing where scores are not finite', async () => {
    const specs = stateDict(modelOf('inception-v4').graph).filter(({ dtype }) => dtype === 'F32');
    const pieces = safetensorsPieces(
      specs.map(({ key, shape }) => ({
        key,
        dtype: 'F32' as const,
        shape,
        byteLength: 4 * shape.reduce((product, extent) => product * extent, 1),
        // Finite, every one of them; what is computed with them is not.
        bytes: () =>
          new Uint8Array(
            seededTensor(key, shape).map((value) => (key.endsWith('conv.weight') ? value * 1e20 : value)).buffer,
          ),
      })),
    );
    await writeFile(at('loud.safetensors'), pieces);
    const { code, out, err } = await atlas(
      ...['inception-v4', '--weights', at('loud.safetensors'), '--input', at('picture.png'), '--size', '75'],
    );
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/of the 1000 scores are not finite numbers/);
  });

  const good = { network: 'inception-v4', weights: 'seeded', input: 'picture.png' };
  it.each<[string, Partial<typeof good>, readonly string[], RegExp]>([
    ['a network without classes', { network: 'inception-resnet-v1' }, [], /names no classes: last_bn.*an embedding/],
    ['an unknown network', { network: 'inception-v5' }, [], /no network “inception-v5”/],
    ['no classes at all', {}, ['--top', '0'], /“0” is no number of classes.*from 1 to 1000/],
    ['more classes than there are', {}, ['--top', '1001'], /no number of classes/],
    ['an unknown class', {}, ['--cam', 'xyzzy', '--out', 'x'], /No class is called “xyzzy”/],
    ['a part of a name', {}, ['--cam', 'tabb', '--out', 'x'], /Like it are: 281 tabby/],
    ['a number that is too high', {}, ['--cam', '1000', '--out', 'x'], /No class is called “1000”/],
    ['a name of two classes', {}, ['--cam', 'crane', '--out', 'x'], /More than one.*134 .*517/],
    ['a map without a folder', {}, ['--cam', 'tabby'], /needs --out/],
    ['a folder without a map', {}, ['--out', 'x'], /needs --cam/],
    ['an input that is not there', { input: 'nothing.jpg' }, [], /there is no such file/],
    ['something else than a picture', { input: 'text.safetensors' }, [], /not a picture/],
    ['weights that are none', { weights: 'text.safetensors' }, [], /does not begin as a safetensors file/],
    ['an unknown format', {}, ['--format', 'yaml'], /no format “yaml”/],
    ['an unknown option', {}, ['--clases', '3'], /no option “--clases”/],
    ['names that are not there', {}, ['--classes', 'no-such-file.txt'], /no-such-file\.txt/],
  ])('refuses %s with one line and exit code 2', async (_, changes, more, says) => {
    const { network, weights, input } = { ...good, ...changes };
    const { code, err, out } = await atlas(
      network,
      ...['--weights', weights === 'seeded' ? weights : at(weights), '--input', at(input), ...more],
    );
    expect(code).toBe(2);
    expect(err).toMatch(says);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
    expect(out).toBe('');
  });

  it('names the option that is missing, and explains itself', async () => {
    expect((await atlas('inception-v4', '--input', at('picture.png'))).err).toMatch(/needs --weights/);
    expect((await atlas('inception-v4', '--weights', 'seeded')).err).toMatch(/needs --input/);
    const { code, out } = await atlas('--help');
    expect(code).toBe(0);
    expect(out).toMatch(/^Usage: atlas classify NETWORK/);
  });
});
