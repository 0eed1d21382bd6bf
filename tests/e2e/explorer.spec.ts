import { expect, type Locator, type Page } from '@playwright/test';
import { expectAccessible } from './axe';
import { choose } from './choose';
import { test } from './kept-page';
import { HUB_HOSTS } from './lab-page';
import { test as fresh } from './ready-page';

const EXPLORER = '/en/networks/inception-v4/';
const RESIDUAL = '/en/networks/inception-resnet-v2/';

interface Explorer {
  readonly page: Page;
  readonly inspector: Locator;
  readonly title: Locator;
  /** The pressed boxes of the drawing, and the pressed slices of the strip. */
  readonly pressed: Locator;
  readonly slices: Locator;
  readonly lab: Locator;
}

const explorerOf = (page: Page): Explorer => {
  const inspector = page.getByRole('region', { name: 'Inspector' });
  return {
    page,
    inspector,
    title: inspector.getByRole('heading', { level: 2 }),
    pressed: page.getByRole('region', { name: /^Drawing of/ }).locator('[data-stop][aria-pressed=true]'),
    slices: page.getByRole('region', { name: 'The whole network' }).locator('[data-slice][aria-pressed=true]'),
    lab: page.getByRole('region', { name: 'Lab', exact: true }),
  };
};

async function open(page: Page, query = '', at = EXPLORER): Promise<Explorer> {
  // Trained weights are the default of the lab: where the hub is not there, seeded ones compute.
  await page.route(HUB_HOSTS, (route) => route.abort());
  await page.goto(at + query);
  const explorer = explorerOf(page);
  // The lab is the last thing to come: with it the page answers.
  await expect(explorer.lab.getByRole('heading', { level: 3 }).first()).toBeVisible();
  return explorer;
}

const paramsOf = (page: Page): URLSearchParams => new URL(page.url()).searchParams;
const atOf = (page: Page): string | null => paramsOf(page).get('at');

/** Every place of the page that shows the selection shows this one. */
async function expectSelected(
  explorer: Explorer,
  wanted: { at: string; title: string; slice: string | null; path: string },
) {
  await expect.poll(() => atOf(explorer.page) ?? '').toBe(wanted.at);
  await expect(explorer.title).toHaveText(wanted.title);
  await expect(explorer.pressed).toHaveCount(1);
  if (wanted.slice !== null) await expect(explorer.slices).toHaveAttribute('data-slice', wanted.slice);
  await expect(explorer.inspector).toContainText(`inception-v4/${wanted.at}`);
  await expect(explorer.lab.getByRole('heading', { level: 3 }).locator('code')).toHaveText(wanted.path);
  await expect(explorer.page.getByRole('navigation', { name: 'Where you are' }).locator('[aria-current]')).toHaveCount(
    1,
  );
}

test('one selection is shown by drawing, strip, trail, inspector, table and lab', async ({ page }) => {
  const explorer = await open(page);
  await expect(explorer.title).toHaveText('Inception-v4');
  await expect(explorer.pressed).toHaveCount(0);

  const drawing = page.getByRole('region', { name: /^Drawing of/ });
  await drawing.getByRole('button', { name: /^Reduction-A, closed/ }).click({ position: { x: 20, y: 20 } });
  await expect(explorer.title).toHaveText('Reduction-A');

  // The strip selects too, and a block opens into its branches.
  await page.locator('[data-slice="features.6"]').click();
  await expectSelected(explorer, {
    at: 'features.6',
    title: 'Inception-A 1 of 4',
    slice: 'features.6',
    path: 'features.6',
  });

  await drawing
    .getByRole('button', { name: /^3×3 convolution, 96 filters/ })
    .first()
    .click();
  await expectSelected(explorer, {
    at: 'features.6.branch1.1',
    title: '3×3 convolution, 96 filters',
    slice: 'features.6',
    path: 'features.6.branch1.1',
  });
  const row = page.locator('table[data-parts] tr[aria-current]');
  await expect(row).toHaveCount(1);
  await expect(row).toContainText('branch 1');

  // The inspector's tensor is the lab's.
  await choose(explorer.inspector.getByRole('radio', { name: 'Convolution' }));
  await expect.poll(() => atOf(page)).toBe('features.6.branch1.1@conv');
  await expect(explorer.lab.getByRole('radio', { name: 'convolution' })).toBeChecked();
  await expect(explorer.inspector).toContainText('3 × 3 × 64 × 96 = 55,296');
});

