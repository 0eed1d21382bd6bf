import { expect, type Locator, type Page } from '@playwright/test';
import { expectAccessible } from './axe';
import { choose } from './choose';
import { test } from './kept-page';
import { HUB_HOSTS, troublesOf } from './lab-page';
import { test as fresh } from './ready-page';

/** The guided tour on the exported site, at a small input: what it points at is there, and what it asks can be done. */

const V3 = '/en/networks/inception-v3/';

async function openTour(page: Page, query = '?tour=1&size=139'): Promise<Locator> {
  await page.route(HUB_HOSTS, (route) => route.abort());
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(`${V3}${query}`);
  const card = page.getByRole('region', { name: 'Guided tour' });
  await expect(card).toBeVisible();
  return card;
}

const params = (page: Page): URLSearchParams => new URL(page.url()).searchParams;
const isDone = (card: Locator) => expect(card).toHaveAttribute('data-done');
const pointedAt = (page: Page): Locator => page.locator('[data-tour-now]');

test('a reader does all ten steps with the real controls, and the card notices', async ({ page }) => {
  const troubles = troublesOf(page);
  await page.setViewportSize({ width: 1280, height: 900 });
  const card = await openTour(page);
  const lab = page.getByRole('region', { name: 'Lab', exact: true });
  const next = card.getByRole('button', { name: 'Next' });
  const begins = async (step: number, target: string) => {
    await expect(card).toContainText(`Step ${step} of 10`);
    await expect(pointedAt(page)).toHaveAttribute('data-tour', target);
    await expect(pointedAt(page)).toBeInViewport();
    await expect(card).not.toHaveAttribute('data-done');
    await expect(card.getByRole('heading')).toBeFocused();
  };

  await begins(1, 'samples');
  await lab.getByRole('button', { name: 'A cup of coffee' }).click();
  await isDone(card);
  await next.click();

  await begins(2, 'crop');
  await lab.getByRole('button', { name: /^The square that the network sees/ }).press('ArrowLeft');
  await isDone(card);
  await expect(card).toContainText('139×139×3 are 57,963 numbers');
  await next.click();

  await begins(3, 'strip');
  await page.locator('[data-slice="Mixed_7c"]').click();
  await isDone(card);
  await expect(card).toContainText('139×139×3 has become 3×3×2048');
  await next.click();

  await begins(4, 'strip');
  await page.locator('[data-slice="Pool2"]').click();
  await expect(pointedAt(page)).toHaveAttribute('data-tour', 'run');
  await lab.getByRole('button', { name: /^Compute the 192 maps/ }).click();
  await isDone(card);
  await expect(lab.locator('[data-made]')).toContainText('trained on ImageNet');
  await next.click();

  await begins(5, 'grid');
  await lab.getByRole('listbox').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await isDone(card);
  await expect(pointedAt(page)).toHaveAttribute('data-tour', 'stage');
  await next.click();

  await begins(6, 'stage');
  await lab.getByRole('button', { name: /^A place on the picture/ }).press('Enter');
  await isDone(card);
  await expect(card).toContainText('at most 31×31 pixels');
  await next.click();

  await begins(7, 'strip');
  await page.locator('[data-slice="Mixed_5b"]').click();
  await expect(pointedAt(page)).toHaveAttribute('data-tour', 'drawing');
  const drawing = page.getByRole('region', { name: /^Drawing of/ });
  await drawing.getByRole('button', { name: /^5×5 convolution/ }).click();
  await isDone(card);
  await expect(card).toContainText('64 + 64 + 96 + 32 = 256');
  await next.click();

  await begins(8, 'jump');
  await page.getByRole('combobox', { name: 'Jump to' }).fill('reduction');
  await page
    .getByRole('option', { name: /Mixed_6a/ })
    .first()
    .click();
  await isDone(card);
  await expect(card).toContainText('15×15×288 in, 7×7×768 out');
  await next.click();

  await begins(9, 'drawing');
  await drawing.getByRole('button', { name: /^3×3 convolution, 384 filters/ }).click();
  await expect(pointedAt(page)).toHaveAttribute('data-tour', 'sort');
  await lab.getByLabel('Sort by').selectOption('sparsity');
  await expect(pointedAt(page)).toHaveAttribute('data-tour', 'tensor');
  await choose(lab.getByRole('radio', { name: 'batch norm' }));
  await isDone(card);
  await expect(lab.getByText('Centred on zero')).toBeVisible();
  await next.click();

  await begins(10, 'strip');
  await page.locator('[data-slice="Mixed_7c"]').click();
  await expect(pointedAt(page)).toHaveAttribute('data-tour', 'weights');
  // The trained ones end before it, and nothing half trained is shown meanwhile.
  await expect(pointedAt(page)).toContainText('end with Mixed_6c');
  await pointedAt(page).getByRole('button', { name: 'Use seeded weights' }).click();
  await isDone(card);
  await expect(lab.locator('[data-made]')).toHaveAttribute('data-made', /^Mixed_7c/);
  await expect(lab.locator('[data-made]')).toContainText('not learned');

  await card.getByRole('button', { name: 'Finish' }).click();
  await expect(card).toHaveCount(0);
  // What was done stays, and the next tour begins at its beginning.
  expect(params(page).get('at')).toBe('Mixed_7c');
  await expect(page.getByRole('link', { name: 'Take the tour' })).toBeFocused();
  expect(troubles).toEqual([]);
});

