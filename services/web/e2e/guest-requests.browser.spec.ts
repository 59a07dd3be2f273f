import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, startSystem, type RunningSystem } from '@pst/testing';
import type { Browser, Page } from 'playwright-core';
import { DESKTOP, expectAccessible, openBrowser, openPage, PHONE, signInAs } from './screens.ts';

const OPEN = '2026-11-23T09:00:00+07:00';
const EMAIL = 'tamu.sekayu@contoh.id';

describe('a softcopy for a visitor without an account', () => {
  let run: RunningSystem;
  let browser: Browser;
  let page: Page;
  let code: string;

  beforeAll(async () => {
    run = await startSystem({ DEMO_CLOCK: OPEN });
    browser = await openBrowser();
    page = await openPage(browser, run, PHONE);
    const entry = await fetch(`${run.gateway}/v1/visits`, {
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
        birthYear: 1998,
        purpose: 'library-visit',
        useOfData: 'research',
        service: 'physical-library',
        noticeVersion: '2026-02',
      }),
    });
    ({ code } = (await entry.json()) as { code: string });
  });

  afterAll(async () => {
    await browser?.close();
    await run?.stop();
  });

  const codeMailed = () =>
    eventually(async () => {
      const mails = (await (await fetch(`${run.mail}/email`)).json()) as {
        to: { address: string }[];
        text?: string;
      }[];
      const mail = mails.findLast(({ to }) => to.some(({ address }) => address === EMAIL));
      const mailed = mail?.text?.match(/Kode Anda: ([0-9]{6})/)?.[1];
      expect(mailed).toBeDefined();
      return mailed ?? '';
    });

  it('is asked for from the ticket, by an address that a mailed code proves', async () => {
    await page.goto(`/tiket/${code}`);
    await page.getByRole('link', { name: 'Minta softcopy' }).click();
    await page.getByLabel('Publikasi yang Anda perlukan').fill('Tabel PDRB Sekayu 2019');
    await page.getByLabel('Dipakai untuk').selectOption('research');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Lanjut' }).click();
    await page.getByLabel('Nama').fill('Siti Rahmawati');
    await page.getByLabel(/^E-mail/).fill(EMAIL);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Kirim kode' }).click();
    const field = page.getByLabel('Kode dari e-mail');
    await field.waitFor();
    await expectAccessible(page);
    await field.fill(await codeMailed());
    await page.getByRole('button', { name: 'Kirim permintaan' }).click();
    await page.getByText('Permintaan terkirim:').waitFor();
    await page.getByText('Tabel PDRB Sekayu 2019').waitFor();
    await page.getByText(/sisa (19|20):\d\d/).waitFor();
    await expectAccessible(page);
  });

  it('says on the page of requests where visitors find it', async () => {
    await page.goto('/permintaan');
    await page.getByText('Sedang berkunjung? Tidak perlu akun.').waitFor();
    await expectAccessible(page);
  });

  it('is reviewed by the officer as a guest’s', async () => {
    const officer = await openPage(browser, run, DESKTOP);
    await signInAs(officer, run, 'officer');
    await officer.goto('/meja/permintaan');
    await officer.getByText('tamu tanpa akun').waitFor();
    await officer.getByText(/Pemohon di kantor.*sisa 1?\d:\d\d/).waitFor();
    await expectAccessible(officer);
  });
});