test('back and forward walk through selections, and the slider leaves no steps', async ({ page }) => {
  const explorer = await open(page);
  await page.locator('[data-slice="features.6"]').click();
  await expect(explorer.title).toHaveText('Inception-A 1 of 4');
  await page.getByRole('link', { name: 'Next: Inception-A 2' }).click();
  await expect(explorer.title).toHaveText('Inception-A 2 of 4');

  const size = page.getByRole('slider', { name: 'Input size' }).first();
  await size.focus();
  for (let step = 0; step < 5; step++) await size.press('ArrowRight');
  await expect.poll(() => paramsOf(page).get('size')).toBe('304');

  await page.goBack();
  await expect(explorer.title).toHaveText('Inception-A 1 of 4');
  await page.goBack();
  await expect(explorer.title).toHaveText('Inception-v4');
  await expect(explorer.pressed).toHaveCount(0);
  await page.goForward();
  await page.goForward();
  await expectSelected(explorer, {
    at: 'features.7',
    title: 'Inception-A 2 of 4',
    slice: 'features.7',
    path: 'features.7',
  });
  await expect.poll(() => paramsOf(page).get('size')).toBe('304');
});

test('a link restores the view', async ({ page }) => {
  const explorer = await open(page, '?at=features.6.branch1.1%40conv%2312&size=139');
  await expectSelected(explorer, {
    at: 'features.6.branch1.1@conv#12',
    title: '3×3 convolution, 96 filters',
    slice: 'features.6',
    path: 'features.6.branch1.1',
  });
  await expect(explorer.inspector.getByRole('radio', { name: 'Convolution' })).toBeChecked();
  await expect(explorer.inspector).toContainText('15×15×64 → 15×15×96');
  await expect(page.getByRole('slider', { name: 'Input size' }).first()).toHaveValue('139');
});

test('an address typed as it is written works, and so does a reference path', async ({ page }) => {
  const explorer = await open(page, '?at=features.6.branch1.1@conv#12');
  await expect.poll(() => atOf(page)).toBe('features.6.branch1.1@conv#12');
  await expect(explorer.inspector).toContainText('inception-v4/features.6.branch1.1@conv#12');
  await page.goto(`${EXPLORER}?at=features.19.branch1_1a`);
  await expect(explorer.title).toHaveText('1×3 convolution, 256 filters');
  await expect(explorer.slices).toHaveAttribute('data-slice', 'features.19');
});

test('a link can be copied and opened', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const explorer = await open(page, '?at=features.11&size=200');
  await page.getByRole('button', { name: 'Copy link' }).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe(page.url());
  await page.goto(EXPLORER);
  await page.goto(copied);
  await expect(explorer.title).toHaveText('Inception-B 1 of 7');
  await expect(page.getByRole('slider', { name: 'Input size' }).first()).toHaveValue('200');
});

test('a wrong address is said in words, leads to right ones, and leaves the page usable', async ({ page }) => {
  const explorer = await open(page, '?at=features.6.branch1.7');
  const alert = page.getByRole('alert').filter({ hasText: 'features.6.branch1.7' }).first();
  await expect(alert).toContainText('inception-v4 has no part “features.6.branch1.7”.');
  await expect(explorer.title).toHaveText('Inception-v4');
  await page.getByRole('link', { name: 'features.6.branch1.1', exact: true }).click();
  await expect(alert).toHaveCount(0);
  await expectSelected(explorer, {
    at: 'features.6.branch1.1',
    title: '3×3 convolution, 96 filters',
    slice: 'features.6',
    path: 'features.6.branch1.1',
  });

  // What is right of a wrong address is kept.
  await page.goto(`${EXPLORER}?at=features.6.branch1.1%40conv%2396`);
  // Once: the lab shows what is right, and leaves it to the page to say what is not.
  await expect(page.locator('main').getByRole('alert')).toHaveCount(1);
  await expect(page.locator('main').getByRole('alert')).toContainText('has no channel 96');
  await expect(explorer.title).toHaveText('3×3 convolution, 96 filters');
  await page.getByRole('link', { name: 'features.6.branch1.1@conv#95' }).click();
  await expect.poll(() => atOf(page)).toBe('features.6.branch1.1@conv#95');
  await expect(page.locator('main').getByRole('alert')).toHaveCount(0);
});

