import { test as bare, chromium, expect, type Locator, type Page } from '@playwright/test';
import { scriptsOf, scriptText } from './exported-site';
import { test } from './kept-page';
import { coloursOf, EXPLORER, openLab, runLab, selectPart, troublesOf, waitForMaps } from './lab-page';
import { picture } from './pictures';
import { answerAfterVisits, test as fresh } from './ready-page';

/** Things that go wrong, caused for real: each is said, and nothing is lost. */

const upload = async (page: Page) => {
  await page
    .getByRole('region', { name: 'Lab', exact: true })
    .locator('input[type=file][accept="image/*"]')
    .setInputFiles({ name: 'mine.jpg', mimeType: 'image/jpeg', buffer: await picture('photograph.jpg') });
  await expect(page.getByText('mine.jpg')).toBeVisible();
};

test('without a graphics adapter WebAssembly computes, and the page says why', async ({ page }) => {
  const lab = await openLab(page, '?at=features.0&size=75');
  await runLab(lab);
  await expect(lab.root.locator('[data-backend]')).toHaveText(
    /^WebAssembly \((WebGPU found no graphics processor|this browser has no WebGPU here|your WebGPU runs in software, which is slower)\)/,
  );
});

test('WebGPU that is asked for and not there is refused in words, and the picture stays', async ({ page }) => {
  const lab = await openLab(page, '?at=features.0&size=75&backend=webgpu');
  await upload(page);
  await lab.root.getByRole('button', { name: /^Compute the/ }).click();
  await expect(lab.root.locator('[data-phase]')).toHaveAttribute('data-phase', 'failed');
  const alert = lab.root.getByRole('alert');
  await expect(alert).toContainText('WebGPU');
  await expect(alert).not.toContainText('that has no name yet');
  await expect(lab.root.getByText('mine.jpg')).toBeVisible();
  // The address no longer asks for it: the same lab goes on by itself, so there is no button to press.
  await page.evaluate(() => {
    const url = new URL(location.href);
    url.searchParams.delete('backend');
    history.replaceState(null, '', url);
  });
  await waitForMaps(lab, 'features.0@relu');
  await expect(lab.root.getByText('mine.jpg')).toBeVisible();
});

test('a throw in the worker is said, and the next run computes everything again', async ({ page }) => {
  const lab = await openLab(page, '?at=features.0&size=75');
  await upload(page);
  await runLab(lab);
  // Both workers throw: the one of the pictures and the one of the session, whose threads end with it.
  for (const worker of page.workers()) {
    const planted = worker.evaluate(() => {
      setTimeout(() => {
        throw new Error('planted');
      });
    });
    await planted.catch((error: Error) => expect(error.message).toContain('closed'));
  }
  const alert = lab.root.getByRole('alert');
  await expect(alert).toBeVisible();
  await expect(alert).not.toContainText('that has no name yet');
  expect(await coloursOf(lab)).toBeGreaterThan(20);
  await expect(lab.root.getByText('mine.jpg')).toBeVisible();
  await selectPart(lab, 'features.1');
  await waitForMaps(lab, 'features.1@relu');
  await expect(alert).toHaveCount(0);
});

fresh('storage that rejects breaks nothing', async ({ page }) => {
  await page.addInitScript(() => {
    const refuse = () => {
      throw new DOMException('planted', 'SecurityError');
    };
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches'] as const) {
      Object.defineProperty(window, name, { configurable: true, get: refuse });
    }
    if (navigator.storage) {
      for (const name of ['getDirectory', 'persist', 'estimate'] as const) {
        Object.defineProperty(navigator.storage, name, { configurable: true, value: () => Promise.reject(refuse) });
      }
    }
  });
  const troubles = troublesOf(page);
  const lab = await openLab(page, '?at=features.0&size=75');
  await runLab(lab);
  expect(await coloursOf(lab)).toBeGreaterThan(20);
  expect(troubles).toEqual([]);
  const refused = await page.evaluate(async () => {
    const storage = await navigator.storage.estimate().catch(() => 'planted');
    try {
      return [localStorage.length, storage];
    } catch (error) {
      return [(error as Error).message, storage];
    }
  });
  expect(refused).toEqual(['planted', 'planted']);
});

fresh('a camera gives a picture, and is off afterwards', async ({ page, context }) => {
  await context.grantPermissions(['camera']);
  await page.addInitScript(() => {
    const streams: MediaStream[] = [];
    Object.assign(window, { streams });
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (constraints) => {
      const stream = await ask(constraints);
      streams.push(stream);
      return stream;
    };
  });
  const lab = await openLab(page, '?at=features.0&size=75');
  await lab.root.getByRole('button', { name: 'Camera' }).click();
  const dialog = page.getByRole('dialog', { name: 'Take a picture' });
  const take = dialog.getByRole('button', { name: 'Take the picture' });
  await expect(take).toBeEnabled();
  await take.click();
  await expect(dialog).toBeHidden();
  await expect(lab.root.getByText('the photograph')).toBeVisible();
  const live = () =>
    page.evaluate(() =>
      (window as unknown as { streams: MediaStream[] }).streams.flatMap((stream) =>
        stream.getTracks().map(({ readyState }) => readyState),
      ),
    );
  await expect.poll(live).not.toContain('live');
  expect((await live()).length).toBeGreaterThan(0);
  // Closed without a picture it is off as well.
  await lab.root.getByRole('button', { name: 'Camera' }).click();
  await expect(take).toBeEnabled();
  await page.keyboard.press('Escape');
  await expect.poll(live).not.toContain('live');
  await runLab(lab);
});

