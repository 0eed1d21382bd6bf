import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import sharp from 'sharp';
import { createViteServer } from 'vitest/node';
import { readPicture } from '../../cli/read-picture';
import { contentKey } from '../../lib/picture/content-key';
import { flatten } from '../../lib/picture/flatten';
import { prepare } from '../../lib/picture/prepare';
import { preprocessingAt } from '../../lib/picture/preprocessing';
import { upright } from '../../lib/picture/upright';
import { BITMAP, BITMAPS, BROKEN_BITMAPS } from './bitmaps';
import type {} from './picture-page/main';
import { expectationOf, mimeTypeOf, PICTURE_NAMES, picture, SCENE, scene } from './pictures';

/** The picture worker in a browser, on a page of its own, against the command line's reading of the same files. */

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
const preprocessing = preprocessingAt(75, {
  cropShare: 0.875,
  interpolation: 'bicubic',
  mean: [0.5, 0.5, 0.5],
  std: [0.5, 0.5, 0.5],
});

let url = '';
let close = async () => {};
test.beforeAll(async () => {
  const cacheDir = await mkdtemp(join(tmpdir(), 'atlas-picture-page-'));
  const types = ['gif', 'heif', 'jp2', 'jpg', 'png', 'tiff', 'webp'].map((type) => `image-size/types/${type}`);
  const server = await createViteServer({
    root,
    configFile: false,
    cacheDir,
    logLevel: 'error',
    publicDir: false,
    resolve: { alias: { '@': root } },
    optimizeDeps: { entries: ['tests/e2e/picture-page/index.html'], include: types },
    worker: { format: 'es' },
    server: { host: '127.0.0.1', port: 0, hmr: false, ws: false, watch: null },
  });
  await server.listen();
  const address = server.httpServer?.address();
  if (!address || typeof address === 'string') throw new Error('the picture page has no port');
  url = `http://127.0.0.1:${address.port}/tests/e2e/picture-page/index.html`;
  close = async () => {
    await server.close();
    await rm(cacheDir, { recursive: true, force: true });
  };
});
test.afterAll(() => close());

test.beforeEach(async ({ page }) => {
  await page.goto(url);
  await page.waitForFunction(() => 'pictures' in window);
});

test('answers or refuses every kind of file, with the pixels of the command line', async ({ page }) => {
  for (const name of PICTURE_NAMES) {
    await test.step(name, async () => {
      const bytes = await picture(name);
      const read = await page.evaluate(([base64, type, how]) => window.pictures.read(base64, type, how), [
        bytes.toString('base64'),
        mimeTypeOf(name),
        preprocessing,
      ] as const);
      const expectation = expectationOf(name);
      if ('refused' in expectation) {
        expect(read).toMatchObject({ code: expectation.refused, data: expectation.facts ?? {} });
        return;
      }
      if (read.pixels === undefined) throw new Error(`${name}: ${JSON.stringify(read)}`);
      expect({ kind: read.kind, notes: read.notes }).toEqual(expectation);
      if (name !== 'one-pixel.png') {
        expect(read.size).toEqual([SCENE.width, SCENE.height]);
        expect(read.preview).toEqual([SCENE.width, SCENE.height]);
        expect(read.cropPreview).toEqual([105, 105]);
      }
      // What comes after decoding is one code, so equal bytes give equal keys.
      if ('refused' in expectationOf(name, 'command line')) return;
      const own = prepare((await readPicture(bytes)).image, preprocessing);
      const worst = own.pixels.reduce((most, value, i) => Math.max(most, Math.abs(value - (read.pixels[i] ?? 9))), 0);
      // Lossy decoders may differ by rounding; a turned or misplaced picture differs by a hundred levels.
      const lossless = /\.(?:png|gif|bmp)$|lossless|orientation-\d\.webp|printed/.test(name);
      expect(worst * 127.5).toBeLessThanOrEqual(lossless ? 1e-3 : 4);
      if (worst === 0) expect(read.key).toBe(contentKey(own.pixels, own.width));
    });
  }
});

