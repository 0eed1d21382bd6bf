import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { main } from '@/cli/main';
import { packagedFile } from '@/cli/packaged-inception-v3';
import { readNpy, writeNpy } from '@/lib/export/npy';
import { stateDict } from '@/lib/graph/graph';
import { modelOf } from '@/lib/networks';
import { FIRST_BYTES } from '@/lib/weights/http-source';
import { seededTensor } from '@/lib/weights/recipe';
import { safetensorsPieces } from '@/lib/weights/safetensors-writer';
import { fileOfBytes, recipeFile } from '../../hub/recipe-file';
import { type Hub, startHub } from '../../hub/server';

// Whole networks on a machine that may be busy: seconds, but not certainly.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const at = (repository: string): string => `/${repository}/resolve/main/model.safetensors`;

/** A small file of zeros. */
const zeros = (shapes: Readonly<Record<string, readonly number[]>>): Uint8Array<ArrayBuffer> =>
  new Uint8Array(
    Buffer.concat([
      ...safetensorsPieces(
        Object.entries(shapes).map(([key, shape]) => {
          const byteLength = shape.reduce((product, extent) => product * extent, 4);
          return { key, shape, dtype: 'F32' as const, byteLength, bytes: () => new Uint8Array(byteLength) };
        }),
      ),
    ]),
  );

let hub: Hub;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'atlas-weights-'));
  hub = await startHub({
    files: {
      [at('timm/inception_v4.tf_in1k')]: recipeFile('inception-v4'),
      [at('timm/inception_resnet_v2.tf_in1k')]: recipeFile('inception-resnet-v2'),
      [at('me/faces')]: recipeFile('inception-resnet-v1'),
      [at('me/cadene')]: recipeFile('inception-v3', 'cadene'),
      [at('me/other')]: fileOfBytes(zeros({ 'encoder.weight': [4, 4] })),
      '/page.safetensors': fileOfBytes(
        new TextEncoder().encode('<!DOCTYPE html><p>Sign in') as Uint8Array<ArrayBuffer>,
      ),
    },
  });
  // Nothing in a test may leave this machine.
  vi.stubEnv('HF_ENDPOINT', hub.url);
  const half = writeNpy({ shape: [75, 75, 3], data: new Float32Array(75 * 75 * 3).fill(0.5) });
  await writeFile(join(folder, 'small.npy'), half);
});
beforeEach(() => hub.forget());
afterAll(async () => {
  vi.unstubAllEnvs();
  await hub.close();
  await rm(folder, { recursive: true, force: true });
});

async function atlas(...args: string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await main(args, { out: (text) => out.push(text), err: (text) => err.push(text) });
  return { code, out: out.join(''), err: err.join('') };
}