fresh('a card appears where it stays', async ({ page }) => {
  // Every place in which the card could be seen, by step and control.
  await page.addInitScript(() => {
    const places: Record<string, string[]> = {};
    Object.assign(window, { places });
    const look = (): void => {
      const card = document.querySelector<HTMLElement>('[data-placed][data-side]');
      if (card && getComputedStyle(card).opacity !== '0') {
        const step = /Step \d+/.exec(card.textContent ?? '')?.[0];
        const control = document.querySelector<HTMLElement>('[data-tour-now]')?.dataset.tour;
        const { x, y } = card.getBoundingClientRect();
        const key = `${step} ${control}`;
        const place = `${Math.round(x)} ${Math.round(y)}`;
        const seen = places[key] ?? [];
        if (!seen.includes(place)) places[key] = [...seen, place];
      }
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  const card = await openTour(page);
  // Scrolling takes its time.
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  for (const step of [1, 2, 3]) {
    await expect(card).toContainText(`Step ${step} of 10`);
    await expect(card).toHaveAttribute('data-placed');
    // What comes late would move it now.
    await page.waitForTimeout(1000);
    if (step < 3) await card.getByRole('button', { name: 'Next' }).click();
  }
  const places = await page.evaluate(() => (window as unknown as { places: Record<string, string[]> }).places);
  expect(Object.keys(places)).toEqual(['Step 1 samples', 'Step 2 crop', 'Step 3 strip']);
  for (const [step, seen] of Object.entries(places)) expect(seen, step).toHaveLength(1);
});

test('"show me" does every step of the tour', async ({ page }) => {
  const card = await openTour(page);
  for (let step = 1; step <= 10; step++) {
    await expect(card).toContainText(`Step ${step} of 10`);
    const undone = card.locator('li:not([data-done])');
    while ((await undone.count()) > 0) {
      const task = await undone.first().getAttribute('data-task');
      // By key: the card follows the control that comes next, and may leave a pointer between press and release.
      await card.getByRole('button', { name: 'Show me' }).press('Enter');
      await expect(card.locator(`li[data-task="${task}"]`)).toHaveAttribute('data-done');
    }
    await isDone(card);
    if (step < 10) await card.getByRole('button', { name: 'Next' }).click();
  }
  await expect(card.getByRole('button', { name: 'Finish' })).toBeVisible();
});

test('the step is in the address: links, back and forward; Escape leaves, and the tour goes on where it was left', async ({
  page,
}) => {
  await page.goto('/en/');
  await page.getByRole('link', { name: 'Take the tour' }).click();
  const card = page.getByRole('region', { name: 'Guided tour' });
  await expect(card).toContainText('Step 1 of 10');
  await card.getByRole('button', { name: 'Next' }).click();
  await card.getByRole('button', { name: 'Step 7: Inception-A: four answers at once' }).click();
  await expect(card).toContainText('Step 7 of 10');
  expect(params(page).get('tour')).toBe('7');
  await page.goBack();
  await expect(card).toContainText('Step 2 of 10');
  await page.goForward();
  await expect(card).toContainText('Step 7 of 10');

  // Escape in a control that has a use for it is that control's.
  const jump = page.getByRole('combobox', { name: 'Jump to' });
  await jump.fill('stem');
  await jump.press('Escape');
  await expect(card).toBeVisible();
  await card.getByRole('heading').focus();
  await page.keyboard.press('Escape');
  await expect(card).toHaveCount(0);
  expect(params(page).has('tour')).toBe(false);
  await expect(page.getByRole('link', { name: 'Go on with the tour: step 7 of 10' })).toBeFocused();

  await page.goto('/en/');
  await page.getByRole('link', { name: 'Go on with the tour: step 7 of 10' }).click();
  await expect(card).toContainText('Step 7 of 10');
  await page.reload();
  await expect(card).toContainText('Step 7 of 10');
});

test('a keyboard goes from the card to the control and back', async ({ page }) => {
  const card = await openTour(page, '?tour=8');
  await expect(card.getByRole('heading')).toBeFocused();
  await expect(pointedAt(page)).toHaveAttribute('data-tour', 'jump');
  await page.keyboard.press('F6');
  await expect(page.getByRole('combobox', { name: 'Jump to' })).toBeFocused();
  await page.keyboard.type('Mixed_6a');
  await page.keyboard.press('Enter');
  await isDone(card);
  await page.keyboard.press('F6');
  await expect(card.getByRole('heading')).toBeFocused();
});

fresh('no page loads the tour before it is taken', async ({ page }) => {
  const scripts: string[] = [];
  page.on('response', async (response) => {
    if (response.url().endsWith('.js')) scripts.push(await response.text().catch(() => ''));
  });
  const hasTour = () => scripts.some((text) => text.includes('The stem, computed here'));
  await page.goto('/en/');
  await page.goto(V3);
  await expect(page.getByRole('region', { name: 'Lab', exact: true }).locator('[data-weights]')).toBeVisible();
  await page.waitForLoadState('networkidle');
  expect(hasTour()).toBe(false);
  await page.getByRole('link', { name: 'Take the tour' }).click();
  await expect(page.getByRole('region', { name: 'Guided tour' })).toBeVisible();
  await expect.poll(hasTour).toBe(true);
});

test('axe finds nothing in the card, wide and narrow, in either theme', async ({ page }) => {
  const card = await openTour(page, '?tour=4&size=139');
  // Else the button is looked at while it turns from grey into what can be pressed.
  const compute = page.getByRole('button', { name: /^Compute the/ });
  await compute.scrollIntoViewIfNeeded();
  await expect(compute).toBeEnabled();
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 740 });
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    for (const scheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: scheme });
      await expect(page.locator('html')).toHaveAttribute('data-theme', scheme);
      await expectAccessible(page, { as: `${scheme}, ${width} px` });
    }
  }
  // On a phone the card is at the bottom, and the control above it.
  const top = async (place: Locator) => (await place.boundingBox())?.y ?? Number.NaN;
  await expect.poll(async () => (await top(pointedAt(page))) - (await top(card))).toBeLessThan(-100);
  const box = await card.boundingBox();
  expect(Math.round((box?.y ?? 0) + (box?.height ?? 0))).toBe(740);
});
