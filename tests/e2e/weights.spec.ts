import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, type Page } from '@playwright/test';
import { stateDict } from '@/lib/graph/graph';
import { modelOf } from '@/lib/networks';
import { seededTensor } from '@/lib/weights/recipe';
import { safetensorsPieces } from '@/lib/weights/safetensors-writer';
import { recipeFile } from '../hub/recipe-file';
import { type Hub, type HubOptions, startHub } from '../hub/server';
import { choose } from './choose';
import { EXPLORER, HUB_HOSTS, type LabPage, phaseOf, runLab, selectPart, tableOf, waitForMaps } from './lab-page';
import { test } from './ready-page';

/** Trained weights in the lab: from a hub on this machine as mirror, and those that come with the packages. */

const V3 = '/en/networks/inception-v3/';
const V4_FILE = '/timm/inception_v4.tf_in1k/resolve/main/model.safetensors';
const V3_FILE = '/timm/inception_v3.tv_in1k/resolve/main/model.safetensors';

const hubs: Hub[] = [];
test.afterEach(async () => {
  await Promise.all(hubs.splice(0).map((hub) => hub.close()));
});

async function start(options: Partial<HubOptions> = {}): Promise<Hub> {
  const files = { [V4_FILE]: recipeFile('inception-v4'), [V3_FILE]: recipeFile('inception-v3') };
  const hub = await startHub({ files, ...options });
  hubs.push(hub);
  return hub;
}

/** Opens a page as it opens for a reader who set a mirror earlier; nothing but the mirror stands for the hub. */
async function open(page: Page, query: string, mirror: string | null, path = EXPLORER): Promise<LabPage> {
  await page.route(HUB_HOSTS, (route) => route.abort());
  await page.addInitScript((address) => {
    if (address !== null && localStorage.getItem('atlas-weights-mirror') === null) {
      localStorage.setItem('atlas-weights-mirror', address);
    }
  }, mirror);
  await page.goto(`${path}${query}`);
  const root = page.getByRole('region', { name: 'Lab', exact: true }).last();
  await root.locator('[data-weights]').waitFor();
  await root.scrollIntoViewIfNeeded();
  await expect(root.locator('[aria-busy=true]')).toHaveCount(0);
  return { page, root };
}

const made = (lab: LabPage) => lab.root.locator('[data-made]');
const weightsPhase = (lab: LabPage, phase: string) =>
  expect(lab.root.locator('[data-weights]')).toHaveAttribute('data-weights', phase);
const bytesOf = (hub: Hub): number =>
  hub.seen
    .filter(({ status }) => status === 206)
    .reduce((sum, { range }) => {
      const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(range ?? '') ?? [];
      return sum + Number(to) - Number(from) + 1;
    }, 0);

test('trained maps are the default where the hub answers: the bytes of the block, by ranges, and named', async ({
  page,
}) => {
  const hub = await start();
  const lab = await open(page, '?at=features.2&size=139', hub.url);
  expect(hub.seen).toEqual([]);
  await runLab(lab, 'features.2@relu');
  await weightsPhase(lab, 'ready');
  await expect(made(lab)).toContainText('trained on ImageNet, weights of timm/inception_v4.tf_in1k');
  await expect(made(lab)).not.toContainText('seeded');
  expect(hub.seen.every(({ method, range }) => method === 'GET' && /^bytes=\d+-\d+$/.test(range ?? ''))).toBe(true);
  // Three layers of 28,512 numbers and their norms, and the header.
  expect(bytesOf(hub)).toBeLessThan(400_000);
  const trained = await tableOf(lab);
  // The hub of the test hands out the recipe, so the exact recipe says what must come.
  await lab.root.getByText('Input size and weights').click();
  await choose(lab.root.getByRole('radio', { name: 'seeded, exact' }));
  await expect(made(lab)).toContainText('exact recipe');
  expect(await tableOf(lab)).toEqual(trained);
  expect(new URL(page.url()).searchParams.get('weights')).toBe('exact');
});

