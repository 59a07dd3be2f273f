import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startSystem, type RunningSystem } from '@pst/testing';
import { generateSync } from 'otplib';
import type { Browser, Page } from 'playwright-core';
import { DESKTOP, expectAccessible, openBrowser, openPage, PHONE, signInAs } from './screens.ts';

const PROFILE = new URL('../../../deploy/service-standard-1606.yaml', import.meta.url);

describe('the second step of signing in, where the office requires one', () => {
  let run: RunningSystem;
  let browser: Browser;
  let officer: Page;
  let admin: Page;
  let secret: string;
  let recoveryCode: string;

  beforeAll(async () => {
    const profile = join(mkdtempSync(join(tmpdir(), 'office-')), 'office.yaml');
    const written = readFileSync(PROFILE, 'utf8');
    writeFileSync(
      profile,
      written.replace('staffSecondFactor: optional\n', 'staffSecondFactor: required\n'),
    );
    run = await startSystem({ OFFICE_PROFILE: profile });
    browser = await openBrowser();
    officer = await openPage(browser, run, DESKTOP);
    admin = await openPage(browser, run, DESKTOP);
  });

  afterAll(async () => {
    await browser?.close();
    await run?.stop();
  });

  async function expectAccessibleOnBoth(page: Page): Promise<void> {
    for (const viewport of [PHONE, DESKTOP]) {
      await page.setViewportSize(viewport);
      await expectAccessible(page);
    }
  }

  /** Sets a second step up by keyboard and answers the key that the screen shows. */
  async function setUp(page: Page, role: string, look: () => Promise<void>): Promise<string> {
    await page.goto('/akun');
    await page.getByRole('button', { name: 'Pasang langkah kedua' }).press('Enter');
    const password = run.accounts[role]?.password ?? '';
    await page.getByLabel('Kata sandi Anda').fill(password);
    await page.getByLabel('Kata sandi Anda').press('Enter');
    await page.getByAltText('Kode QR untuk aplikasi autentikator').waitFor();
    const key = (await page.locator('.key-words').textContent())?.replaceAll(' ', '') ?? '';
    await look();
    await page.getByLabel('Kode enam angka dari aplikasi').fill(generateSync({ secret: key }));
    await page.getByLabel('Kode enam angka dari aplikasi').press('Enter');
    await page.getByRole('heading', { name: 'Simpan kode pemulihan ini' }).waitFor();
    return key;
  }

  /** The first step; the screen asks for the second one by itself. */
  async function enterPassword(page: Page): Promise<void> {
    const { email = '', password = '' } = run.accounts['officer'] ?? {};
    await page.context().clearCookies();
    await page.goto('/masuk');
    await page.getByLabel('E-mail').fill(email);
    await page.locator('#field-password').fill(password);
    await page.getByRole('button', { name: 'Masuk' }).press('Enter');
    await page.getByRole('heading', { name: 'Satu langkah lagi' }).waitFor();
  }

  it('keeps the desk closed, and says what opens it', async () => {
    await signInAs(officer, run, 'officer');
    await officer.goto('/meja');
    await officer.getByRole('heading', { name: 'Pasang langkah kedua dahulu' }).waitFor();
    await expectAccessibleOnBoth(officer);
    await officer.getByRole('link', { name: 'Pasang sekarang' }).click();
    await officer.getByText('Kantor Anda mewajibkan langkah kedua.').waitFor();
    await expectAccessibleOnBoth(officer);
  });

  it('is set up with an app, by a key to scan or to type', async () => {
    secret = await setUp(officer, 'officer', () => expectAccessibleOnBoth(officer));
  });

  it('leaves ten recovery codes and an open desk', async () => {
    const codes = await officer.locator('.recovery-codes li').allTextContents();
    expect(codes).toHaveLength(10);
    recoveryCode = codes[0] ?? '';
    await expectAccessibleOnBoth(officer);
    await officer.getByRole('button', { name: 'Sudah saya simpan' }).press('Enter');
    await officer.getByText('Kode pemulihan tersisa').waitFor();
    await expectAccessibleOnBoth(officer);
    await officer.goto('/meja');
    await officer.getByRole('heading', { name: 'Pasang langkah kedua dahulu' }).waitFor({
      state: 'detached',
    });
  });

  it('asks for the code after the password, and for nothing twice', async () => {
    await enterPassword(officer);
    await expectAccessibleOnBoth(officer);
    const field = officer.getByLabel('Kode dari aplikasi autentikator');
    expect(await officer.evaluate('document.activeElement?.id')).toBe('field-totp');
    // One of an hour ago, whatever the clock says by now; the next one may be typed early.
    await field.fill(generateSync({ secret, epoch: Date.now() / 1_000 - 3_600 }));
    await field.press('Enter');
    await officer.getByRole('heading', { name: 'Kode salah atau sudah dipakai' }).waitFor();
    await expectAccessibleOnBoth(officer);
    await field.fill(generateSync({ secret, epoch: Date.now() / 1_000 + 30 }));
    await field.press('Enter');
    await officer.waitForURL((url) => url.pathname !== '/masuk');
  });

  it('takes a recovery code where there is no phone, in English as well', async () => {
    await enterPassword(officer);
    await officer.getByRole('button', { name: /^EN/ }).click();
    await officer.getByRole('button', { name: 'No phone? Use a recovery code' }).press('Enter');
    await officer.getByLabel('Recovery code').fill(recoveryCode.toLowerCase());
    await expectAccessibleOnBoth(officer);
    await officer.getByLabel('Recovery code').press('Enter');
    await officer.waitForURL((url) => url.pathname !== '/masuk');
    await officer.getByRole('button', { name: /^ID/ }).click();
  });

  it('is reset by an administrator for a reason, which the journal keeps', async () => {
    await signInAs(admin, run, 'admin');
    await setUp(admin, 'admin', () => Promise.resolve());
    await admin.goto('/meja/akun');
    await admin.getByRole('button', { name: 'Ubah peran Petugas Contoh' }).press('Enter');
    await admin.getByText('Reset langkah kedua Petugas Contoh').click();
    await admin.getByLabel('Alasan').selectOption('phone-replaced');
    await expectAccessibleOnBoth(admin);
    await admin.getByRole('button', { name: 'Reset', exact: true }).press('Enter');
    await admin.getByText('Reset langkah kedua Petugas Contoh').waitFor({ state: 'detached' });
    await admin.goto('/meja/jurnal-akses');
    await admin.getByText('Petugas Contoh · Langkah kedua direset').waitFor();
    await admin.getByText('oleh Admin Contoh · Ganti ponsel tanpa kode').waitFor();
    await expectAccessibleOnBoth(admin);
    await signInAs(await openPage(browser, run, PHONE), run, 'officer');
  });
});
