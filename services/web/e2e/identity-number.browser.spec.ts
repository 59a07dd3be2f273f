import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startSystem, type RunningSystem } from '@pst/testing';
import type { Browser, Page } from 'playwright-core';
import { DESKTOP, expectAccessible, openBrowser, openPage, PHONE, signInAs } from './screens.ts';

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
    browser = await openBrowser();
    officer = await openPage(browser, run, DESKTOP);
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
    await signInAs(officer, run, 'officer');
    await officer.goto('/meja');
  });

  afterAll(async () => {
    await browser?.close();
    await run?.stop();
  });

  async function expectAccessibleOnBoth(): Promise<void> {
    for (const viewport of [PHONE, DESKTOP]) {
      await officer.setViewportSize(viewport);
      await expectAccessible(officer);
    }
    await officer.setViewportSize(DESKTOP);
  }

  it('is asked for once the card was seen, and refused when no card can have it', async () => {
    await officer.getByRole('button', { name: 'Panggil berikutnya' }).click();
    await officer.getByRole('button', { name: 'Kartu sudah dilihat' }).click();
    await officer.getByLabel('Nomor KTP').fill('1606013202950007');
    await officer.getByRole('button', { name: 'Catat nomor' }).click();
    await officer.getByRole('heading', { name: 'Nomor identitas tidak mungkin' }).waitFor();
    await expectAccessibleOnBoth();
  });

  it('is masked once it is recorded', async () => {
    await officer.getByLabel('Nomor KTP').fill(NIK);
    await officer.getByRole('button', { name: 'Catat nomor' }).click();
    await officer.getByText('••••0007').waitFor();
    expect(await officer.content()).not.toContain(NIK);
    await expectAccessibleOnBoth();
  });

  it('is shown for a reason, until it is hidden again', async () => {
    await officer.getByRole('button', { name: 'Tampilkan nomor' }).click();
    await officer.getByLabel('Alasan (dicatat)').selectOption('correction');
    await expectAccessibleOnBoth();
    await officer.getByRole('button', { name: 'Tampilkan', exact: true }).click();
    await officer.getByText(NIK).waitFor();
    await officer.getByRole('button', { name: 'Sembunyikan' }).click();
    await officer.getByText('••••0007').waitFor();
    expect(await officer.content()).not.toContain(NIK);
  });

  it('is in the log of the visit as well', async () => {
    await officer.getByRole('button', { name: 'Riwayat' }).click();
    await officer.getByRole('dialog').getByText('••••0007').waitFor();
    await expectAccessibleOnBoth();
  });
});