describe('atlas weights inspect', () => {
  it.each([
    ['timm/inception_v4.tf_in1k', 'inception-v4', ['released'], 'timm', 896, 171_064_488],
    ['timm/inception_resnet_v2.tf_in1k', 'inception-resnet-v2', ['released'], 'timm', 1306, 223_748_256],
    ['me/faces', 'inception-resnet-v1', ['released'], 'facenet', 714, 94_120_472],
    // Both variants of Inception-v3 have the same tensors: their pools count differently.
    ['me/cadene', 'inception-v3', ['released', 'keras'], 'cadene', 566, 95_533_880],
  ])('recognises %s on the hub with one request', async (repository, network, variants, naming, tensors, bytes) => {
    const { code, out, err } = await atlas('weights', 'inspect', `hub:${repository}`, '--format', 'json');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const told = JSON.parse(out);
    expect(told).toMatchObject({
      name: repository,
      bytes,
      metadata: { format: 'pt' },
      recognised: { network, variants, naming, fits: true, missing: [], misshapen: [], unexpected: [], background: [] },
      traffic: { requests: 1, bytes: FIRST_BYTES },
    });
    expect(told.tensors).toHaveLength(tensors);
    expect(told.recognised.extras.every((key: string) => key.endsWith('.num_batches_tracked'))).toBe(true);
    expect(hub.seen.map(({ status }) => status)).toEqual([302, 206]);
  });

  it('tells in a table what is there, by whom, and of which network', async () => {
    const { code, out } = await atlas('weights', 'inspect', 'hub:timm/inception_v4.tf_in1k', '--mirror', `${hub.url}/`);
    expect(code).toBe(0);
    expect(out).toContain(
      'timm/inception_v4.tf_in1k: 896 tensors, 171,064,488 bytes, of which 91,360 are the header\n',
    );
    expect(out).toContain('Types: I64 149 (1,192 bytes), F32 747 (170,971,936 bytes)\n');
    expect(out).toContain('Published as tf_in1k, Apache-2.0: top-1 80.144 %, top-5 94.982 % (timm-results)\n');
    expect(out).toContain('Network: inception-v4:released, names as in timm; everything that it reads is there\n');
    expect(out).toContain('Known and not needed: 149\n');
    expect(out).toMatch(/^features\.0\.conv\.weight +F32 +32×3×3×3 +3,456 +93,064$/m);
    expect(out).toMatch(/Read from 127\.0\.0\.1:\d+: 163,840 bytes in 1 request\n$/);
  });

  it('lists everything that does not fit, of a file on disk', async () => {
    const shapes = Object.fromEntries(
      stateDict(modelOf('inception-v4').graph).flatMap(({ key, shape, dtype }) =>
        dtype === 'F32' && !key.startsWith('features.21.') ? [[key, shape]] : [],
      ),
    );
    const changed = {
      ...shapes,
      'features.0.conv.weight': [32, 1, 3, 3],
      'last_linear.bias': [1001],
      'last_linear.weight': [1001, 1536],
      'aux.weight': [1],
      'AuxLogits.fc.weight': [1],
      odd: [1],
    };
    const path = join(folder, 'changed.safetensors');
    await writeFile(path, zeros(changed));
    const { code, out } = await atlas('weights', 'inspect', path, '--format', 'json');
    expect(code).toBe(0);
    const { recognised, traffic, published } = JSON.parse(out);
    expect({ traffic, published }).toEqual({ traffic: null, published: null });
    const lost = stateDict(modelOf('inception-v4').graph).filter(
      ({ key, dtype }) => dtype === 'F32' && key.startsWith('features.21.'),
    );
    expect(recognised).toMatchObject({
      fits: false,
      missing: lost.map(({ key }) => key),
      misshapen: [{ key: 'features.0.conv.weight', wanted: [32, 3, 3, 3], found: [32, 1, 3, 3] }],
      background: ['last_linear.weight', 'last_linear.bias'],
      unexpected: ['odd'],
      extras: ['AuxLogits.fc.weight', 'aux.weight'],
    });
    const table = (await atlas('weights', 'inspect', path)).out;
    expect(table).toContain(`Missing: ${lost.length}\n  features.21.`);
    expect(table).toContain('Of another shape: 1\n  features.0.conv.weight: 32×3×3×3 wanted, 32×1×3×3 found\n');
    expect(table).toContain('nothing can be computed with this file, since features.0 is where everything begins');
  });

  it('says how far the part that comes with the packages goes, and activations are computed with it', async () => {
    const part = join(folder, 'part.safetensors');
    const modules = fileURLToPath(new URL('../../../node_modules', import.meta.url));
    await writeFile(part, [...packagedFile(createRequire(import.meta.url), modules).pieces]);
    const { recognised } = JSON.parse((await atlas('weights', 'inspect', part, '--format', 'json')).out);
    expect(recognised).toMatchObject({ network: 'inception-v3', fits: false, stopsAt: 'Mixed_6d.branch1x1' });
    expect(recognised.missing).toHaveLength(222);
    expect((await atlas('weights', 'inspect', part)).out).toContain(
      'what comes before Mixed_6d.branch1x1 can be computed',
    );
    const input = join(folder, 'picture.png');
    const create = { width: 90, height: 90, channels: 3, background: { r: 200, g: 90, b: 30 } } as const;
    await writeFile(input, await sharp({ create }).png().toBuffer());
    const asked = (at: string) =>
      atlas(
        ...['activations', 'inception-v3:keras', '--weights', part, '--input', input, '--size', '75'],
        ...['--at', at, '--out', join(folder, 'maps')],
      );
    const done = await asked('Mixed_5b,Mixed_6c');
    expect(done).toMatchObject({ code: 0, err: '' });
    expect(done.out).toMatch(/^Mixed_5b +1×7×7×256 /m);
    const beyond = await asked('Mixed_6d');
    expect(beyond).toMatchObject({ code: 2, out: '' });
    expect(beyond.err).toMatch(/end with Mixed_6c\. Choose a part up to Mixed_6c/);
  });

  it('lists every type and what stands before the names, and a part with a head of its own computes what it holds', async () => {
    const specs = stateDict(modelOf('inception-v4').graph).filter(({ dtype }) => dtype === 'F32');
    const held = specs.filter(({ key }) => /^features\.[01]\./.test(key));
    const floats = (key: string, shape: readonly number[], data: Float32Array) => ({
      key,
      dtype: 'F32' as const,
      shape,
      byteLength: data.byteLength,
      bytes: () => new Uint8Array(data.slice().buffer),
    });
    const unread = (key: string, dtype: 'I32' | 'F8_E4M3' | 'F4', shape: readonly number[], byteLength: number) => ({
      key,
      dtype,
      shape,
      byteLength,
      bytes: () => new Uint8Array(byteLength),
    });
    const path = join(folder, 'own.safetensors');
    await writeFile(path, [
      ...safetensorsPieces([
        ...held.map(({ key, shape }) => floats(`model.${key}`, shape, seededTensor(key, shape))),
        floats('model.head.fc.weight', [10, 1536], new Float32Array(10 * 1536)),
        floats('model.head.fc.bias', [10], new Float32Array(10)),
        unread('step', 'I32', [], 4),
        unread('scale', 'F8_E4M3', [3], 3),
        unread('packed', 'F4', [4], 2),
      ]),
    ]);
    const { recognised, types } = JSON.parse((await atlas('weights', 'inspect', path, '--format', 'json')).out);
    expect(types).toContainEqual({ dtype: 'I32', tensors: 1, bytes: 4 });
    expect(types).toContainEqual({ dtype: 'F8_E4M3', tensors: 1, bytes: 3 });
    expect(types).toContainEqual({ dtype: 'F4', tensors: 1, bytes: 2 });
    expect(recognised).toMatchObject({
      network: 'inception-v4',
      prefix: 'model.',
      fitting: held.length + 2,
      classes: 10,
      head: 'model.head.fc.weight',
      stopsAt: 'features.2',
    });
    expect((await atlas('weights', 'inspect', path)).out).toContain(
      'names as in timm behind “model.”; what comes before features.2 can be computed with this file\n',
    );

    const compute = (weights: string, at: string, out: string) =>
      atlas(
        ...['activations', 'inception-v4', '--weights', weights, '--input', join(folder, 'small.npy')],
        ...['--at', at, '--out', join(folder, out)],
      );
    expect((await compute(path, 'features.1', 'own')).code).toBe(0);
    expect((await compute('seeded', 'features.1', 'seeded')).code).toBe(0);
    const read = (out: string) => readFile(join(folder, out, 'features.1.npy'));
    expect(await read('own')).toEqual(await read('seeded'));
    const refused = await compute(path, 'features.2', 'own');
    expect(refused).toMatchObject({ code: 2, out: '' });
    const lost = specs.find(({ key }) => key.startsWith('features.2.'))?.key;
    expect(refused.err).toContain(`“own.safetensors” has no “model.${lost}”`);
  });

  it('says so where no network is known', async () => {
    const { code, out } = await atlas('weights', 'inspect', `${hub.url}${at('me/other')}`);
    expect(code).toBe(0);
    expect(out).toContain('model.safetensors: 1 tensors');
    expect(out).toContain('Network: none that the atlas knows\n');
  });

  it('helps', async () => {
    expect((await atlas('weights', '--help')).out).toMatch(/^Usage: atlas weights inspect/);
  });

  it.each<[string[], RegExp]>([
    [[], /weights needs inspect/],
    [['inspekt', 'x'], /no command “inspekt”\. Did you mean inspect\?/],
    [['inspect'], /weights needs FILE\|URL\|hub:OWNER\/NAME/],
    [['inspect', 'nothing.safetensors'], /cannot be read: there is no such file/],
    [['inspect', 'hub:timm'], /“hub:timm” is not the address of a weight file\. Write https/],
    [['inspect', 'ftp://host/x.safetensors'], /is not the address of a weight file/],
    [['inspect', 'hub:a/b', '--mirror', 'nowhere'], /“nowhere” is not the address/],
    [['inspect', 'hub:a/b'], /There is no file “a\/b” at http.*\(404\)/],
    [['inspect', 'hub:me/other', '--format', 'xml'], /no format “xml”/],
    [['inspect', 'PAGE'], /“page\.safetensors” is a web page/],
    [['inspect', 'POINTER'], /pointer of Git LFS.*Run “git lfs pull”/],
  ])('says what is wrong with %j in one line', async (args, line) => {
    const pointer = join(folder, 'pointer.safetensors');
    await writeFile(pointer, 'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 171064488\n');
    const places: Readonly<Record<string, string>> = { PAGE: `${hub.url}/page.safetensors`, POINTER: pointer };
    const { code, out, err } = await atlas('weights', ...args.map((each) => places[each] ?? each));
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^atlas: [^\n]+\.\n$/);
    expect(err).toMatch(line);
  });
});