test('a second block costs only the difference, and a link restores the weights', async ({ page }) => {
  const hub = await start();
  const lab = await open(page, '?at=features.2&size=139&weights=tf_in1k', hub.url);
  await runLab(lab, 'features.2@relu');
  hub.forget();
  await selectPart(lab, 'features.3');
  await waitForMaps(lab, 'features.3');
  // One convolution of 64 × 96 × 3 × 3 numbers and the four of its norm, 3 × 3 and stride 2.
  expect(bytesOf(hub)).toBeLessThan(4 * (64 * 96 * 9 + 4 * 96) + 8192);
  expect(bytesOf(hub)).toBeGreaterThan(0);
  expect(new URL(page.url()).searchParams.get('weights')).toBe('tf_in1k');
  await expect(made(lab)).toContainText('timm/inception_v4.tf_in1k');
});

test('where the hub has nothing, seeded maps come and say so, with what to do; trying again works', async ({
  page,
}) => {
  const hub = await start({ files: {} });
  const lab = await open(page, '?at=features.2&size=139', hub.url);
  await runLab(lab, 'features.2@relu');
  await weightsPhase(lab, 'instead');
  const notice = lab.root.getByRole('status').filter({ hasText: 'There is no file' });
  await expect(notice).toContainText('computed with seeded weights');
  await expect(notice).toContainText('set a mirror');
  await expect(made(lab)).toContainText('not learned');
  hub.replace(V4_FILE, recipeFile('inception-v4'));
  await notice.getByRole('button', { name: 'Try again' }).click();
  await expect(made(lab)).toContainText('timm/inception_v4.tf_in1k');
  await weightsPhase(lab, 'ready');
});

test('a hub that is down leads to seeded maps too', async ({ page }) => {
  const hub = await start();
  await hub.close();
  const lab = await open(page, '?at=features.0&size=75', hub.url);
  await runLab(lab, 'features.0@relu');
  await expect(made(lab)).toContainText('not learned');
  await weightsPhase(lab, 'instead');
  await expect(lab.root.getByText(/gave no answer for “timm\/inception_v4\.tf_in1k”/)).toBeVisible();
  await lab.root.getByRole('button', { name: 'Other weights…' }).click();
  await expect(lab.root.getByRole('radio', { name: 'trained: timm/inception_v4.tf_in1k' })).toBeChecked();
});

