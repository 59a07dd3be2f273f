import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startSystem, type RunningSystem } from '@pst/testing';
import { type Browser, chromium, type Page } from 'playwright-core';

const PROFILE = new URL('../../../deploy/service-standard-1606.yaml', import.meta.url);
const NIK = '1606014507950007';

describe('the number of a card, on the console of an office that keeps it', () => {
  let run: RunningSystem;
  let browser: Browser;
  let officer: Page;

  beforeAll(async () => {
    const profile = join(mkdtempSync(join(tmpdir(), 'office-')), 'office.yaml');
    const written = readFileSync(PROFILE, 'utf8');
    writeFileSync(profile, written.replace('    store: false\n', '    store: true\n'));
    run = await startSystem({
      DEMO_CLOCK: '2026-11-23T09:00:00+07:00',
      OFFICE_PROFILE: profile,
    });
    browser = await chromium.launch({
      executablePath: process.env['CHROMIUM_BIN'] ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--no-first-run'],
    });
    const context = await browser.newContext({
      baseURL: run.gateway,
      viewport: { width: 1366, height: 768 },
      serviceWorkers: 'block',
    });
    context.setDefaultTimeout(20_000);
    officer = await context.newPage();
    await fetch(`${run.gateway}/v1/visits`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        name: 'Siti Rahmawati',
        identityKind: 'ktp',
        institution: 'Universitas Sriwijaya',
        institutionCategory: 'education-research',
        occupation: 'student',
        education: 'bachelor',
        sex: 'female',
        birthYear: 1995,
        purpose: 'library-visit',
        useOfData: 'research',
        service: 'physical-library',
        noticeVersion: '2026-01',
      }),
    });
    await officer.goto('/masuk');
    await officer.getByLabel('E-mail').fill(run.accounts['officer']?.email ?? '');
    await officer.locator('#field-password').fill(run.accounts['officer']?.password ?? '');
    await officer.getByRole('button', { name: 'Masuk' }).click();
    await officer.waitForURL((url) => url.pathname !== '/masuk');
    await officer.goto('/meja');
  }, 300_000);

  afterAll(async () => {
    await browser?.close();
    await run?.stop();
  }, 60_000);

  /** Nothing that axe can find, in light and in dark, on a screen and on a phone. */
  async function expectAccessible(): Promise<void> {
    for (const size of [
      { width: 1366, height: 768 },
      { width: 390, height: 844 },
    ]) {
      await officer.setViewportSize(size);
      for (const colorScheme of ['light', 'dark'] as const) {
        await officer.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        const { violations } = await new AxeBuilder({ page: officer })
          .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
          .analyze();
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
      }
      const over = await officer.evaluate('document.documentElement.scrollWidth - innerWidth');
      expect(over).toBeLessThan(2);
    }
    await officer.emulateMedia({ colorScheme: 'light' });
    await officer.setViewportSize({ width: 1366, height: 768 });
  }

  it('is asked for once the card was seen, and refused when no card can have it', async () => {
    await officer.getByRole('button', { name: 'Panggil berikutnya' }).click();
    await officer.getByRole('button', { name: 'Kartu sudah dilihat' }).click();
    await officer.getByLabel('Nomor KTP').fill('1606013202950007');
    await officer.getByRole('button', { name: 'Catat nomor' }).click();
    await officer.getByRole('heading', { name: 'Nomor identitas tidak mungkin' }).waitFor();
    await expectAccessible();
  });

  it('is masked once it is recorded', async () => {
    await officer.getByLabel('Nomor KTP').fill(NIK);
    await officer.getByRole('button', { name: 'Catat nomor' }).click();
    await officer.getByText('••••0007').waitFor();
    expect(await officer.content()).not.toContain(NIK);
    await expectAccessible();
  });

  it('is shown for a reason, until it is hidden again', async () => {
    await officer.getByRole('button', { name: 'Tampilkan nomor' }).click();
    await officer.getByLabel('Alasan (dicatat)').selectOption('correction');
    await expectAccessible();
    await officer.getByRole('button', { name: 'Tampilkan', exact: true }).click();
    await officer.getByText(NIK).waitFor();
    await officer.getByRole('button', { name: 'Sembunyikan' }).click();
    await officer.getByText('••••0007').waitFor();
    expect(await officer.content()).not.toContain(NIK);
  });

  it('is in the log of the visit as well', async () => {
    await officer.getByRole('button', { name: 'Riwayat' }).click();
    await officer.getByRole('dialog').getByText('••••0007').waitFor();
    await expectAccessible();
  });
});
