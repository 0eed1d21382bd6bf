import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hostedIn, hostedName, listHosted } from '@/cli/hosted-folder';
import { packagedFile } from '@/cli/packaged-inception-v3';
import type { Dtype } from '@/lib/weights/dtypes';
import { readHostedIndex, writeHostedIndex } from '@/lib/weights/hosted-index';
import { safetensorsPieces } from '@/lib/weights/safetensors-writer';
import { publishedWeights } from '@/lib/weights/sources';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'atlas-hosted-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const tiny = (dtype: Dtype, metadata?: Readonly<Record<string, string>>): Buffer => {
  const byteLength = dtype === 'F32' ? 16 : 8;
  const tensor = { key: 'a', dtype, shape: [4], byteLength, bytes: () => new Uint8Array(byteLength) };
  return Buffer.concat([...safetensorsPieces([tensor], metadata)]);
};
const put = (name: string, bytes: Buffer | string) => writeFile(join(folder, name), bytes);
const list = async () => readHostedIndex(await readFile(join(folder, 'index.json'), 'utf8'));

describe('the list of a folder of weights', () => {
  it('is empty for a folder without any, or that is not there', async () => {
    expect(await hostedIn(join(folder, 'none'))).toEqual([]);
    expect(await listHosted(folder)).toEqual([]);
    expect(await list()).toEqual([]);
  });

  it('names published files by their name, and others by their own metadata', async () => {
    const [first] = publishedWeights;
    if (!first) throw new Error('nothing is published');
    await put(hostedName(first, false), tiny('F32'));
    await put(hostedName(first, true), tiny('F16'));
    const own = { network: 'inception-v3', variant: 'keras', source: 'me', revision: '1', last_block: 'Mixed_5b' };
    await put('mine.safetensors', tiny('F32', own));
    await listHosted(folder);
    const published = {
      network: 'inception-v4',
      variant: 'released',
      source: 'timm/inception_v4.tf_in1k',
      revision: 'main',
    };
    expect(await list()).toEqual([
      {
        file: 'inception-v4.tf_in1k.f16.safetensors',
        ...published,
        dtype: 'F16',
        bytes: tiny('F16').length,
      },
      { file: 'inception-v4.tf_in1k.safetensors', ...published, dtype: 'F32', bytes: tiny('F32').length },
      {
        file: 'mine.safetensors',
        network: 'inception-v3',
        variant: 'keras',
        source: 'me',
        revision: '1',
        dtype: 'F32',
        bytes: tiny('F32', own).length,
        lastBlock: 'Mixed_5b',
      },
    ]);
  });

  it('leaves out what is no weight file, is cut off, or is gone, and keeps what somebody listed by hand', async () => {
    await put('inception-v4.tf_in1k.safetensors', tiny('F32').subarray(0, -4));
    await put('inception-v3.tv_in1k.safetensors', '<!DOCTYPE html>');
    await put('unknown.safetensors', tiny('F32'));
    const byHand = {
      network: 'inception-v4',
      variant: 'released',
      source: 'a disk',
      revision: 'today',
      dtype: 'F32' as const,
      bytes: tiny('F32').length,
    };
    await put('by-hand.safetensors', tiny('F32'));
    await put(
      'index.json',
      writeHostedIndex([
        { file: 'by-hand.safetensors', ...byHand },
        { file: 'gone.safetensors', ...byHand },
      ]),
    );
    await listHosted(folder);
    expect(await list()).toEqual([{ file: 'by-hand.safetensors', ...byHand }]);
  });

  it('is written anew where it is broken', async () => {
    await put('index.json', '{"files": [');
    await put('inception-v3.tf_in1k.safetensors', tiny('F32'));
    await listHosted(folder);
    expect((await list()).map(({ file }) => file)).toEqual(['inception-v3.tf_in1k.safetensors']);
  });

  it('knows the weights that come with the packages, and where they end', async () => {
    const { pieces } = packagedFile(
      createRequire(import.meta.url),
      fileURLToPath(new URL('../../../node_modules', import.meta.url)),
    );
    const bytes = Buffer.concat([...pieces]);
    await put('inception-v3-keras.safetensors', bytes);
    await listHosted(folder);
    expect(await list()).toEqual([
      {
        file: 'inception-v3-keras.safetensors',
        network: 'inception-v3',
        variant: 'keras',
        source: 'nsfwjs',
        revision: '4.4.0',
        dtype: 'F32',
        bytes: bytes.length,
        lastBlock: 'Mixed_6c',
      },
    ]);
  });
});