test('a hub that does not answer is asked on the first click of a visit, and then when somebody asks again', async ({
  page,
}) => {
  let asked = 0;
  const server = createServer((request) => {
    asked++;
    request.socket.destroy();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const lab = await open(page, '?at=features.0&size=75', `http://127.0.0.1:${port}`);
  await runLab(lab, 'features.0@relu');
  await weightsPhase(lab, 'instead');
  await expect(lab.root.getByText(/gave no answer for “timm\/inception_v4\.tf_in1k”/)).toBeVisible();
  expect(asked).toBeGreaterThan(0);
  const first = asked;

  // Another network of the same hub, without leaving the visit: its maps come and nobody is asked.
  await page.getByRole('link', { name: 'Networks', exact: true }).first().click();
  await page.locator('main a[href="/en/networks/inception-resnet-v2/"]').first().click();
  await expect(page).toHaveURL(/inception-resnet-v2/);
  const other = { page, root: page.getByRole('region', { name: 'Lab', exact: true }).last() };
  await other.root.scrollIntoViewIfNeeded();
  await other.root.getByRole('button', { name: /^(Compute the|Load [\d.]+ MiB)/ }).click();
  await weightsPhase(other, 'instead');
  await expect(other.root.getByText(/did not answer before, so it was not asked again/)).toBeVisible();
  await expect(made(other)).toContainText('not learned');
  expect(asked).toBe(first);

  // The button and the network that is back ask again.
  await other.root.getByRole('button', { name: 'Try again' }).click();
  await expect.poll(() => asked).toBeGreaterThan(first);
  await weightsPhase(other, 'instead');
  await expect(other.root.getByText(/gave no answer for/)).toBeVisible();
  const second = asked;
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await expect.poll(() => asked).toBeGreaterThan(second);
  server.closeAllConnections();
  server.close();
});

test('a hub that is slow does not hold up the first maps', async ({ page }) => {
  const hub = await start();
  hub.fail({ type: 'stall', after: 0 });
  const lab = await open(page, '?at=features.0&size=75', hub.url);
  await runLab(lab, 'features.0@relu');
  await weightsPhase(lab, 'meanwhile');
  await expect(lab.root.getByText('timm/inception_v4.tf_in1k has not answered yet.')).toBeVisible();
  await expect(made(lab)).toContainText('not learned');
  await lab.root.getByRole('button', { name: 'Stop asking' }).click();
  await weightsPhase(lab, 'instead');
  await lab.root.getByRole('button', { name: 'Try again' }).click();
  await expect(made(lab)).toContainText('timm/inception_v4.tf_in1k');
});

test('more than 25 MB are announced, and nothing is fetched before the reader agrees', async ({ page }) => {
  const hub = await start();
  const lab = await open(page, '?at=features.11&size=75', hub.url);
  await weightsPhase(lab, 'announced');
  const load = lab.root.getByRole('button', { name: /^Load [\d.]+ MiB and compute the 1,024 maps$/ });
  await expect(load).toBeEnabled();
  await lab.root.getByRole('button', { name: 'Use seeded weights' }).click();
  await runLab(lab, 'features.11');
  await expect(made(lab)).toContainText('not learned');
  expect(hub.seen).toEqual([]);
  await lab.root.getByText('Input size and weights').click();
  await choose(lab.root.getByRole('radio', { name: 'trained: timm/inception_v4.tf_in1k' }));
  await weightsPhase(lab, 'announced');
  expect(hub.seen).toEqual([]);
  await load.click();
  await waitForMaps(lab, 'features.11');
  await expect(made(lab)).toContainText('timm/inception_v4.tf_in1k');
  expect(bytesOf(hub)).toBeGreaterThan(25e6);
  // What is there is not announced again.
  await selectPart(lab, 'features.10');
  await waitForMaps(lab, 'features.10');
});

test('a browser that asks to save data gets every byte announced', async ({ page }) => {
  const hub = await start();
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'connection', { configurable: true, value: { saveData: true } });
  });
  const lab = await open(page, '?at=features.0&size=75', hub.url);
  await weightsPhase(lab, 'announced');
  const saving = lab.root.getByText(/^Your browser asks to save data, so nothing was fetched/);
  // For the maps, and for what the whole network says.
  await expect(saving).toHaveCount(2);
  expect(hub.seen).toEqual([]);
  await lab.root.getByRole('button', { name: /^Load [\d.]+ KiB and compute the 32 maps$/ }).click();
  await waitForMaps(lab, 'features.0@relu');
  await expect(made(lab)).toContainText('timm/inception_v4.tf_in1k');
  // What stands behind the header came with it: nothing is to be fetched for the next unit.
  await selectPart(lab, 'features.1');
  await waitForMaps(lab, 'features.1@relu');
  await selectPart(lab, 'features.5');
  await weightsPhase(lab, 'announced');
});

test('loading shows its bytes, is cancelled, keeps what came and goes on', async ({ page }) => {
  const hub = await start({ slow: 40 });
  const lab = await open(page, '?at=features.6&size=139', hub.url);
  await lab.root.getByRole('button', { name: /^Compute the/ }).click();
  await expect(lab.root.getByText(/^Weights: [\d.]+ \w+ of [\d.]+ MiB$/)).toBeVisible();
  await lab.root.getByRole('button', { name: 'Cancel' }).click();
  await expect(lab.root.locator('[data-phase]')).toHaveAttribute('data-phase', 'cancelled');
  await lab.root.getByRole('button', { name: 'Compute', exact: true }).click();
  await waitForMaps(lab, 'features.6');
  await expect(made(lab)).toContainText('timm/inception_v4.tf_in1k');
});

