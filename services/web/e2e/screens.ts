import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@jest/globals';
import type { RunningSystem } from '@pst/testing';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

export const PHONE = { width: 390, height: 844 };
export const DESKTOP = { width: 1366, height: 768 };

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env['CHROMIUM_BIN'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-dev-shm-usage',
      '--disable-gpu',
      '--disable-background-networking',
      '--no-first-run',
    ],
  });

/** A page of somebody else: no cookie, store or worker is shared with another. */
export async function openPage(
  browser: Browser,
  { gateway }: Pick<RunningSystem, 'gateway'>,
  viewport: { width: number; height: number },
  // What a worker keeps would hide what the gateway answers; the spec of working offline lets it in.
  { serviceWorkers = 'block' }: Pick<BrowserContextOptions, 'serviceWorkers'> = {},
): Promise<Page> {
  const context = await browser.newContext({ baseURL: gateway, viewport, serviceWorkers });
  context.setDefaultTimeout(60_000);
  return context.newPage();
}

/** Signs in as the demo account of a role, on the screen that everybody signs in on. */
export async function signInAs(
  page: Page,
  { accounts }: Pick<RunningSystem, 'accounts'>,
  role: string,
): Promise<void> {
  const account = accounts[role];
  if (account === undefined) {
    throw new Error(`There is no demo account for ${role}`);
  }
  await page.goto('/masuk');
  await page.getByLabel('E-mail').fill(account.email);
  await page.locator('#field-password').fill(account.password);
  await page.getByRole('button', { name: 'Masuk' }).click();
  await page.waitForURL((url) => url.pathname !== '/masuk');
}

/**
 * Nothing that axe can find, in light and in dark, and nothing over the edge.
 *
 * @param alike a selector of what is made like a part that is looked at, to save its time
 */
export async function expectAccessible(page: Page, { alike }: { alike?: string } = {}) {
  // What the header that stays on top happens to cover half would count as too small.
  await page.evaluate('scrollTo(0, 0)');
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const axe = new AxeBuilder({ page }).withTags([
      'wcag2a',
      'wcag2aa',
      'wcag21a',
      'wcag21aa',
      'wcag22aa',
    ]);
    const { violations } = await (alike === undefined ? axe : axe.exclude(alike)).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThan(2);
}