for (const [name, flags, said] of [
  [
    'is denied',
    ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream=deny'],
    'The camera was not allowed.',
  ],
  ['is not there', ['--use-fake-ui-for-media-stream'], 'No camera was found.'],
] as const) {
  test(`a camera that ${name} is said, and the picture stays`, async ({ baseURL, launchOptions }) => {
    const plain = (launchOptions.args ?? []).filter((flag) => !/fake/.test(flag));
    const browser = await chromium.launch({ ...launchOptions, args: [...plain, ...flags] });
    try {
      const page = answerAfterVisits(await browser.newPage({ baseURL }));
      await page.goto(`${EXPLORER}?at=features.0&size=75&weights=seeded`);
      const root = page.getByRole('region', { name: 'Lab', exact: true });
      await root.getByRole('button', { name: 'Camera' }).click();
      const dialog = page.getByRole('dialog', { name: 'Take a picture' });
      await expect(dialog.getByRole('alert')).toContainText(said);
      await dialog.getByRole('button', { name: 'Cancel' }).click();
      await expect(dialog).toBeHidden();
      await expect(root.getByText('Chelsea, a cat', { exact: true })).toBeVisible();
    } finally {
      await browser.close();
    }
  });
}

const ARTICLE = '/en/learn/stem/';

const scripts = /\/_next\/static\/chunks\/.*\.js/;
const notLoaded = (page: Page) => page.getByRole('alert').filter({ hasText: 'This part did not load.' });

/** Expects that a part which did not load is said as often as it is asked for, and comes once the way is open. */
async function expectToCome(page: Page, part: Locator) {
  const alert = notLoaded(page);
  const again = alert.getByRole('button', { name: 'Try again' });
  await expect(alert).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toBeAttached();
  await again.click();
  await expect(again).toBeVisible();
  await page.unroute(scripts);
  await again.click();
  await expect(part).toBeVisible();
  await expect(alert).toHaveCount(0);
}

fresh('code that does not come is said in its place, and comes with a press', async ({ page }) => {
  await page.goto(ARTICLE);
  await page.route(scripts, (route) => route.abort());
  await page.getByText('The lab is loading.').first().scrollIntoViewIfNeeded();
  await expectToCome(page, page.getByRole('region', { name: 'Lab', exact: true }).first());
});

fresh('what stands over the page and did not load can be put away too', async ({ page }) => {
  await page.goto(ARTICLE);
  await page.route(scripts, (route) => route.abort());
  const search = page.getByRole('button', { name: 'Search' });
  await search.click();
  await notLoaded(page).getByRole('button', { name: 'Close' }).click();
  await expect(notLoaded(page)).toBeHidden();
  await search.click();
  const dialog = page.getByRole('dialog', { name: 'Search' });
  await expectToCome(page, dialog);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

bare('a page whose words do not come can be read, and answers once they do', async ({ page }) => {
  const words = scriptsOf(ARTICLE).filter((script) => scriptText(script).includes('Copying was not allowed'));
  expect(words).toHaveLength(1);
  let asked = 0;
  let open = false;
  await page.route(`**${words[0]}*`, (route) => {
    asked++;
    return open ? route.continue() : route.abort();
  });
  await page.goto(ARTICLE);
  await expect.poll(() => asked).toBeGreaterThan(3);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByText('Inception blocks are expensive per place')).toBeVisible();
  open = true;
  const search = page.getByRole('button', { name: 'Search' });
  await expect(async () => {
    await search.click({ timeout: 1000 });
    await expect(page.getByRole('searchbox')).toBeVisible({ timeout: 1000 });
  }).toPass();
});

bare('a page that breaks says so between its header and footer, and keeps its address', async ({ page }) => {
  await page.addInitScript(() => {
    const { format } = Object.getOwnPropertyDescriptors(Intl.NumberFormat.prototype);
    Object.defineProperty(Intl.NumberFormat.prototype, 'format', {
      get(this: Intl.NumberFormat) {
        if (sessionStorage.getItem('mended') === null) throw new Error('planted');
        return format?.get?.call(this);
      },
    });
  });
  await page.goto(`${EXPLORER}?at=stem`);
  const alert = page.locator('main').getByRole('alert');
  await expect(alert).toContainText('This page ran into an error');
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
  await expect(page.getByRole('contentinfo')).toBeVisible();
  await page.evaluate(() => sessionStorage.setItem('mended', ''));
  await alert.getByRole('button', { name: 'Reload the page' }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Stem', exact: true })).toBeVisible();
  expect(new URL(page.url()).searchParams.get('at')).toBe('stem');
});
