import { readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, type Page } from '@playwright/test';
import { stateDict } from '../../lib/graph/graph';
import { modelOf } from '../../lib/networks';
import { seededTensor } from '../../lib/weights/recipe';
import { isWeightHost } from '../../lib/weights/weight-hosts.mjs';
import { recipeFile } from '../hub/recipe-file';
import { startHub } from '../hub/server';
import { expectAccessible } from './axe';
import { choose } from './choose';
import { test } from './kept-page';
import {
  coloursOf,
  EXPLORER,
  openLab,
  phaseOf,
  runLab,
  selectPart,
  tableOf,
  troublesOf,
  waitForMaps,
  workOf,
} from './lab-page';
import { expectationOf, mimeTypeOf, PICTURE_NAMES, picture } from './pictures';
import { answerAfterVisits, test as fresh } from './ready-page';

const sample = (name: string) => readFileSync(fileURLToPath(new URL(`../../public/samples/${name}`, import.meta.url)));

const upload = async (page: Page, name: string, mimeType: string, buffer: Buffer) =>
  page
    .getByRole('region', { name: 'Lab', exact: true })
    .locator('input[type=file][accept="image/*"]')
    .setInputFiles({ name, mimeType, buffer });

test('an uploaded photograph gives maps of the stem and of an Inception-A at 299, on the backend that the site chooses', async ({
  page,
}) => {
  const troubles = troublesOf(page);
  const lab = await openLab(page, '?at=stem');
  await upload(page, 'holiday.jpg', 'image/jpeg', sample('coffee.jpg'));
  await expect(lab.root.getByText('holiday.jpg')).toBeVisible();
  await runLab(lab, 'features.5');
  await expect(lab.root.locator('[data-backend]')).toHaveAttribute('data-backend', 'wasm');
  await expect(lab.root.locator('[data-backend]')).toContainText('WebAssembly (');
  expect((await workOf(lab)).reused).toBe(0);
  expect(await coloursOf(lab)).toBeGreaterThan(50);
  await expect(lab.root.getByRole('listbox')).toHaveAttribute('data-channels', '384');
  await expect(lab.root.locator('[data-made]')).toContainText('35×35×384');
  await expect(lab.root.locator('[data-made]')).toContainText('not learned');

  // Another block keeps the picture and computes on from what is kept; it may even have been computed ahead.
  await selectPart(lab, 'features.6');
  await waitForMaps(lab, 'features.6');
  const { reused, computed } = await workOf(lab);
  expect(reused).toBeGreaterThan(0);
  expect(computed).toBeLessThan(15);
  await expect(lab.root.getByText('holiday.jpg')).toBeVisible();
  expect(await coloursOf(lab)).toBeGreaterThan(50);
  // After ReLU nothing is negative, and calibrated weights leave hardly a channel dead.
  const rows = await tableOf(lab);
  expect(rows.every(({ min }) => min >= 0)).toBe(true);
  expect(rows.filter(({ max }) => max > 0).length).toBeGreaterThan(rows.length * 0.95);
  expect(troubles).toEqual([]);
});

