import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Where axe looks, and what the failure says beside the address. */
interface Reading {
  /** Only what lies in this selector. */
  readonly within?: string;
  /** A theme, a width. */
  readonly as?: string;
}

/**
 * Expects axe to find nothing on a page as it stands; a failure names the address, the rules and the elements. Every
 * rule is run, in the page at once, but only violations are told: telling what holds as well takes four times as long.
 */
export async function expectAccessible(page: Page, { within, as = '' }: Reading = {}): Promise<void> {
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
  const { violations } = await (within === undefined ? axe : axe.include(within)).analyze();
  const { pathname, search } = new URL(page.url());
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(' | ')}`),
    `axe on ${pathname}${search} ${as}`.trim(),
  ).toEqual([]);
}