test('a wrong size or variant is said, and the default stands in', async ({ page }) => {
  const explorer = await open(page, '?size=20&variant=imagined');
  await expect(page.locator('main').getByRole('alert')).toHaveCount(2);
  await expect(page.locator('main').getByRole('alert').filter({ hasText: 'size' })).toContainText(
    '“20” is not an input size',
  );
  await expect(explorer.inspector).toContainText('299×299×3');
  for (const left of [1, 0]) {
    await page.getByRole('button', { name: 'Use the default' }).first().click();
    await expect(page.locator('main').getByRole('alert')).toHaveCount(left);
  }
  expect(page.url()).not.toMatch(/size|variant/);
});

test('the picture may be higher than wide, or wider than high', async ({ page }) => {
  const explorer = await open(page, '?at=stem&size=224x320');
  const drawing = page.getByRole('region', { name: /^Drawing of/ });
  await expect(drawing).toContainText('25×37×384');
  await expect(explorer.inspector).toContainText('224×320×3 → 25×37×384');
  const number = page.getByRole('spinbutton', { name: 'Input size' }).first();
  await expect(number).toHaveValue('224x320');
  await number.fill('320×224');
  await number.press('Enter');
  await expect(drawing).toContainText('37×25×384');
  await expect.poll(() => paramsOf(page).get('size')).toBe('320x224');
  await number.fill('60x320');
  await number.press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: 'does not fit' })).toContainText('features.');
  expect(paramsOf(page).get('size')).toBe('320x224');
});

test('the input size redraws every shape, down to the smallest', async ({ page }) => {
  const explorer = await open(page, '?at=stem');
  const drawing = page.getByRole('region', { name: /^Drawing of/ });
  await expect(drawing).toContainText('35×35×384');
  const number = page.getByRole('spinbutton', { name: 'Input size' }).first();
  await number.fill('10');
  await number.press('Enter');
  const refused = page.getByRole('alert').filter({ hasText: '“10” is not an input size.' });
  await expect(refused).toContainText('from 75 to 4096');
  expect(paramsOf(page).has('size')).toBe(false);
  await number.fill('75');
  await number.press('Enter');
  await expect(refused).toHaveCount(0);
  await expect.poll(() => paramsOf(page).get('size')).toBe('75');
  await expect(drawing).toContainText('7×7×384');
  await expect(drawing).not.toContainText('35×35×384');
  await expect(explorer.inspector).toContainText('75×75×3 → 7×7×384');
  await expect(page.locator('table[data-parts] tfoot')).toContainText('7×7×384');
  await page.getByRole('button', { name: 'Back to 299×299' }).click();
  await expect(drawing).toContainText('35×35×384');
  expect(page.url()).not.toContain('size');
});

test('the search finds by name, path and state-dict key', async ({ page }) => {
  const explorer = await open(page);
  const search = page.getByRole('combobox', { name: 'Jump to' });
  await search.fill('inception-b 7x1');
  await expect(page.getByRole('option').first()).toContainText('7×1');
  await search.press('ArrowDown');
  await expect(page.getByRole('option').nth(1)).toHaveAttribute('aria-selected', 'true');
  await search.press('Escape');
  await expect(page.getByRole('option').first()).toBeHidden();
  await search.fill('features.0.bn.running_mean');
  await search.press('Enter');
  await expect.poll(() => atOf(page)).toBe('features.0@bn');
  await expect(explorer.inspector.getByRole('radio', { name: 'Batch norm' })).toBeChecked();
  await search.fill('transformer');
  await expect(page.getByText('Nothing has such a name.')).toBeVisible();
});