test('Inception-v3 opens with trained weights of this site, and says where they end', async ({ page }) => {
  const hub = await start();
  const lab = await open(page, '?at=Mixed_5b&size=139', hub.url, V3);
  await expect(page.getByRole('radio', { name: 'Keras', exact: true })).toBeChecked();
  await runLab(lab, 'Mixed_5b');
  for (const said of ['trained on ImageNet', 'Keras', 'nsfwjs 4.4.0', 'rounded to 8 bits', 'up to Mixed_6c']) {
    await expect(made(lab)).toContainText(said);
  }
  await selectPart(lab, 'Mixed_6d');
  await weightsPhase(lab, 'beyond');
  const notice = lab.root.getByRole('status').filter({ hasText: 'The trained weights in use end with Mixed_6c' });
  await expect(notice).toBeVisible();
  expect(hub.seen).toEqual([]);
  await notice.getByRole('button', { name: 'Use seeded weights' }).click();
  await waitForMaps(lab, 'Mixed_6d');
  await expect(made(lab)).toContainText('not learned');
  expect(new URL(page.url()).searchParams.get('weights')).toBe('seeded');
  await page.goto(`${V3}?at=Mixed_6d&size=139`);
  await lab.root.getByRole('button', { name: 'Use timm/inception_v3.tv_in1k from the hub' }).click();
  await lab.root.getByRole('button', { name: /^Load [\d.]+ MiB and compute/ }).click();
  await waitForMaps(lab, 'Mixed_6d');
  await expect(made(lab)).toContainText('timm/inception_v3.tv_in1k');
  // The released code stays one step away, and has an address of its own.
  await choose(page.getByRole('radio', { name: 'Released', exact: true }));
  await expect.poll(() => new URL(page.url()).searchParams.get('variant')).toBe('released');
});

test('a mirror is kept, one that the content policy forbids is refused with what to do instead', async ({ page }) => {
  const hub = await start();
  const lab = await open(page, '?at=features.0&size=75', null);
  await lab.root.getByText('Input size and weights').click();
  await lab.root.getByText('Mirror of the hub').click();
  const field = lab.root.getByPlaceholder('https://hf-mirror.com');
  await field.fill('https://mirror.example.org');
  await lab.root.getByRole('button', { name: 'Use', exact: true }).click();
  const alert = lab.root.getByRole('alert');
  await expect(alert).toContainText('does not let its pages read from mirror.example.org');
  await expect(alert).toContainText('ATLAS_WEIGHT_HOSTS=https://mirror.example.org');
  await field.fill(hub.url);
  await lab.root.getByRole('button', { name: 'Use', exact: true }).click();
  await expect(alert).toHaveCount(0);
  await expect(lab.root.getByText(`Trained weights are read from ${new URL(hub.url).host}.`)).toBeVisible();
  await runLab(lab, 'features.0@relu');
  await expect(made(lab)).toContainText('timm/inception_v4.tf_in1k');
  await page.reload();
  await lab.root.getByText('Input size and weights').click();
  await expect(lab.root.getByPlaceholder('https://hf-mirror.com')).toHaveValue(hub.url);
});

test('weights that an address names and nobody offers are said, and the default stands in', async ({ page }) => {
  const hub = await start();
  const lab = await open(page, '?at=features.0&size=75&weights=imagined', hub.url);
  await lab.root.getByText('Input size and weights').click();
  await expect(lab.root.getByRole('alert')).toContainText('“imagined”');
  await runLab(lab, 'features.0@relu');
  await expect(made(lab)).toContainText('timm/inception_v4.tf_in1k');
});

const inputOf = (page: Page): string | null => new URL(page.url()).searchParams.get('input');

