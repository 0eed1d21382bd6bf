import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { fileSource } from '@/cli/file-source';
import { hostWeights } from '@/cli/host-weights';
import { readHostedIndex } from '@/lib/weights/hosted-index';
import { seededTensor } from '@/lib/weights/recipe';
import { openSafetensors, readFloats } from '@/lib/weights/safetensors';
import { safetensorsPieces } from '@/lib/weights/safetensors-writer';
import { type PublishedWeights, publishedWeights } from '@/lib/weights/sources';
import { fileOfBytes, recipeFile } from '../../hub/recipe-file';
import { type Hub, startHub } from '../../hub/server';

// A hundred megabytes on a machine that may be busy: seconds, but not certainly.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const lazy = recipeFile('inception-v3');
const whole = lazy.bytes(0, lazy.size);
const sha256 = createHash('sha256').update(whole).digest('hex');

const at = (repository: string): string => `/${repository}/resolve/main/model.safetensors`;
const [v4, , v3] = publishedWeights;
if (v3?.network !== 'inception-v3' || !v4) throw new Error('the list of published weights changed its order');
const published: readonly PublishedWeights[] = [
  { ...v3, sha256 },
  { ...v3, repository: 'me/no-sum', tag: 'no_sum', sha256: null },
  { ...v3, repository: 'me/replaced', tag: 'replaced', sha256: 'f'.repeat(64) },
  { ...v4, repository: 'me/other', tag: 'other' },
];
const FILE = 'inception-v3.tv_in1k.safetensors';

const tiny = { key: 'a.weight', dtype: 'F32', shape: [1], byteLength: 4, bytes: () => new Uint8Array(4) } as const;
let hub: Hub;
let base: string;
let folder: string;
let unfinished: string;
beforeAll(async () => {
  hub = await startHub({
    files: {
      [at(v3.repository)]: fileOfBytes(whole),
      [at('me/no-sum')]: fileOfBytes(whole),
      [at('me/replaced')]: fileOfBytes(whole),
      [at('me/other')]: fileOfBytes(new Uint8Array(Buffer.concat([...safetensorsPieces([tiny])]))),
    },
  });
  // Nothing in a test may leave this machine.
  vi.stubEnv('HF_ENDPOINT', hub.url);
});
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'atlas-host-'));
  folder = join(base, 'public', 'weights');
  unfinished = join(base, '.downloads');
  hub.forget();
});
afterEach(() => rm(base, { recursive: true, force: true }));
afterAll(async () => {
  vi.unstubAllEnvs();
  await hub.close();
});

async function weights(args: readonly string[], options: { readonly signal?: AbortSignal } = {}) {
  const [out, err]: [string[], string[]] = [[], []];
  const io = { out: (text: string) => out.push(text), err: (text: string) => err.push(text) };
  const code = await hostWeights(args, io, { folder, unfinished, published, ...options });
  return { code, out: out.join(''), err: err.join('') };
}
const listed = async () => readHostedIndex(await readFile(join(folder, 'index.json'), 'utf8'));
const paid = (): number =>
  hub.seen
    .map(({ range }) => /bytes=(\d+)-(\d+)/.exec(range ?? ''))
    .reduce((sum, match) => sum + (match ? Number(match[2]) - Number(match[1]) + 1 : 0), 0) / 2;
const left = (): Promise<readonly string[]> => readdir(unfinished).catch(() => []);

