import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, startSystem, type RunningSystem } from '@pst/testing';
import type { Browser, Page } from 'playwright-core';
import { DESKTOP, expectAccessible, openBrowser, openPage, PHONE, signInAs } from './screens.ts';

/** Monday, within service hours. */
const OPEN = '2026-11-23T09:00:00+07:00';

describe('the office’s figures, on its screens', () => {
  let run: RunningSystem;
  let browser: Browser;
  let head: Page;

  beforeAll(async () => {
    run = await startSystem({ DEMO_CLOCK: OPEN });
    browser = await openBrowser();
    head = await openPage(browser, run, DESKTOP);
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

  async function post<Answer>(path: string, body: object, token?: string): Promise<Answer> {
    const response = await fetch(`${run.gateway}${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
    });
    if (!response.ok) {
      throw new Error(`${path} answers ${response.status}: ${await response.text()}`);
    }
    return (await response.json()) as Answer;
  }

  function accountOf(role: 'officer' | 'head'): { email: string; password: string } {
    const account = run.accounts[role];
    if (account === undefined) {
      throw new Error(`the running system names no ${role}`);
    }
    return account;
  }

  /** One visitor served on time, and one who waits. */
  async function aMorning(): Promise<void> {
    const entry = {
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
      noticeVersion: '2026-01',
    };
    const first = await post<{ id: string }>('/v1/visits', entry);
    const { accessToken } = await post<{ accessToken: string }>(
      '/v1/sessions',
      accountOf('officer'),
    );
    await post('/v1/desk/calls', { counter: '1' }, accessToken);
    const act = (action: string, body = {}) =>
      post(`/v1/desk/visits/${first.id}/${action}`, body, accessToken);
    await act('identity-check', { kind: 'ktp' });
    await act('start');
    await act('complete');
    await post('/v1/visits', { ...entry, name: 'Budi Santoso', purpose: 'data-request' });
  }

  it('says plainly that nobody came yet', async () => {
    await head.goto('/standar-layanan');
    await head.getByRole('link', { name: 'Seberapa sering janji ini kami tepati' }).click();
    await head.getByText('Belum ada kunjungan pada bulan ini').waitFor();
    await expectAccessibleOnBoth(head);
  });

  it('draws the period for the head, with a table behind each picture', async () => {
    await aMorning();
    await signInAs(head, run, 'head');

    await eventually(
      async () => {
        await head.goto('/meja/laporan');
        await head.getByText('1 dari 1 tepat waktu').first().waitFor({ timeout: 3_000 });
        await head.getByText('2 kunjungan pada periode ini.').waitFor({ timeout: 3_000 });
      },
      { timeoutMs: 60_000, everyMs: 500 },
    );
    await head.getByText('Menunggu sekarang').waitFor();
    await head.getByRole('img', { name: /Setengah pengunjung menunggu paling lama/ }).waitFor();
    await expectAccessibleOnBoth(head);

    await head.getByText('Lihat sebagai tabel').last().click();
    const days = head.getByRole('table', { name: 'Kunjungan per hari' });
    await days.getByRole('row', { name: /23 Nov 2 100% \(1 dari 1\)/ }).waitFor();
    await head.getByText('Cara menghitung').first().click();
    await head.getByText(/Jam A, dilayani setelah buku tamu/).waitFor();
    await expectAccessibleOnBoth(head);
  });

  it('keeps the chosen period in the address, and says when it is empty', async () => {
    await head.getByRole('button', { name: 'Bulan lalu' }).click();
    await head.getByText('Belum ada kunjungan').waitFor();
    expect(new URL(head.url()).search).toBe('?dari=2026-10-01&sampai=2026-10-31');
    await expectAccessibleOnBoth(head);
    await head.getByRole('button', { name: 'Bulan ini' }).click();
    await head.getByText('2 kunjungan pada periode ini.').waitFor();
  });

  it('makes the compliance sheet, to be printed and opened in a spreadsheet', async () => {
    await head.getByRole('link', { name: 'Lembar kepatuhan bulanan' }).click();
    await head.getByText('1. Janji waktu').waitFor();
    await head
      .getByRole('row', { name: /A · Dilayani setelah buku tamu 5 mnt 1 1 0 100%/ })
      .waitFor();
    await expectAccessibleOnBoth(head);

    const saved = head.waitForEvent('download');
    await head.getByRole('button', { name: 'Excel' }).click();
    const file = await saved;
    expect(file.suggestedFilename()).toBe('kepatuhan-2026-11.xlsx');
    expect(
      readFileSync(await file.path())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK');

    const paper = await head.pdf({ preferCSSPageSize: true });
    const pages = paper.toString('latin1').match(/\/MediaBox \[0 0 [^\]]+\]/g) ?? [];
    expect(pages.length).toBeGreaterThan(0);
    for (const page of pages) {
      // A4 in points.
      expect(page).toMatch(/0 0 59[45](\.\d+)? 84[12](\.\d+)?/);
    }
  });

  it('shows everybody what may be published, and hides what would speak of two persons', async () => {
    await head.goto('/kinerja');
    await head.getByText('Belum cukup untuk ditampilkan').first().waitFor();
    await head.getByText('Angka sementara').waitFor();
    await expectAccessibleOnBoth(head);
    const published = await (await fetch(`${run.gateway}/v1/service-levels`)).text();
    expect(published).not.toMatch(/A00\d|Siti|Budi/);
  });
});