test('reads bitmaps of every variety, and refuses the others, as the command line does', async ({ page }) => {
  const read = (bytes: Buffer, size: number) =>
    page.evaluate(([base64, how]) => window.pictures.read(base64, 'image/bmp', how), [
      bytes.toString('base64'),
      { ...preprocessing, crop: size, resizeShort: null },
    ] as const);
  for (const [name, { bytes }] of Object.entries(BITMAPS)) {
    await test.step(name, async () => {
      const own = await readPicture(bytes);
      const seen = await read(bytes, BITMAP.width);
      if (seen.pixels === undefined) throw new Error(`${name}: ${JSON.stringify(seen)}`);
      expect(seen.notes).toEqual(own.notes);
      const how = { ...preprocessing, crop: BITMAP.width, resizeShort: null };
      expect(seen.pixels).toEqual([...prepare(own.image, how).pixels]);
    });
  }
  for (const [name, bytes] of Object.entries(BROKEN_BITMAPS)) {
    await test.step(name, async () => expect(await read(bytes, 13)).toMatchObject({ code: 'picture/undecodable' }));
  }
});

test('reads printing colours and JPEG XL to the last bit', async ({ page }) => {
  const folder = join(root, 'tests/golden/picture/files');
  const how = { ...preprocessing, crop: 24, resizeShort: null };
  const read = async (name: string, type: string) => {
    const bytes = await readFile(join(folder, name));
    return page.evaluate(([base64, mime, as]) => window.pictures.read(base64, mime, as), [
      bytes.toString('base64'),
      type,
      how,
    ] as const);
  };
  for (const name of ['inks.jpg', 'inks-unmarked.jpg', 'inks-ycck.jpg']) {
    const own = prepare((await readPicture(await readFile(join(folder, name)))).image, how);
    expect((await read(name, 'image/jpeg')).pixels, name).toEqual([...own.pixels]);
  }
  const { width, height } = SCENE;
  const plain = await readPicture(
    await sharp(scene(), { raw: { width, height, channels: 3 } })
      .png()
      .toBuffer(),
  );
  expect((await read('scene.jxl', 'image/jxl')).pixels).toEqual([...prepare(plain.image, how).pixels]);
  expect(await read('animated.jxl', '')).toMatchObject({ kind: 'jxl', notes: ['first-frame'], size: [32, 24] });
  const stored = new Uint8ClampedArray([...scene(32, 24)].flatMap((value, i) => (i % 3 === 2 ? [value, 255] : value)));
  for (const orientation of [2, 3, 4, 5, 6, 7, 8]) {
    const bytes = await readFile(join(folder, 'animated.jxl'));
    // Its header has the orientation in the middle of its fourth byte.
    bytes[3] = ((bytes[3] as number) & ~0b111000) | ((orientation - 1) << 3);
    const seen = await page.evaluate(([base64, as]) => window.pictures.read(base64, 'image/jxl', as), [
      bytes.toString('base64'),
      how,
    ] as const);
    expect(seen).toMatchObject({ notes: ['first-frame', 'rotated'] });
    const turned = flatten(upright({ width: 32, height: 24, data: stored.slice() }, orientation));
    expect(seen.pixels).toEqual([...prepare(turned.image, how).pixels]);
  }
});

test('reads the stored values whatever profile is attached', async ({ page }) => {
  const { width, height } = SCENE;
  const raw = () => sharp(scene(), { raw: { width, height, channels: 3 } });
  const plain = await raw().png().toBuffer();
  const wide = await raw().keepIccProfile().withIccProfile('p3', { attach: true }).png().toBuffer();
  expect((await sharp(wide).metadata()).hasProfile).toBe(true);
  const keys = await Promise.all(
    [plain, wide].map(async (bytes) => contentKey(prepare((await readPicture(bytes)).image, preprocessing).pixels, 75)),
  );
  for (const [i, bytes] of [plain, wide].entries()) {
    const read = await page.evaluate(([base64, how]) => window.pictures.read(base64, 'image/png', how), [
      bytes.toString('base64'),
      preprocessing,
    ] as const);
    expect('key' in read && read.key).toBe(keys[i]);
  }
});

test('a decode that takes too long, is overtaken or left is ended by name', async ({ page }) => {
  const large = sharp({ create: { width: 3000, height: 3000, channels: 3, background: '#369' } });
  const base64 = (await large.png().toBuffer()).toString('base64');
  expect(await page.evaluate((bytes) => window.pictures.interrupt(bytes), base64)).toEqual({
    hasty: 'picture/timeout',
    overtaken: 'picture/cancelled',
    newest: 'png',
    leaving: 'picture/cancelled',
  });
});