describe('npm run weights', () => {
  it('fetches a file, checks it, lists it, and does not fetch it twice', async () => {
    const { code, out, err } = await weights(['inception-v3']);
    expect({ code, err: err.includes('The sum is the published one.') }).toEqual({ code: 0, err: true });
    expect(out).toContain(FILE);
    expect(Buffer.compare(await readFile(join(folder, FILE)), whole)).toBe(0);
    expect(await listed()).toEqual([
      {
        file: FILE,
        network: 'inception-v3',
        variant: 'released',
        source: v3.repository,
        revision: 'main',
        dtype: 'F32',
        bytes: whole.length,
      },
    ]);
    expect(await left()).toEqual([]);
    // The address leads elsewhere, so every first request is seen twice.
    expect(paid()).toBeLessThan(1.02 * whole.length);

    hub.forget();
    const again = await weights(['inception-v3:tv_in1k']);
    expect([again.code, again.err]).toEqual([0, `${FILE} is there already, whole.\n`]);
    expect(hub.seen).toEqual([]);

    // One that was damaged since is noticed by its sum.
    const damaged = Buffer.from(whole);
    damaged[damaged.length - 1] = (damaged.at(-1) ?? 0) ^ 1;
    await writeFile(join(folder, FILE), damaged);
    expect((await weights(['inception-v3'])).code).toBe(0);
    expect(Buffer.compare(await readFile(join(folder, FILE)), whole)).toBe(0);
  });

  it('goes on where it was interrupted', async () => {
    const stop = new AbortController();
    const [out, err]: [string[], string[]] = [[], []];
    const io = {
      out: (text: string) => out.push(text),
      err: (text: string) => {
        err.push(text);
        if (/\r[4-9]\d\.\d of/.test(text)) stop.abort();
      },
    };
    const code = await hostWeights(['inception-v3'], io, { folder, unfinished, published, signal: stop.signal });
    expect([code, out, err.at(-1)?.includes('Stopped')]).toEqual([130, [], true]);
    const [part = ''] = await left();
    const { size } = await stat(join(unfinished, part));
    expect(size).toBeGreaterThan(40e6);
    expect((await weights(['--list'])).out).toContain('interrupted at');

    hub.forget();
    const second = await weights(['inception-v3']);
    expect(second.code).toBe(0);
    expect(second.err).toContain('going on');
    expect(paid()).toBeLessThan(whole.length - size + 2e6);
    expect(Buffer.compare(await readFile(join(folder, FILE)), whole)).toBe(0);
  });

  it('begins again where what is there is of another file', async () => {
    const part = join(unfinished, `${FILE}.part`);
    await mkdir(unfinished, { recursive: true });
    // The first bytes are the same, the last ones are not: an older version with the same header.
    const older = Buffer.from(whole.subarray(0, 20e6));
    older[older.length - 5] = (older.at(-5) ?? 0) ^ 1;
    await writeFile(part, older);
    const { code, err } = await weights(['inception-v3']);
    expect([code, err.includes('starting again')]).toEqual([0, true]);
    expect(Buffer.compare(await readFile(join(folder, FILE)), whole)).toBe(0);
  });

  it('keeps what came when the server fails, and says what failed', async () => {
    const seen = weights(['inception-v3']);
    // The header and the first pieces come, then the storage forgets the file.
    await vi.waitFor(() => expect(hub.seen.length).toBeGreaterThan(3));
    hub.fail(...Array.from({ length: 40 }, () => ({ type: 'status', status: 404 }) as const));
    const { code, out, err } = await seen;
    hub.recover();
    expect([code, out]).toEqual([2, '']);
    expect(err.trim().split('\n').at(-1)).toMatch(/^weights: There is no file “timm\/inception_v3\.tv_in1k”/);
    expect(await left()).toEqual([`${FILE}.part`]);
    expect((await weights(['inception-v3'])).code).toBe(0);
  });

  it('halves: kernels and matrices in float16, half the bytes, the same network', async () => {
    const { code, err } = await weights(['inception-v3', '--half']);
    expect([code, err.includes('cannot')]).toEqual([0, false]);
    const name = 'inception-v3.tv_in1k.f16.safetensors';
    const { size } = await stat(join(folder, name));
    expect(size / whole.length).toBeGreaterThan(0.5);
    expect(size / whole.length).toBeLessThan(0.51);
    expect(await listed()).toMatchObject([
      { file: name, dtype: 'F16', bytes: size, source: v3.repository, revision: 'main', network: 'inception-v3' },
    ]);
    const source = await fileSource(join(folder, name));
    const file = await openSafetensors(source);
    const key = 'Mixed_6c.branch7x7_2.conv.weight';
    const shape = file.entries.get(key)?.shape ?? [];
    const wanted = seededTensor(key, shape);
    const found = await readFloats(file, key);
    const rounded = found.map((value, i) => Math.abs(value - (wanted[i] ?? Number.NaN)));
    // Half a step of float16: 11 digits, and never finer than its smallest number.
    const far = rounded.filter((by, i) => !(by <= Math.max(2 ** -11 * Math.abs(wanted[i] ?? 0), 2 ** -25)));
    expect(found).toHaveLength(wanted.length);
    expect([...far]).toEqual([]);
    expect(rounded.some((by) => by > 0)).toBe(true);
    const variance = 'Mixed_6c.branch7x7_2.bn.running_var';
    expect(await readFloats(file, variance)).toEqual(seededTensor(variance, file.entries.get(variance)?.shape ?? []));
    await source.close();
    expect(await left()).toEqual([]);
    expect((await weights(['inception-v3', '--half'])).err).toBe(`${name} is there already, whole.\n`);
  });

  it('refuses a file whose sum is another, and keeps nothing of it', async () => {
    const { code, out, err } = await weights(['inception-v3:replaced']);
    expect([code, out]).toEqual([2, '']);
    expect(err.trim().split('\n').at(-1)).toBe(
      `weights: What came as me/replaced is not the published file: its sha256 is ${sha256}, the published one ` +
        `${'f'.repeat(64)}. Try again, or another server with --from; its publisher may also have replaced the file.`,
    );
    expect(await left()).toEqual([]);
    expect(await readdir(folder).catch(() => [])).toEqual([]);
  });

  it('says where no sum is published', async () => {
    const { code, err } = await weights(['inception-v3:no_sum']);
    expect(code).toBe(0);
    expect(err).toContain(
      `No sum is published for this file, so it could not be checked. Its own sha256 is ${sha256}.`,
    );
  });

  it('refuses a file of something else before it is fetched', async () => {
    const { code, err } = await weights(['inception-v4:other']);
    expect([code, await left()]).toEqual([2, []]);
    expect(err).toMatch(/^weights: “me\/other” does not fit this network: it has no “features\.0\.conv\.weight”/);
  });

  it.each([
    [['inception-v9'], /There are no published weights “inception-v9”/],
    [['inception-resnet-v1'], /Nobody publishes ImageNet weights of inception-resnet-v1/],
    [['--half'], /NETWORK\[:tag\] is missing/],
    [['inception-v3', 'inception-v4'], /one argument too many/],
    [['inception-v3', '--hal'], /Did you mean --half\?/],
    [['inception-v3', '--from', 'ftp://x'], /“ftp:\/\/x” is not the address/],
    [['inception-v3', '--from', 'http://127.0.0.1:1'], /127\.0\.0\.1:1 gave no answer/],
  ])('says in one line what is wrong with %j', async (args, line) => {
    const { code, out, err } = await weights(args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(line);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(err.startsWith('weights: ')).toBe(true);
  });

  it('says where it cannot write', async () => {
    await writeFile(join(base, '.downloads'), 'in the way');
    const { code, err } = await weights(['inception-v3']);
    expect(code).toBe(2);
    expect(err.trim().split('\n').at(-1)).toMatch(
      /cannot be written: a file of that name is in the way|ENOTDIR|folder/,
    );
  });

  it('lists what can be had and what is there, and helps', async () => {
    const { code, out } = await weights(['--list']);
    expect(code).toBe(0);
    for (const { network, tag } of published) expect(out).toContain(`${network}:${tag}`);
    expect((await weights([])).out).toBe((await weights(['--help'])).out);
    expect((await weights([])).out).toContain('--half');
  });
});
