import { expect, type Locator, type Page } from '@playwright/test';
import { expectAccessible } from './axe';
import { htmlOf } from './exported-site';
import { test } from './kept-page';

const RESULTS = '/en/results/';

/** The one drawing of the chart that fits the screen. */
const drawing = (page: Page): Locator =>
  page.getByRole('group', { name: /error, % against/ }).filter({ visible: true });

/** What a mark says beside it. */
const note = (page: Page): Locator => page.getByText('23,834,568 parameters, 5.71').filter({ visible: true }).first();

/** Opens the page and waits until it answers: a key that is pressed before changes nothing. */
async function open(page: Page): Promise<void> {
  await page.goto(RESULTS);
  const mark = drawing(page).getByRole('img').first();
  await expect(async () => {
    await mark.blur();
    await mark.focus();
    await expect(note(page)).toBeVisible({ timeout: 1000 });
  }).toPass();
}

test.describe('the HTML of the results', () => {
  test('holds the chart, its labels and the same as a table', () => {
    const html = htmlOf(RESULTS);
    const svg = /<svg[^>]*aria-label="Top-1 error, % against Parameters[^"]*"[\s\S]*?<\/svg>/.exec(html)?.[0] ?? '';
    for (const name of ['Inception-v3', 'Inception-v4', 'Inception-ResNet-v1', 'Inception-ResNet-v2']) {
      expect(svg).toContain(name);
    }
    expect(svg).toContain('released code');
    expect(svg.match(/data-mark=/g)).toHaveLength(4);
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
    const table = html.slice(html.indexOf('Table of the chart')).split('</table>')[0] ?? '';
    expect(table).toContain('32,433,928');
    expect(table).toContain('55,843,464');
  });

  test('holds every table and every sum', () => {
    const html = htmlOf(RESULTS);
    for (const number of ['25.2', '18.9', '3.08', '80.170', '80.434', '0.9965', '23,851,784', '55,873,736']) {
      expect(html, number).toContain(number);
    }
    for (const label of ['single networks', 'ensembles', 'released weights', 'timm’s weights', 'face models']) {
      expect(html, label).toContain(`aria-label="Table of ${label}`);
    }
  });
});

test('the chart is chosen by keyboard alone, and an address brings the choice back', async ({ page }) => {
  await open(page);
  await expect(drawing(page)).toHaveCount(1);
  await expect(drawing(page)).toHaveAccessibleName(/^Top-1 error, % against Parameters.*one crop/);
  const trials = page.getByRole('group', { name: 'Tested' });
  await trials.getByRole('radio', { name: '1 crop', exact: true }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(trials.getByRole('radio', { name: '144 crops' })).toBeChecked();
  await page.getByRole('group', { name: 'Error', exact: true }).getByRole('radio', { name: 'Top-1' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.getByRole('group', { name: 'Size', exact: true }).getByRole('radio', { name: 'Parameters' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(drawing(page)).toHaveAccessibleName(/^Top-5 error, % against Multiply-accumulates.*144 crops/);
  await expect(drawing(page)).toContainText('Inception-v4 3.8%');
  await page.goto(page.url());
  await expect(drawing(page)).toHaveAccessibleName(/^Top-5 error, % against Multiply-accumulates.*144 crops/);
});

test('every mark can be reached by keyboard and says what it is', async ({ page }) => {
  await open(page);
  const marks = drawing(page).getByRole('img');
  await expect(marks).toHaveCount(4);
  await expect(marks.first()).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(marks.nth(1)).toBeFocused();
  await expect(marks.nth(1)).toHaveAccessibleName(/^Inception-ResNet-v1, as drawn in the paper\..*21\.3%.*22,756,328/);
  await expect(note(page)).toHaveCount(0);
  await page.keyboard.press('Shift+Tab');
  await expect(note(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(note(page)).toHaveCount(0);
  await expect(marks.first()).toBeFocused();
});

test('the tables turn accuracies into errors', async ({ page }) => {
  await open(page);
  const table = page.getByRole('group', { name: /^Table of released weights/ });
  const row = table.getByRole('row', { name: /^Inception-v3/ });
  await expect(row.getByRole('cell').first()).toHaveText('78.0');
  await page.getByRole('group', { name: 'Show' }).getByRole('radio', { name: 'as printed' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(row.getByRole('cell').first()).toHaveText('22.0');
  await expect(table).toContainText('error, %');
});

for (const trial of ['single-crop', '12-crops', '144-crops', 'slim', 'timm']) {
  test(`the chart of ${trial} has its labels apart, at every width`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto(`${RESULTS}?test=${trial}&size=macs`);
    for (const width of [360, 700, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      await expect(drawing(page)).toHaveCount(1);
      await expect(drawing(page)).toHaveAccessibleName(/against Multiply-accumulates/);
      await page.evaluate(() => document.fonts.ready.then(() => undefined));
      const boxes = await drawing(page)
        .locator('[data-label]')
        .evaluateAll((labels) =>
          labels.map((label) => {
            const { left, right, top, bottom } = label.getBoundingClientRect();
            return { text: label.textContent, left, right, top, bottom };
          }),
        );
      expect(boxes.length).toBeGreaterThanOrEqual(3);
      for (const [index, a] of boxes.entries()) {
        expect(a.left, `${a.text} at ${width}`).toBeGreaterThanOrEqual(0);
        expect(a.right, `${a.text} at ${width}`).toBeLessThanOrEqual(width);
        for (const b of boxes.slice(index + 1)) {
          // A line of text is given more height than its letters take.
          const apart = a.right <= b.left || b.right <= a.left || a.bottom - 4 <= b.top || b.bottom - 4 <= a.top;
          expect(apart, `${a.text} and ${b.text} at ${width}`).toBe(true);
        }
      }
      await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
  });
}

test('axe finds nothing in a chosen view with its table and a note open, in either theme', async ({ page }) => {
  await page.goto(`${RESULTS}?test=timm&size=macs&error=top5&as=error`);
  await expect(drawing(page)).toHaveAccessibleName(/^Top-5 error/);
  await page.getByText('The chart as a table').click();
  await drawing(page).getByRole('img').first().focus();
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await expect(page.locator('html')).toHaveAttribute('data-theme', scheme);
    await expectAccessible(page, { as: scheme });
  }
});

test('the keyboard stops at a table that scrolls, and passes by one that does not', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto('/en/results/');
  const frames = page.locator('main [role=group]:has(> table)');
  const stops = () =>
    frames
      .filter({ visible: true })
      .evaluateAll((all) => all.map((each) => [each.scrollWidth > each.clientWidth + 1, each.tabIndex === 0]));
  const agree = (pairs: boolean[][]) => pairs.length > 2 && pairs.every(([scrolls, stops]) => scrolls === stops);
  await expect.poll(async () => agree(await stops())).toBe(true);
  expect((await stops()).some(([scrolls]) => !scrolls)).toBe(true);
  await page.setViewportSize({ width: 360, height: 740 });
  await expect.poll(async () => (await stops()).some(([scrolls]) => scrolls)).toBe(true);
  await expect.poll(async () => agree(await stops())).toBe(true);
});
