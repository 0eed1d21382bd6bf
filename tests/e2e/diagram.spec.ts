import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from '@playwright/test';
import { expectAccessible } from './axe';
import { test } from './kept-page';
import { answerAfterVisits } from './ready-page';

const ARTICLE = '/en/learn/inception-a/';
const BLOCK = 'features.6';

/** The first drawing of a page. */
const drawing = (page: Page): Locator => page.locator('[data-standing]').first();

const op = (page: Page, id: string): Locator => drawing(page).locator(`[data-stop="${id}"]`);

const at = (page: Page): string | null => new URL(page.url()).searchParams.get('at');

test('the drawing is in the HTML and readable without JavaScript', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(ARTICLE);
  await expect(op(page, `${BLOCK}.branch1.0@relu`)).toBeVisible();
  await expect(drawing(page)).toContainText('35×35×384');
  await context.close();
});

test('pointing at an op lights its way and lets the rest step back', async ({ page }) => {
  await page.goto(ARTICLE);
  await op(page, `${BLOCK}.branch1.0@relu`).hover();
  await expect(op(page, `${BLOCK}.branch0@relu`)).toHaveAttribute('data-dim', 'true');
  await expect(op(page, `${BLOCK}.branch1.1@relu`)).not.toHaveAttribute('data-dim');
  await expect(op(page, BLOCK)).not.toHaveAttribute('data-dim');
  await expect(drawing(page).locator('[data-lit="way"]')).toHaveCount(4);
  await page.mouse.move(1, 1);
  await expect(drawing(page).locator('[data-dim]')).toHaveCount(0);
});

test('a click selects in the address; back and forward and a link restore it', async ({ page }) => {
  await page.goto(ARTICLE);
  const one = op(page, `${BLOCK}.branch1.0@relu`);
  const other = op(page, `${BLOCK}.branch0@relu`);
  await one.click();
  expect(at(page)).toBe(`${BLOCK}.branch1.0`);
  await expect(one).toHaveAttribute('aria-pressed', 'true');
  await other.click();
  expect(at(page)).toBe(`${BLOCK}.branch0`);
  await page.goBack();
  await expect(one).toHaveAttribute('aria-pressed', 'true');
  await expect(other).toHaveAttribute('aria-pressed', 'false');
  await page.goForward();
  await expect(other).toHaveAttribute('aria-pressed', 'true');
  await page.goto(`${ARTICLE}?at=${BLOCK}.branch2.1@conv`);
  await expect(op(page, `${BLOCK}.branch2.1@relu`)).toHaveAttribute('aria-pressed', 'true');
});

test('keys walk and select, and the focus is seen', async ({ page }) => {
  await page.goto(ARTICLE);
  await drawing(page).locator('[data-stop][tabindex="0"]').focus();
  await page.keyboard.press('Home');
  await expect(op(page, `${BLOCK}.branch0@relu`)).toBeFocused();
  const ring = op(page, `${BLOCK}.branch0@relu`).locator('rect').first();
  expect(await ring.evaluate((rect) => getComputedStyle(rect).stroke)).not.toBe('none');
  await page.keyboard.press('ArrowDown');
  await expect(op(page, BLOCK)).toBeFocused();
  await page.keyboard.press('Enter');
  expect(at(page)).toBe(BLOCK);
  await page.keyboard.press('Escape');
  expect(at(page)).toBeNull();
});