test.describe('at a small size', () => {
  test('maps are sorted by every statistic, and the colours say what they compare', async ({ page }) => {
    const lab = await openLab(page, '?at=features.3&size=139');
    await runLab(lab, 'features.3');
    const byIndex = await tableOf(lab);
    expect(byIndex.map(({ channel }) => channel)).toEqual(byIndex.map((_, index) => index));
    for (const [label, value] of [
      ['mean', 'mean'],
      ['variance', 'std'],
      ['sparsity', 'zeros'],
    ] as const) {
      await lab.root.getByLabel('Sort by').selectOption({ label });
      const sorted = (await tableOf(lab)).map((row) => row[value]);
      expect(sorted).toEqual([...sorted].sort((a, b) => b - a));
    }
    expect(new URL(page.url()).searchParams.get('sort')).toBe('sparsity');
    await expect(lab.root.getByText('does not compare between maps')).toBeVisible();
    await choose(lab.root.getByRole('radio', { name: 'shared by all' }));
    await expect(lab.root.getByText('brightness compares between maps')).toBeVisible();
    await waitForMaps(lab, 'features.3');
    expect(await workOf(lab)).toMatchObject({ computed: 0 });
  });

  test('a tensor before ReLU is signed and coloured around zero', async ({ page }) => {
    const lab = await openLab(page, '?at=features.1&size=139');
    await runLab(lab, 'features.1@relu');
    await choose(lab.root.getByRole('radio', { name: 'batch norm' }));
    await waitForMaps(lab, 'features.1@bn');
    await expect(lab.root.getByText('Centred on zero')).toBeVisible();
    expect((await tableOf(lab)).some(({ min }) => min < 0)).toBe(true);
    expect(new URL(page.url()).searchParams.get('at')).toBe('features.1@bn');
    await page.goBack();
    await waitForMaps(lab, 'features.1@relu');
  });

  test('a channel opens over the picture with values and receptive fields, a place ranks all channels, a link restores both', async ({
    page,
  }) => {
    const lab = await openLab(page, '?at=features.6&size=139');
    await runLab(lab, 'features.6');
    await lab.root.getByRole('listbox').focus();
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    const detail = lab.root.getByRole('region', { name: 'On the picture' });
    await expect(detail).toHaveAttribute('data-channel', '382');
    expect(new URL(page.url()).searchParams.get('at')).toBe('features.6#382');

    // By keyboard: from the middle of the 15×15 map one down, then ask.
    const place = detail.getByRole('button', { name: /^A place on the picture/ });
    await place.focus();
    await page.keyboard.press('ArrowDown');
    await expect(detail.getByText(/at row 8, column 7; sees 87 × 87 px/)).toBeVisible();
    await page.keyboard.press('Enter');
    const ranking = detail.getByRole('region', { name: 'Strongest at row 8, column 7' });
    const first = ranking.getByRole('listitem').first().getByRole('button');
    await expect(first).toHaveAccessibleName(/^Channel \d+: .+ standard deviations above its mean$/);
    const scores = await ranking
      .getByRole('button', { name: /^Channel/ })
      .evaluateAll((all) => all.map((each) => Number(/, (\S+) standard/.exec(each.ariaLabel ?? '')?.[1])));
    expect(scores.length).toBeGreaterThan(5);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    const opened = /^Channel (\d+)/.exec((await first.getAttribute('aria-label')) ?? '')?.[1] ?? 'none';
    await first.click();
    await expect(detail).toHaveAttribute('data-channel', opened);
    expect(new URL(page.url()).searchParams.get('at')).toBe(`features.6#${opened},8,7`);

    const link = page.url();
    const again = answerAfterVisits(await page.context().newPage());
    const restored = await openLab(again, new URL(link).search);
    await runLab(restored, 'features.6');
    await expect(restored.root.locator('[data-channel]')).toHaveAttribute('data-channel', opened);
    await expect(restored.root.getByRole('region', { name: 'Strongest at row 8, column 7' })).toBeVisible();
  });

  test('a vector is shown as its largest values', async ({ page }) => {
    const lab = await openLab(page, '?at=softmax&size=75');
    await runLab(lab, 'softmax');
    const values = await lab.root
      .getByRole('region', { name: /^The largest of 1,000 values/ })
      .getByRole('listitem')
      .evaluateAll((all) => all.map((item) => Number(item.lastElementChild?.textContent)));
    expect(values).toHaveLength(20);
    expect(values).toEqual([...values].sort((a, b) => b - a));
    expect(values[0]).toBeGreaterThan(0);
  });

  test('another size, other weights and Reset are computed again and said', async ({ page }) => {
    const lab = await openLab(page, '?at=features.2&size=139');
    await runLab(lab, 'features.2@relu');
    await expect(lab.root.locator('[data-made]')).toContainText('batch norm calibrated on this picture');
    const calibrated = await tableOf(lab);
    await lab.root.getByText('Input size and weights').click();
    await choose(lab.root.getByRole('radio', { name: 'seeded, exact' }));
    await expect(lab.root.locator('[data-made]')).toContainText('exact recipe');
    expect(await tableOf(lab)).not.toEqual(calibrated);
    expect(new URL(page.url()).searchParams.get('weights')).toBe('exact');
    const size = lab.root.getByRole('spinbutton', { name: 'Input size' });
    await size.fill('75');
    await size.press('Enter');
    await expect(lab.root.locator('[data-made]')).toContainText('35×35×64');
    expect(new URL(page.url()).searchParams.get('size')).toBe('75');
    await lab.root.getByRole('button', { name: 'Reset' }).click();
    await expect(lab.root.locator('[data-made]')).toContainText('147×147×64');
    await expect(lab.root.locator('[data-made]')).toContainText('calibrated');
  });

  test('a run is cancelled, keeps what it had, and goes on', async ({ page }) => {
    const lab = await openLab(page, '?at=inception-c&size=299&backend=cpu');
    await lab.root.getByRole('button', { name: /^Compute the/ }).click();
    await expect(lab.root.getByText(/^Layer \d+ of \d+: /)).toBeVisible();
    await lab.root.getByRole('button', { name: 'Cancel' }).click();
    await expect(lab.root.locator('[data-phase]')).toHaveAttribute('data-phase', 'cancelled');
    await expect(lab.root.getByText('Cancelled. What was already computed is kept.')).toBeVisible();
    await expect(lab.root.locator('[data-backend]')).toHaveText('plain JavaScript (as the address asks)');
  });

  test('the maps are saved as a PNG, and the link is copied', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const lab = await openLab(page, '?at=features.0&size=75');
    await runLab(lab);
    const download = page.waitForEvent('download');
    await lab.root.getByRole('button', { name: 'Save as PNG' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe('inception-v4-released-features.0-relu-75px.png');
    const bytes = readFileSync(await file.path());
    expect(bytes.subarray(1, 4).toString()).toBe('PNG');
    expect(bytes.length).toBeGreaterThan(2000);
    await lab.root.getByRole('button', { name: 'Copy the link' }).click();
    await expect(lab.root.getByText('Link copied')).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(page.url());
  });

  test('a weight file of the network computes what its weights say, and is named wherever maps are', async ({
    page,
  }, testInfo) => {
    const lab = await openLab(page, '?at=features.0&size=75&weights=exact');
    await runLab(lab);
    const seeded = await tableOf(lab);
    // The whole state dict, but only the first layer is written: the rest stays a hole in the file.
    const path = testInfo.outputPath('whole.safetensors');
    writeFirstLayer(path);
    await lab.root.getByText('Input size and weights').click();
    await lab.root.locator('input[type=file][accept=".safetensors"]').setInputFiles(path);
    await expect(lab.root.locator('[data-made]')).toContainText('weights from whole.safetensors');
    await expect(lab.root.getByText(/^whole\.safetensors: 747 tensors, .* It fits\./)).toBeVisible();
    await waitForMaps(lab, 'features.0@relu');
    expect(await tableOf(lab)).toEqual(seeded);
    expect(seeded.some(({ max }) => max > 0)).toBe(true);
    rmSync(path);
  });

  test('a weight file of another network is reported in full and changes nothing', async ({ page }) => {
    const lab = await openLab(page, '?at=features.0&size=75');
    await runLab(lab);
    const before = await tableOf(lab);
    await lab.root.getByText('Input size and weights').click();
    await lab.root.locator('input[type=file][accept=".safetensors"]').setInputFiles({
      name: 'other.safetensors',
      mimeType: 'application/octet-stream',
      buffer: safetensors({ 'features.0.conv.weight': [64, 3, 7, 7], 'fc.weight': [2, 2] }),
    });
    await expect(lab.root.getByText('other.safetensors does not fit this network.')).toBeVisible();
    const missing = lab.root.locator('details', { hasText: /^Missing: / });
    await missing.locator('summary').click();
    await expect(missing.getByText('features.1.conv.weight', { exact: true })).toBeVisible();
    const misshapen = lab.root.locator('details', { hasText: /^Another shape: 1/ });
    await misshapen.locator('summary').click();
    await expect(misshapen.getByText('features.0.conv.weight: 32×3×3×3 wanted, 64×3×7×7 found')).toBeVisible();
    await expect(lab.root.locator('[data-made]')).toContainText('calibrated');
    expect(await tableOf(lab)).toEqual(before);
  });
});

/** A file of every tensor that Inception-v4 reads, with the seeded values of its first layer and zeros after it. */
function writeFirstLayer(path: string): void {
  const specs = stateDict(modelOf('inception-v4').graph).filter(({ dtype }) => dtype === 'F32');
  const shapes = Object.fromEntries(specs.map(({ key, shape }) => [key, shape]));
  const { head, size } = safetensorsHead(shapes);
  const values = specs
    .filter(({ key }) => key.startsWith('features.0.'))
    .map(({ key, shape }) => Buffer.from(seededTensor(key, shape).buffer));
  writeFileSync(path, Buffer.concat([head, ...values]));
  truncateSync(path, head.length + size);
}

/** A whole safetensors file of zeros. */
function safetensors(shapes: Readonly<Record<string, readonly number[]>>): Buffer {
  const { head, size } = safetensorsHead(shapes);
  return Buffer.concat([head, Buffer.alloc(size)]);
}

/** Length and header of a safetensors file of float32, and how many bytes follow. */
function safetensorsHead(shapes: Readonly<Record<string, readonly number[]>>): { head: Buffer; size: number } {
  let size = 0;
  const header: Record<string, unknown> = {};
  for (const [key, shape] of Object.entries(shapes)) {
    const bytes = 4 * shape.reduce((product, extent) => product * extent, 1);
    header[key] = { dtype: 'F32', shape, data_offsets: [size, size + bytes] };
    size += bytes;
  }
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  return { head: Buffer.concat([length, text]), size };
}

test.describe('pictures', () => {
  test('every broken file is refused by name, and the picture before stays', async ({ page }) => {
    const lab = await openLab(page, '?at=features.0&size=75');
    await lab.root.getByRole('button', { name: 'A rocket launch' }).click();
    const name = lab.root.getByText('A rocket launch', { exact: true });
    await expect(name).toBeVisible();
    for (const file of PICTURE_NAMES) {
      const expectation = expectationOf(file);
      if (!('refused' in expectation)) continue;
      await upload(page, file, mimeTypeOf(file), await picture(file));
      const alert = lab.root.getByRole('alert');
      await expect(alert, file).toContainText(`${file} was not opened; the picture before is still there.`);
      // Its own words, not those of an error without any.
      await expect(alert, file).not.toContainText('that has no name yet');
      await expect(name, file).toBeVisible();
      await alert.getByRole('button', { name: 'Dismiss' }).click();
      await expect(alert).toHaveCount(0);
    }
    await runLab(lab);
  });

  test('what was done to a picture is said', async ({ page }) => {
    const lab = await openLab(page, '?at=features.0&size=75');
    for (const [file, said] of [
      ['animated.gif', 'More than one picture in the file, as in an animation: this is the first.'],
      ['alpha.png', 'Transparent parts are laid on white.'],
      ['orientation-6.jpg', 'Turned upright, as the camera noted.'],
      ['grey.jpg', 'A grey picture'],
      ['one-pixel.png', 'Smaller than the input of the network'],
    ] as const) {
      await upload(page, file, mimeTypeOf(file), await picture(file));
      await expect(lab.root.getByText(file)).toBeVisible();
      await expect(lab.root.getByText(said)).toBeVisible();
    }
  });

  test('come in by paste and by drop too', async ({ page }) => {
    const lab = await openLab(page, '?at=features.0&size=75');
    const bytes = [...(await picture('photograph.jpg'))];
    await page.evaluate((data) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([new Uint8Array(data)], 'image.png', { type: 'image/jpeg' }));
      document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true }));
    }, bytes);
    await expect(lab.root.getByText('the pasted picture')).toBeVisible();
    const transfer = await page.evaluateHandle((data) => {
      const dropped = new DataTransfer();
      dropped.items.add(new File([new Uint8Array(data)], 'dropped.jpg', { type: 'image/jpeg' }));
      return dropped;
    }, bytes);
    await lab.root
      .getByRole('region', { name: 'Picture', exact: true })
      .dispatchEvent('drop', { dataTransfer: transfer });
    await expect(lab.root.getByText('dropped.jpg')).toBeVisible();
  });

  test('are cropped where the reader puts the square, by pointer and by keyboard', async ({ page }) => {
    const lab = await openLab(page, '?at=features.0&size=75');
    await runLab(lab);
    const centred = await tableOf(lab);
    const crop = lab.root.getByRole('button', { name: /^The square that the network sees/ });
    await crop.focus();
    await page.keyboard.press('Shift+ArrowLeft');
    await expect(lab.root.getByRole('button', { name: 'Centre the square' })).toBeVisible();
    await expect.poll(async () => JSON.stringify(await tableOf(lab))).not.toBe(JSON.stringify(centred));
    await lab.root.getByRole('button', { name: 'Centre the square' }).click();
    await expect.poll(async () => JSON.stringify(await tableOf(lab))).toBe(JSON.stringify(centred));
    const box = await crop.boundingBox();
    if (!box) throw new Error('no square');
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2 + 40, box.y + box.height / 2, { steps: 3 });
    await page.mouse.up();
    await expect(lab.root.getByRole('button', { name: 'Centre the square' })).toBeVisible();
    expect((await crop.boundingBox())?.x).toBeGreaterThan(box.x + 5);
  });
});

