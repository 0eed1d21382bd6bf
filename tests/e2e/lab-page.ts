import { expect, type Locator, type Page } from '@playwright/test';

/** The explorer with its lab, or an article with an embedded one. */
export const EXPLORER = '/en/networks/inception-v4/';

export interface LabPage {
  readonly page: Page;
  readonly root: Locator;
}

/** The hub itself: no test may depend on whether it can be reached. */
export const HUB_HOSTS = /^https:\/\/([\w-]+\.)*(huggingface\.co|hf\.co|hf-mirror\.com)\//;

/**
 * Opens a page and waits until its lab has a picture to run on. Seeded weights compute unless the query names others:
 * the default of Inception-v4 are trained ones of the hub, which `weights.spec.ts` is about.
 */
export async function openLab(page: Page, query = '', path = EXPLORER): Promise<LabPage> {
  const seeded = query.includes('weights=') ? query : `${query}${query === '' ? '?' : '&'}weights=seeded`;
  await page.route(HUB_HOSTS, (route) => route.abort());
  await page.goto(`${path}${seeded}`);
  const root = page.getByRole('region', { name: 'Lab', exact: true }).last();
  const run = root.getByRole('button', { name: /^Compute the/ });
  // What holds its place until it is loaded has the same name, but no button.
  await run.waitFor();
  await run.scrollIntoViewIfNeeded();
  await expect(run).toBeEnabled();
  return { page, root };
}

/** What the lab says about its run: idle, running, done, failed or cancelled. */
export const phaseOf = (lab: LabPage): Promise<string | null> =>
  lab.root.locator('[data-phase]').getAttribute('data-phase');

/** Waits for maps of the node that is named under them. */
export async function waitForMaps(lab: LabPage, node: string | RegExp): Promise<void> {
  await expect(lab.root.locator('[data-phase]')).toHaveAttribute('data-phase', 'done');
  await expect(lab.root.locator('[data-made]')).toHaveAttribute('data-made', node);
}

/** Presses the run button of the first time and waits for the maps. */
export async function runLab(lab: LabPage, node: string | RegExp = /./): Promise<void> {
  await lab.root.getByRole('button', { name: /^Compute the/ }).click();
  await waitForMaps(lab, node);
}

/** Layers that were kept and computed for the last answer. */
export async function workOf(lab: LabPage): Promise<{ reused: number; computed: number }> {
  const text = await lab.root.locator('[data-work]').getAttribute('data-work');
  const [reused = Number.NaN, computed = Number.NaN] = (text ?? '').split(' ').map(Number);
  return { reused, computed };
}

/** How many different colours the canvas with all maps shows: one or two means that nothing was drawn. */
export const coloursOf = (lab: LabPage): Promise<number> =>
  lab.root.locator('[role=listbox] canvas').evaluate((canvas: HTMLCanvasElement) => {
    const { data } = (canvas.getContext('2d') as CanvasRenderingContext2D).getImageData(
      0,
      0,
      canvas.width,
      canvas.height,
    );
    return new Set(new Uint32Array(data.buffer)).size;
  });

export interface ChannelRow {
  readonly channel: number;
  readonly mean: number;
  readonly std: number;
  readonly min: number;
  readonly max: number;
  /** Percent. */
  readonly zeros: number;
}

/** The numbers of the first channels, as the table beside the maps shows them. */
export async function tableOf(lab: LabPage): Promise<readonly ChannelRow[]> {
  const disclosure = lab.root.locator('details', { hasText: 'channels as a table' });
  if ((await disclosure.getAttribute('open')) === null) await disclosure.locator('summary').click();
  const rows = disclosure.locator('tbody tr');
  await expect(rows.first()).toBeVisible();
  const texts = await rows.evaluateAll((all) =>
    all.map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent ?? '')),
  );
  const number = (text: string | undefined) => Number((text ?? '').replace('−', '-').replace(/[,%<\s]/g, ''));
  return texts.map(([channel, mean, std, min, max, zeros]) => ({
    channel: number(channel),
    mean: number(mean),
    std: number(std),
    min: number(min),
    max: number(max),
    zeros: number(zeros),
  }));
}

/** Selects a part as a click in the drawing does: by the address of the page. */
export async function selectPart(lab: LabPage, at: string): Promise<void> {
  await lab.page.evaluate((next) => {
    const url = new URL(location.href);
    url.searchParams.set('at', next);
    history.pushState(null, '', url);
  }, at);
}

/** Everything that goes wrong on a page without anybody waiting for it. */
export function troublesOf(page: Page): string[] {
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(`uncaught: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(`console: ${message.text()}`);
  });
  return troubles;
}