test.describe('zoom', () => {
  const box = async (page: Page): Promise<{ x: number; y: number; width: number; height: number }> => {
    const found = await op(page, BLOCK).boundingBox();
    if (!found) throw new Error('no box');
    return found;
  };
  /** Once the motion is over the drawing stays where it is. */
  const settled = async (page: Page, wanted: (width: number) => boolean): Promise<void> => {
    await expect.poll(async () => wanted((await box(page)).width)).toBe(true);
  };

  test('by buttons and keys; the page does not move', async ({ page }) => {
    await page.goto(ARTICLE);
    const before = await box(page);
    // A ring around the focus counts as width.
    const isAsBefore = (width: number): boolean => Math.abs(width - before.width) < 4;
    const figure = drawing(page).locator('xpath=..');
    const height = (await drawing(page).boundingBox())?.height;
    await figure.getByRole('button', { name: 'Zoom in' }).click();
    await settled(page, (width) => Math.abs(width / before.width - 1.4) < 0.01);
    await expect(drawing(page)).toHaveAttribute('data-standing', 'free');
    expect((await drawing(page).boundingBox())?.height).toBeCloseTo(height ?? 0, 0);
    await figure.getByRole('button', { name: 'Zoom out' }).click();
    await settled(page, (width) => Math.abs(width / before.width - 1) < 0.01);
    await figure.getByRole('button', { name: 'Zoom in' }).click();
    await figure.getByRole('button', { name: 'Show all' }).click();
    await expect(drawing(page)).toHaveAttribute('data-standing', 'fit');
    await settled(page, isAsBefore);
    await op(page, BLOCK).focus();
    await page.keyboard.press('+');
    await settled(page, (width) => width > before.width * 1.3);
    await page.keyboard.press('0');
    await settled(page, isAsBefore);
  });

  test('by the wheel with ctrl only, so that the page scrolls on', async ({ page }) => {
    await page.goto(ARTICLE);
    const target = op(page, `${BLOCK}.branch1.0@relu`);
    await target.scrollIntoViewIfNeeded();
    await target.hover();
    const before = await box(page);
    const scrolled = await page.evaluate(() => window.scrollY);
    await page.mouse.wheel(0, 60);
    await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(scrolled);
    expect((await box(page)).width).toBeCloseTo(before.width, 0);
    await target.hover();
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -120);
    await page.keyboard.up('Control');
    await settled(page, (width) => width > before.width * 1.05);
  });

  test('a drag pans and selects nothing', async ({ page }) => {
    await page.goto(ARTICLE);
    const target = op(page, `${BLOCK}.branch1.0@relu`);
    await target.hover();
    // The gesture is loaded when the pointer comes near.
    await expect.poll(() => drawing(page).evaluate((each) => '__zoom' in each)).toBe(true);
    const before = await target.boundingBox();
    if (!before) throw new Error('no box');
    await page.mouse.down();
    await page.mouse.move(before.x + before.width / 2 + 40, before.y + before.height / 2 + 30, { steps: 5 });
    await page.mouse.up();
    await expect.poll(async () => Math.round(((await target.boundingBox())?.x ?? 0) - before.x)).toBe(40);
    expect(at(page)).toBeNull();
  });

  test('by two fingers on a touch screen, which selects nothing', async ({ browser }) => {
    const context = await browser.newContext({ hasTouch: true, viewport: { width: 360, height: 740 } });
    const page = answerAfterVisits(await context.newPage());
    const touch = await context.newCDPSession(page);
    await page.goto(ARTICLE);
    await drawing(page).scrollIntoViewIfNeeded();
    const frame = await drawing(page).boundingBox();
    if (!frame) throw new Error('no frame');
    const x = Math.round(frame.x + frame.width / 2);
    const y = Math.round(Math.max(frame.y, 0) + 150);
    const fingers = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...at: readonly (readonly [number, number])[]) =>
      touch.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: at.map(([dx, dy], id) => ({ x: x + dx, y: y + dy, id })),
      });
    // The gesture is loaded when the first finger comes near.
    await fingers('touchStart', [0, 0]);
    await fingers('touchEnd');
    await expect.poll(() => drawing(page).evaluate((each) => '__zoom' in each)).toBe(true);
    const before = await box(page);
    const selected = at(page);
    await fingers('touchStart', [-30, 0], [30, 0]);
    for (const apart of [36, 42, 48, 54, 60]) await fingers('touchMove', [-apart, 0], [apart, 0]);
    await fingers('touchEnd');
    await settled(page, (width) => Math.abs(width / before.width - 2) < 0.1);
    await expect(drawing(page)).toHaveAttribute('data-standing', 'free');
    expect(await page.evaluate(() => window.visualViewport?.scale)).toBe(1);
    expect(at(page)).toBe(selected);
    await context.close();
  });
});