fresh(
  'after a picture is chosen the page gets files of its own and ranges of weight files, and opens no other way out',
  async ({ page }) => {
    const file = '/timm/inception_v4.tf_in1k/resolve/main/model.safetensors';
    const hub = await startHub({ files: { [file]: recipeFile('inception-v4') } });
    await page.addInitScript((address) => localStorage.setItem('atlas-weights-mirror', address), hub.url);
    await page.addInitScript(() => {
      const opened: string[] = [];
      Object.assign(window, { opened });
      for (const name of ['WebSocket', 'EventSource', 'RTCPeerConnection', 'WebTransport', 'XMLHttpRequest'] as const) {
        const Original = (window as unknown as Record<string, new (...args: unknown[]) => object>)[name];
        if (!Original) continue;
        (window as unknown as Record<string, unknown>)[name] = class extends Original {
          constructor(...args: unknown[]) {
            opened.push(name);
            super(...args);
          }
        };
      }
      navigator.sendBeacon = (url) => {
        opened.push(`beacon ${url}`);
        return true;
      };
    });
    const sockets: string[] = [];
    page.on('websocket', (socket) => sockets.push(socket.url()));
    const lab = await openLab(page, '?at=features.0&size=75&weights=tf_in1k');
    const requests: string[] = [];
    const elsewhere: string[] = [];
    // Requests of workers are among those of the context, not of the page.
    page.context().on('request', (request) => {
      const url = new URL(request.url());
      if (url.protocol === 'blob:' || url.protocol === 'data:') return;
      const own = url.origin === new URL(page.url()).origin;
      if (own) requests.push(`${request.method()} ${url.pathname}`);
      else elsewhere.push(`${request.method()} ${isWeightHost(url.href) ? '' : url.origin}${url.pathname}`);
      expect(request.postData()).toBe(null);
    });
    await upload(page, 'private.jpg', 'image/jpeg', await picture('photograph.jpg'));
    await expect(lab.root.getByText('private.jpg')).toBeVisible();
    await runLab(lab);
    await selectPart(lab, 'features.3#1');
    await waitForMaps(lab, 'features.3');
    await lab.root.getByRole('button', { name: /^A place on the picture/ }).click();
    await expect(lab.root.getByRole('region', { name: /^Strongest at/ })).toBeVisible();
    const allowed = [
      // Scripts and styles of the build, among them the engine.
      /^GET \/_next\/static\/[\w./~%-]+\.(js|css|woff2|wasm)$/,
      // Pages that are linked here, prefetched.
      /^GET \/[\w/.-]*\/(__next[\w.$!@%-]*|index)\.txt$/,
      /^GET \/samples\/[a-z_]+\.jpg$/,
      /^GET \/posters\/[\w./-]+\.webp$/,
      // Weights beside the site and what there is of them.
      /^GET \/weights\/([\w.-]+\.safetensors|index\.json)$/,
      /^GET \/(icon\.svg|favicon\.ico)$/,
    ];
    expect(requests.filter((request) => !allowed.some((pattern) => pattern.test(request)))).toEqual([]);
    expect(requests.some((request) => /\.wasm$/.test(request))).toBe(true);
    // Hosts that the content policy lists, and nothing of them but the weight file, by ranges.
    expect([...new Set(elsewhere)]).toEqual([`GET ${file}`]);
    expect(hub.seen.every(({ method, range }) => method === 'GET' && /^bytes=\d+-\d+$/.test(range ?? ''))).toBe(true);
    await hub.close();
    expect(sockets).toEqual([]);
    const opened = () => page.evaluate(() => (window as unknown as { opened: string[] }).opened);
    expect(await opened()).toEqual([]);
    // What was put in their place would have told.
    await page.evaluate(() => {
      new XMLHttpRequest();
      navigator.sendBeacon('/nowhere');
    });
    expect(await opened()).toEqual(['XMLHttpRequest', 'beacon /nowhere']);
  },
);

