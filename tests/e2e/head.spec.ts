import { rmSync, writeFileSync } from 'node:fs';
import { expect, type Locator } from '@playwright/test';
import { recipeFile } from '../hub/recipe-file';
import { expectAccessible } from './axe';
import { test } from './kept-page';
import { EXPLORER, HUB_HOSTS, type LabPage, openLab, runLab, troublesOf, waitForMaps } from './lab-page';

const panelOf = (lab: LabPage): Locator => lab.root.getByRole('region', { name: 'What the network says', exact: true });

const numberOf = (text: string | null | undefined): number =>
  Number((text ?? '').replace('−', '-').replace(/[,+]/g, ''));

interface Answer {
  /** What stands in the rows of the first classes. */
  readonly top: readonly (string | null)[];
  readonly logit: number;
  readonly bias: number;
  /** Of the 64 values of the table. */
  readonly mean: number;
}

/** Reads what the panel shows once the map of a class is there. */
async function answerOf(panel: Locator, index: number | RegExp = /\d/): Promise<Answer> {
  const map = panel.locator('[data-class-map]');
  await expect(map).toHaveAttribute('data-class-map', typeof index === 'number' ? String(index) : index);
  await expect(map).toHaveAttribute('aria-busy', 'false');
  const table = map.locator('details');
  if ((await table.getAttribute('open')) === null) await table.locator('summary').click();
  const cells = (await map.locator('tbody td').allTextContents()).map(numberOf);
  expect(cells.every(Number.isFinite)).toBe(true);
  const [, mean, bias, logit] =
    /mean of the map (\S+) \+ bias (\S+) = logit (\S+)/.exec((await map.textContent()) ?? '') ?? [];
  const ofTable = cells.reduce((sum, value) => sum + value, 0) / cells.length;
  // Shown with four places after the point.
  expect(Math.abs(ofTable - numberOf(mean))).toBeLessThanOrEqual(1e-4);
  return {
    top: await panel
      .locator('ol')
      .first()
      .getByRole('button')
      .evaluateAll((all) => all.map((each) => each.ariaLabel)),
    logit: numberOf(/^\S+[\d.]/.exec(logit ?? '')?.[0] ?? logit),
    bias: numberOf(bias),
    mean: ofTable,
  };
}

test('weights from a file name the classes, and the map of any class has the logit as its mean plus the bias', async ({
  page,
}, testInfo) => {
  const troubles = troublesOf(page);
  const lab = await openLab(page, '?variant=released&at=fc&size=139&weights=exact', '/en/networks/inception-v3/');
  await runLab(lab, 'fc');
  const panel = panelOf(lab);
  const seeded = await answerOf(panel);
  await expect(panel.getByText(/not learned: the names mean nothing/)).toBeVisible();

  const path = testInfo.outputPath('taught.safetensors');
  const file = recipeFile('inception-v3');
  writeFileSync(path, file.bytes(0, file.size));
  await panel.getByRole('button', { name: 'Use trained weights' }).click();
  await lab.root.locator('input[type=file][accept=".safetensors"]').setInputFiles(path);
  await expect(panel.getByText('taught.safetensors')).toBeVisible();
  await waitForMaps(lab, 'fc');
  const answer = await answerOf(panel);
  rmSync(path);

  await expect(panel.getByText(/names mean nothing/)).toHaveCount(0);
  expect(answer.top).toHaveLength(5);
  expect(answer.top).toEqual(seeded.top);
  expect(answer.top.every((row) => /^[A-Za-z].*, (< )?\d+\.\d%, logit [−\d]/.test(row ?? ''))).toBe(true);
  const logits = answer.top.map((row) => numberOf(/logit (\S+)$/.exec(row ?? '')?.[1]));
  expect(logits).toEqual([...logits].sort((a, b) => b - a));
  expect(Math.abs(answer.logit - (logits[0] ?? Number.NaN))).toBeLessThanOrEqual(1e-4);
  expect(Math.abs(answer.mean + answer.bias - answer.logit)).toBeLessThanOrEqual(2e-4);

  // Any other class, by name.
  await panel.getByRole('combobox', { name: 'Any other class' }).fill('tabby');
  await expect(panel.getByRole('option').first()).toContainText('n02123045');
  await page.keyboard.press('Enter');
  const tabby = await answerOf(panel, 281);
  await expect(panel.getByText(/^rank \d+ of 1,000$/)).toBeVisible();
  expect(Math.abs(tabby.mean + tabby.bias - tabby.logit)).toBeLessThanOrEqual(2e-4);
  expect(new URL(page.url()).searchParams.get('class')).toBe('281');
  expect(troubles).toEqual([]);
});