describe('atlas activations with weights on the hub', () => {
  const compute = (weights: string, out: string, ...more: string[]) => {
    const asked = ['--input', join(folder, 'small.npy'), '--at', 'features.2,features.3', '--backend', 'cpu'];
    return atlas('activations', 'inception-v4', '--weights', weights, ...asked, '--out', join(folder, out), ...more);
  };

  it('reads what the plan needs and nothing else, and computes the same', async () => {
    const trained = await compute('hub:timm/inception_v4.tf_in1k', 'a');
    expect(trained.code).toBe(0);
    const header = recipeFile('inception-v4');
    const length = new DataView(header.bytes(0, 8).buffer).getBigUint64(0, true);
    const entries = JSON.parse(new TextDecoder().decode(header.bytes(8, 8 + Number(length))));
    const rest = ['features.0', 'features.1', 'features.2', 'features.3'].flatMap((block) =>
      Object.entries<{ data_offsets: [number, number]; dtype: string }>(entries)
        .filter(([key, { dtype }]) => key.startsWith(`${block}.`) && dtype === 'F32')
        .map(
          ([
            ,
            {
              data_offsets: [from, to],
            },
          ]) => {
            const start = 8 + Number(length);
            return Math.max(0, start + to - Math.max(start + from, FIRST_BYTES));
          },
        ),
    );
    const paid = FIRST_BYTES + rest.reduce((sum, bytes) => sum + bytes, 0);
    const [, bytes, requests] = /: ([\d,]+) bytes in (\d+) requests\n$/.exec(trained.err) ?? [];
    expect(Number(bytes?.replaceAll(',', ''))).toBe(paid);
    // The header, and at most one for each of four blocks.
    expect(Number(requests)).toBeLessThanOrEqual(5);

    const seeded = await compute('seeded', 'b');
    expect(seeded).toMatchObject({ code: 0, err: '' });
    const [a, b] = await Promise.all(
      ['a', 'b'].map(async (each) => readNpy(new Uint8Array(await readFile(join(folder, each, 'features.3.npy'))))),
    );
    expect(a).toEqual(b);
  });

  it.each<[string, RegExp]>([
    ['hub:me/faces', /“me\/faces” does not fit this network: it has no “features\.0\.conv\.weight”/],
    ['hub:me/nothing', /There is no file “me\/nothing”/],
    ['hub:me', /not the address/],
  ])('refuses %s with one line', async (weights, line) => {
    const { code, out, err } = await compute(weights, 'never');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^atlas: [^\n]+\.\n$/);
    expect(err).toMatch(line);
  });
});