test('everything goes by keyboard alone, from the picture to a channel', async ({ page }) => {
  await page.goto(`${EXPLORER}?at=features.0&size=75&weights=seeded`);
  const root = page.getByRole('region', { name: 'Lab', exact: true });
  await root.getByRole('button', { name: 'Chelsea, a cat' }).focus();
  const tabTo = async (name: string | RegExp) => {
    for (let presses = 0; presses < 40; presses++) {
      const focused = page.locator(':focus');
      const matches = await focused.evaluate(
        (element, [source, flags]) =>
          new RegExp(source ?? '', flags).test(element.ariaLabel ?? element.textContent ?? ''),
        [name instanceof RegExp ? name.source : `^${name}$`, ''] as const,
      );
      if (matches) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`Tab does not lead to ${name}`);
  };
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(root.getByText('A cup of coffee', { exact: true })).toBeVisible();
  await expect(root.getByRole('button', { name: /^Compute the/ })).toBeEnabled();
  await tabTo(/^Compute the/);
  await page.keyboard.press('Enter');
  await waitForMaps({ page, root }, 'features.0@relu');
  await tabTo(/channels of/);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(root.locator('[data-channel]')).toHaveAttribute('data-channel', '1');
});

test('with maps and a channel open axe finds nothing in either theme, and nothing scrolls sideways on a phone', async ({
  page,
}) => {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await page.setViewportSize({ width: 360, height: 740 });
  const lab = await openLab(page, `?at=${encodeURIComponent('features.1#3,4,4')}&size=75`);
  await runLab(lab);
  await expect(lab.root.getByRole('region', { name: /^Strongest at/ })).toBeVisible();
  await tableOf(lab);
  await lab.root.getByText('Input size and weights').click();
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await expect(page.locator('html')).toHaveAttribute('data-theme', scheme);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), scheme).toBeLessThanOrEqual(360);
    await expectAccessible(page, { as: scheme });
  }
  expect(await phaseOf(lab)).toBe('done');
});