test('a whole network opens stage by stage, and the focus goes along', async ({ page }) => {
  await page.goto('/en/learn/overview/');
  await op(page, 'card:inception-a').locator('[data-toggle]').click();
  await expect(op(page, 'frame:inception-a')).toBeFocused();
  await op(page, 'card:features.6').focus();
  await page.keyboard.press('ArrowRight');
  await expect(op(page, 'features.6.branch1.0@relu')).toBeVisible();
  await page.keyboard.press('ArrowLeft');
  await expect(op(page, 'card:features.6')).toBeFocused();
});

test('no letter is wider than the room that the layout gave it', async ({ page }) => {
  for (const path of ['/en/learn/inception-a/', '/en/learn/stem/', '/en/learn/head/', '/en/learn/overview/']) {
    await page.goto(path);
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    const wide = await drawing(page)
      .locator('g[data-type]')
      .evaluateAll((items) =>
        items.flatMap((item) => {
          const ring = item.querySelector('rect');
          const room = Number(ring?.getAttribute('width') ?? 0) - 8;
          return [...item.querySelectorAll('text')]
            .filter((text) => text.getComputedTextLength() > room - 8)
            .map((text) => `${text.textContent} in ${room}`);
        }),
      );
    expect(wide, path).toEqual([]);
  }
});

test('on a phone nothing scrolls sideways but the frame of a wide drawing, and axe finds nothing in either theme', async ({
  browser,
}) => {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, hasTouch: true });
  const page = answerAfterVisits(await context.newPage());
  await page.goto('/en/learn/inception-c/');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  expect(await drawing(page).evaluate((each) => each.scrollWidth > each.clientWidth)).toBe(true);
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await expect(page.locator('html')).toHaveAttribute('data-theme', scheme);
    await expectAccessible(page, { within: '[data-standing]', as: scheme });
  }
  await drawing(page).locator('xpath=..').getByRole('button', { name: 'Show all' }).tap();
  await expect.poll(() => drawing(page).evaluate((each) => each.scrollWidth <= each.clientWidth)).toBe(true);
  await context.close();
});

test('a drawing is saved as a file that stands by itself, the same each time', async ({ page }) => {
  await page.goto(`${ARTICLE}?at=${BLOCK}.branch1.0`);
  const save = async (): Promise<{ readonly name: string; readonly text: string }> => {
    const waiting = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save as SVG' }).first().click();
    const file = await waiting;
    return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') };
  };
  const { name, text } = await save();
  expect(name).toBe('inception-v4-features.6.svg');
  expect(text).not.toMatch(/var\(|class=|style=|data-|url\(|rgb|color/);
  // The colours of a 1×1 convolution, of the pool and of the paper, as the tokens have them.
  for (const colour of ['#b3ddfe', '#1052cc', '#c4f7d2', '#fbfaf6']) expect(text).toContain(colour);
  await op(page, `${BLOCK}.branch0@relu`).click();
  await page.goto(`${ARTICLE}?at=${BLOCK}.branch1.0`);
  expect((await save()).text).toBe(text);

  const shown = await page.evaluate(async (svg) => {
    const image = new Image();
    image.src = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
    await image.decode();
    return { width: image.naturalWidth, height: image.naturalHeight };
  }, text);
  const natural = await drawing(page)
    .locator('svg')
    .evaluate((svg: SVGSVGElement) => ({ width: svg.viewBox.baseVal.width, height: svg.viewBox.baseVal.height }));
  expect(shown).toEqual({ width: natural.width + 32, height: natural.height + 32 });
  await expectAccessible(page, { within: '[data-standing]' });
});