test('what is done to the picture can be changed, is in the address, and goes back with one button', async ({
  page,
}) => {
  const hub = await start();
  const lab = await open(page, '?at=features.0&size=75&weights=exact', hub.url);
  await runLab(lab, 'features.0@relu');
  const asked = await tableOf(lab);
  await lab.root.getByText('Input size and weights').click();
  await expect(lab.root.getByText('This is what the weights ask for.')).toBeVisible();
  await lab.root.getByRole('combobox', { name: 'Values' }).selectOption({ label: 'ImageNet mean and deviation' });
  await expect.poll(async () => JSON.stringify(await tableOf(lab))).not.toBe(JSON.stringify(asked));
  expect(inputOf(page)).toBe('0.875~bicubic~0.485,0.456,0.406~0.229,0.224,0.225');
  await choose(lab.root.getByRole('radio', { name: 'bilinear' }));
  await lab.root.getByRole('combobox', { name: 'Values' }).selectOption({ label: 'own mean and deviation' });
  await lab.root.getByRole('spinbutton', { name: 'deviation, blue' }).fill('0.5');
  await lab.root.getByRole('spinbutton', { name: 'mean, red' }).fill('2000');
  await lab.root.getByRole('spinbutton', { name: 'mean, red' }).press('Enter');
  await expect(lab.root.getByRole('alert')).toContainText('Not used yet');
  expect(inputOf(page)).toBe('0.875~bilinear~0.485,0.456,0.406~0.229,0.224,0.5');
  await lab.root.getByRole('spinbutton', { name: 'mean, red' }).fill('-0.5');
  await lab.root.getByRole('spinbutton', { name: 'mean, red' }).press('Enter');
  expect(inputOf(page)).toBe('0.875~bilinear~-0.5,0.456,0.406~0.229,0.224,0.5');
  await page.reload();
  await lab.root.getByText('Input size and weights').click();
  await expect(lab.root.getByRole('radio', { name: 'bilinear' })).toBeChecked();
  await expect(lab.root.getByRole('spinbutton', { name: 'mean, red' })).toHaveValue('-0.5');
  await expect(lab.root.getByText(/trained with something else/)).toBeVisible();
  await lab.root.getByRole('button', { name: 'As the weights ask' }).click();
  expect(inputOf(page)).toBe(null);
  await runLab(lab, 'features.0@relu');
  expect(await tableOf(lab)).toEqual(asked);
  expect(await phaseOf(lab)).toBe('done');
});

test('the browser itself refuses to read from any host that is not on the list', async ({ page }) => {
  await page.goto(EXPLORER);
  const refused = await page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        document.addEventListener('securitypolicyviolation', ({ blockedURI, effectiveDirective }) =>
          resolve(`${effectiveDirective} ${blockedURI}`),
        );
        fetch('https://mirror.example.org/timm/x').catch(() => {});
      }),
  );
  expect(refused).toBe('connect-src https://mirror.example.org/timm/x');
});

test('a file of the first layers behind a prefix, with a head of its own, computes what it holds and says what it lacks', async ({
  page,
}) => {
  const lab = await open(page, '?at=features.2&size=75&weights=exact', null);
  await runLab(lab, 'features.2@relu');
  const seeded = await tableOf(lab);
  const specs = stateDict(modelOf('inception-v4').graph).filter(({ dtype }) => dtype === 'F32');
  const held = specs.filter(({ key }) => /^features\.[0-2]\./.test(key));
  const data = (key: string, shape: readonly number[]) => ({
    key,
    dtype: 'F32' as const,
    shape,
    byteLength: 4 * shape.reduce((product, extent) => product * extent, 1),
    bytes: () => new Uint8Array(seededTensor(key.replace('module.', ''), shape).slice().buffer),
  });
  const file = safetensorsPieces([
    ...held.map(({ key, shape }) => data(`module.${key}`, shape)),
    data('module.fc.weight', [10, 1536]),
    data('module.fc.bias', [10]),
    { key: 'step', dtype: 'I32', shape: [], byteLength: 4, bytes: () => new Uint8Array(4) },
  ]);
  await lab.root.getByText('Input size and weights').click();
  await lab.root.locator('input[type=file][accept=".safetensors"]').setInputFiles({
    name: 'mine.safetensors',
    mimeType: 'application/octet-stream',
    buffer: Buffer.concat([...file]),
  });
  await expect(made(lab)).toContainText('weights from mine.safetensors');
  await waitForMaps(lab, 'features.2@relu');
  expect(await tableOf(lab)).toEqual(seeded);
  expect(seeded.some(({ max }) => max > 0)).toBe(true);
  const said = lab.root.locator('[data-weights-file]');
  await expect(said).toContainText(`It lacks ${specs.length - held.length - 2} tensors of the network`);
  await expect(said).toContainText('“module.” stands before every name.');
  await expect(said).toContainText('Its head tells 10 classes apart and is called “module.fc.weight”.');

  await selectPart(lab, 'features.3');
  await weightsPhase(lab, 'beyond');
  const first = specs.find(({ key }) => key.startsWith('features.3.'))?.key;
  await expect(lab.root.getByText(`This part needs “${first}”`)).toBeVisible();
  await selectPart(lab, 'features.2');
  await weightsPhase(lab, 'ready');
  await waitForMaps(lab, 'features.2@relu');
});