test('the whole network opens to the selection and keeps it', async ({ page }) => {
  const explorer = await open(page, '?at=features.12.branch0');
  await choose(page.getByRole('radio', { name: 'Whole network' }));
  await expect(page.getByRole('region', { name: 'Drawing of Inception-v4' })).toBeVisible();
  await expectSelected(explorer, {
    at: 'features.12.branch0',
    title: '1×1 convolution, 384 filters',
    slice: 'features.12',
    path: 'features.12.branch0',
  });
  expect(paramsOf(page).get('view')).toBe('network');
  // The drawing scrolls to it in its own frame; the page does not move.
  await expect(explorer.pressed).toBeInViewport();
  expect(await page.evaluate(() => window.scrollY)).toBe(0);
});

for (const [network, title, first] of [
  ['inception-v4', 'Inception-v4', 'features.5'],
  ['inception-resnet-v2', 'Inception-ResNet-v2', 'maxpool_5a'],
  ['inception-resnet-v1', 'Inception-ResNet-v1', 'conv2d_4b@relu'],
  ['inception-v3', 'Inception-v3', 'Pool2'],
] as const) {
  test(`${title} opens with its drawing, its strip and a first picture of maps`, async ({ page }) => {
    const explorer = await open(page, '', `/en/networks/${network}/`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
    await expect(explorer.title).toHaveText(title);
    await expect(page.getByRole('region', { name: `Drawing of ${title}` }).locator('[data-stop]')).not.toHaveCount(0);
    await expect(page.getByRole('region', { name: 'The whole network' }).locator('[data-slice]')).not.toHaveCount(0);
    await explorer.lab.scrollIntoViewIfNeeded();
    await expect(explorer.lab.locator(`[data-poster="${first}"]`)).toBeVisible();
  });
}

test('a variant is in the address, keeps what is selected, and goes with back and forward', async ({ page }) => {
  const explorer = await open(page, '?at=repeat.0%40scaled', RESIDUAL);
  const variant = (name: string) => page.getByRole('radio', { name, exact: true });
  await expect(variant('Released')).toBeChecked();
  await expect(explorer.title).toHaveText('Inception-ResNet-A 1 of 10');
  await expect(explorer.inspector).toContainText('35×35×320');

  await choose(variant('Paper'));
  await expect.poll(() => paramsOf(page).get('variant')).toBe('paper');
  expect(atOf(page)).toBe('repeat.0@scaled');
  await expect(explorer.title).toHaveText('Inception-ResNet-A 1 of 5');
  await expect(explorer.inspector).toContainText('35×35×384');
  await expect(explorer.inspector).toContainText('inception-resnet-v2:paper/repeat.0@scaled');
  await expect(page.getByText('Built from the figures of the paper')).toBeVisible();

  await page.goBack();
  await expect(variant('Released')).toBeChecked();
  await expect(explorer.title).toHaveText('Inception-ResNet-A 1 of 10');
  expect(paramsOf(page).has('variant')).toBe(false);
  await page.goForward();
  await expect(variant('Paper')).toBeChecked();

  // A link restores it, and its links lead on in the same variant.
  await page.reload();
  await expect(explorer.title).toHaveText('Inception-ResNet-A 1 of 5');
  await page.getByRole('link', { name: 'Next: Inception-ResNet-A 2' }).click();
  await expect.poll(() => atOf(page)).toBe('repeat.1');
  expect(paramsOf(page).get('variant')).toBe('paper');
});

test('what a variant does not have is said, and the nearest stage is selected', async ({ page }) => {
  const explorer = await open(page, '?at=block8', RESIDUAL);
  await expect(explorer.title).toHaveText('Inception-ResNet-C 10 of 10');
  const note = page.getByRole('status').filter({ hasText: 'Paper has no block8.' });
  await choose(page.getByRole('radio', { name: 'Paper', exact: true }));
  await expect(note).toHaveText('Paper has no block8. The nearest is shown: Inception-ResNet-C.');
  await expect.poll(() => atOf(page)).toBe('inception-resnet-c');
  await expect(page.locator('main').getByRole('alert')).toHaveCount(0);
  // The note goes with what it is about.
  await page.locator('[data-slice="repeat_2.0"]').click();
  await expect(explorer.title).toHaveText('Inception-ResNet-C 1 of 5');
  await expect(note).toHaveCount(0);
});

test('a slip of a figure is told where it stands, in the variant that has it', async ({ page }) => {
  const explorer = await open(page, '?at=repeat_1.0.conv2d&variant=paper', RESIDUAL);
  const slip = explorer.inspector.locator('[data-slip="ir-v2-b-width"]');
  await expect(slip).toContainText('1154');
  await expect(slip).toContainText('1152');
  await choose(page.getByRole('radio', { name: 'Released', exact: true }));
  await expect(explorer.inspector).toContainText('17×17×1088');
  await expect(slip).toHaveCount(0);
});

test('a residual block shows its shortcut, and each tensor on the way is to be chosen', async ({ page }) => {
  const explorer = await open(page, '?at=repeat.0&size=80&backend=wasm', RESIDUAL);
  const drawing = page.getByRole('region', { name: /^Drawing of/ });
  await expect(drawing.locator('path[data-shortcut]')).toHaveCount(1);
  for (const text of ['shortcut', '×0.17', 'no ReLU', 'ReLU']) await expect(drawing).toContainText(text);

  for (const [inspected, shown, at] of [
    ['Joined', 'joined', 'repeat.0@concat'],
    ['Branch sum', 'branch sum', 'repeat.0@sum'],
    ['Added', 'added', 'repeat.0@add'],
    ['After ReLU', 'ReLU', 'repeat.0'],
  ] as const) {
    await choose(explorer.inspector.getByRole('radio', { name: inspected, exact: true }));
    await expect.poll(() => atOf(page)).toBe(at);
    await expect(explorer.lab.getByRole('radio', { name: shown, exact: true })).toBeChecked();
  }
  await drawing.getByRole('button', { name: 'branch scaled by 0.17' }).click();
  await expect.poll(() => atOf(page)).toBe('repeat.0@scaled');
  await expect(explorer.inspector).toContainText('Every number is multiplied by 0.17');

  // Signed numbers have colours with two ends, what a ReLU leaves has one.
  await explorer.lab.scrollIntoViewIfNeeded();
  await explorer.lab.getByRole('button', { name: /^Compute the 320 maps/ }).click();
  const made = explorer.lab.locator('[data-made]');
  await expect(made).toHaveAttribute('data-made', 'repeat.0@scaled', { timeout: 120_000 });
  await expect(explorer.lab).toContainText('Centred on zero');
  await choose(explorer.lab.getByRole('radio', { name: 'ReLU', exact: true }));
  await expect(made).toHaveAttribute('data-made', 'repeat.0@relu', { timeout: 120_000 });
  await expect(explorer.lab).not.toContainText('Centred on zero');

  // One key, another shape: the variant has weights of its own.
  await choose(page.getByRole('radio', { name: 'Paper', exact: true }));
  await expect(made).toContainText('7×7×384', { timeout: 120_000 });
});

test('the list of networks leads to each of them and to its variants', async ({ page }) => {
  await page.goto('/en/networks/');
  const network = page
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name: 'Inception-ResNet-v2' }) });
  await expect(network).toContainText('55,843,464');
  await expect(network).toContainText('175 convolutions');
  await network.getByRole('link', { name: 'Paper' }).click();
  await expect(page).toHaveURL(/inception-resnet-v2\/\?variant=paper$/);
  await expect(page.getByRole('radio', { name: 'Paper', exact: true })).toBeChecked();
});