test('a channel that made a class opens in the lab, and the answer stays', async ({ page }) => {
  const lab = await openLab(page, '?at=softmax&size=75&class=1');
  await runLab(lab, 'softmax');
  const panel = panelOf(lab);
  await answerOf(panel, 1);
  const channel = panel.getByRole('button', { name: /^Channel \d+ adds \+/ }).first();
  const [, number] = /^Channel (\d+)/.exec((await channel.getAttribute('aria-label')) ?? '') ?? [];
  await channel.click();
  await waitForMaps(lab, 'features.21');
  await expect(lab.root.locator('[data-channel]')).toHaveAttribute('data-channel', number ?? '');
  expect(new URL(page.url()).searchParams.get('at')).toBe(`features.21#${number}`);
  await expect(panel.locator('[data-class-map]')).toHaveAttribute('data-class-map', '1');
  await page.goBack();
  await waitForMaps(lab, 'softmax');
});

test('elsewhere the whole network is asked only when its reader asks, by keyboard too', async ({ page }) => {
  const lab = await openLab(page, '?at=features.0&size=75');
  await runLab(lab, 'features.0@relu');
  const panel = panelOf(lab);
  await expect(panel).toHaveAttribute('data-head', 'idle');
  await expect(panel.getByText(/MiB of weights/)).toBeVisible();
  await panel.getByRole('button', { name: 'Ask the whole network' }).focus();
  await page.keyboard.press('Enter');
  await answerOf(panel);
  const place = panel.getByRole('button', { name: /^A place on the map/ });
  await place.focus();
  await page.keyboard.press('ArrowUp');
  await expect(panel.getByText(/^[−\d.]+ at row \d, column \d$/)).toBeVisible();
  // Another picture makes another answer, which is not computed unasked.
  await lab.root.getByRole('button', { name: 'A cup of coffee' }).click();
  await expect(panel).toHaveAttribute('data-head', 'idle');
  await expect(panel.getByRole('button', { name: 'Ask the whole network' })).toBeVisible();
});

test('a network that ends in an embedding says why it names nothing', async ({ page }) => {
  const lab = await openLab(page, '?at=normalize&size=75', '/en/networks/inception-resnet-v1/');
  await expect(panelOf(lab)).toContainText('This network names no classes: after its last linear layer comes last_bn');
});

test('the article on the head holds the panel, which answers with seeded weights where the hub does not', async ({
  page,
}) => {
  await page.route(HUB_HOSTS, (route) => route.abort());
  await page.goto('/en/learn/head/');
  const frame = page.getByRole('heading', { name: 'On your picture' });
  await frame.scrollIntoViewIfNeeded();
  const root = page.getByRole('region', { name: 'Lab', exact: true });
  const panel = panelOf({ page, root });
  await panel.getByRole('button', { name: 'Ask the whole network' }).click();
  const { mean, bias, logit } = await answerOf(panel);
  await expect(panel.getByText(/not learned: the names mean nothing/)).toBeVisible();
  expect(Math.abs(mean + bias - logit)).toBeLessThanOrEqual(2e-4);
});

test('with an answer axe finds nothing in either theme, and nothing scrolls sideways on a phone', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await page.setViewportSize({ width: 360, height: 740 });
  const lab = await openLab(page, '?at=softmax&size=75&class=281');
  await runLab(lab, 'softmax');
  const panel = panelOf(lab);
  await answerOf(panel, 281);
  await panel.getByRole('combobox', { name: 'Any other class' }).fill('cat');
  await expect(panel.getByRole('option').first()).toBeVisible();
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await expect(page.locator('html')).toHaveAttribute('data-theme', scheme);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), scheme).toBeLessThanOrEqual(360);
    await expectAccessible(page, { as: scheme });
  }
  expect(page.url()).toContain(EXPLORER);
});