test('the blocks of Inception-ResNet are found by the names of their classes', async ({ page }) => {
  const explorer = await open(page, '', RESIDUAL);
  const search = page.getByRole('combobox', { name: 'Jump to' });
  await search.fill('Block35');
  await expect(page.getByRole('option').first()).toContainText('Block35');
  await search.press('Enter');
  await expect(explorer.title).toHaveText('Inception-ResNet-A 1 of 10');
  await expect(explorer.inspector).toContainText('Block35 builds Inception-ResNet-A');
});

fresh('the main job works by keyboard alone', async ({ page }) => {
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  const explorer = await open(page, '?size=75');

  // Choose a block.
  const search = page.getByRole('combobox', { name: 'Jump to' });
  await tabTo(page, search);
  await page.keyboard.type('stem');
  await expect(page.getByRole('option').first()).toContainText('Stem');
  await page.keyboard.press('Enter');
  await expect(explorer.title).toHaveText('Stem');

  // Walk in the drawing and choose another one.
  await tabTo(page, page.locator('[data-stop]'));
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect(explorer.title).toHaveText('Stem');

  // Run its maps.
  expect(requests.some((url) => url.endsWith('.wasm'))).toBe(false);
  await tabTo(page, explorer.inspector.getByRole('button', { name: 'See its feature maps' }));
  await page.keyboard.press('Enter');
  await tabTo(page, explorer.lab.getByRole('button', { name: /^Compute the 384 maps/ }));
  await page.keyboard.press('Enter');
  await expect(explorer.lab.locator('[data-phase]')).toHaveAttribute('data-phase', 'done');

  // Look at a channel.
  const maps = explorer.lab.getByRole('listbox');
  await tabTo(page, maps);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect.poll(() => atOf(page)).toMatch(/^stem#\d+$/);
  await expect(explorer.lab.locator('[data-channel]')).toBeVisible();
});

/** Presses Tab until the target, or something that it matches, has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 200; presses++) {
    await page.keyboard.press('Tab');
    const there = await target.evaluateAll((elements) =>
      elements.some((element) => element === document.activeElement),
    );
    if (there) return;
  }
  throw new Error(`Tab never reached ${target}`);
}

test('a selection whose link is gone hands the focus to the title', async ({ page }) => {
  const explorer = await open(page, '?at=features.6.branch1.1');
  const reads = explorer.inspector.getByRole('link', { name: /features\.6\.branch1\.0/ });
  await reads.focus();
  await page.keyboard.press('Enter');
  await expect(explorer.title).toHaveText('1×1 convolution, 64 filters');
  await expect(explorer.title).toBeFocused();
});

// What axe reads, at which width and in which theme, after the page was opened on a phone.
for (const [query, network, readings] of [
  ['', EXPLORER, []],
  ['?at=inception-b&size=600', EXPLORER, []],
  [
    '?at=features.6',
    EXPLORER,
    [
      [360, 'light'],
      [1440, 'light'],
      [1440, 'dark'],
    ],
  ],
  ['?at=features.19.branch2.3&view=network', EXPLORER, [[1440, 'dark']]],
  [
    '?at=nowhere',
    EXPLORER,
    [
      [360, 'dark'],
      [1440, 'light'],
    ],
  ],
  ['?at=block8%40scaled', RESIDUAL, [[1440, 'light']]],
  ['?at=repeat_1.0&variant=paper', RESIDUAL, [[360, 'dark']]],
] satisfies readonly (readonly [string, string, readonly (readonly [number, 'light' | 'dark'])[]])[]) {
  const said = readings.map(([width, scheme]) => ` and axe finds nothing at ${width} px, ${scheme}`).join('');
  test(`${network}${query} fits a phone${said}`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.setViewportSize({ width: 360, height: 740 });
    await open(page, query, network);
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    for (const [width, scheme] of readings) {
      await page.emulateMedia({ colorScheme: scheme });
      await page.setViewportSize({ width, height: 800 });
      await expect(page.locator('html')).toHaveAttribute('data-theme', scheme);
      await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      await expectAccessible(page, { as: `${scheme}, ${width} px` });
    }
  });
}

test('on a phone the bar leads to details and maps of what is selected', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  const explorer = await open(page, '?at=features.6.branch1.1');
  await page.getByRole('button', { name: 'Details' }).click();
  await expect(explorer.title).toBeInViewport();
  await page.getByRole('button', { name: 'Feature maps', exact: true }).click();
  await expect(explorer.lab.getByRole('heading', { level: 2 })).toBeInViewport();
});
