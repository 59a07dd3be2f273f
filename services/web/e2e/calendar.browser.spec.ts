import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OfficeCalendar } from '@pst/contracts';
import { eventually, startSystem, type RunningSystem } from '@pst/testing';
import type { Browser, Page } from 'playwright-core';
import { DESKTOP, expectAccessible, openBrowser, openPage, PHONE, signInAs } from './screens.ts';

const LIST = [
  'tanggal,jenis,nama',
  '2027-01-01,libur_nasional,Tahun Baru 2027 Masehi',
  '2027-02-05,cuti_bersama,Tahun Baru Imlek 2578 Kongzili',
  'lusa,libur_nasional,Entah',
].join('\n');

describe('the office calendar, on its screens', () => {
  let run: RunningSystem;
  let browser: Browser;
  let head: Page;
  let officer: Page;

  beforeAll(async () => {
    run = await startSystem({ DEMO_CLOCK: '2026-11-23T09:00:00+07:00' });
    browser = await openBrowser();
    head = await signedIn('head', DESKTOP);
    officer = await signedIn('officer', PHONE);
  });

  afterAll(async () => {
    await browser?.close();
    await run?.stop();
  });

  async function signedIn(
    role: 'head' | 'officer',
    viewport: { width: number; height: number },
  ): Promise<Page> {
    const page = await openPage(browser, run, viewport);
    await signInAs(page, run, role);
    await page.goto('/meja/kalender');
    await page.getByRole('heading', { level: 2, name: '2026', exact: true }).waitFor();
    return page;
  }

  /** Twelve months are made alike; the first three have working days, weekends, holidays and leave. */
  const alike = '.month:nth-of-type(n + 4)';

  const get = async <Reply>(path: string): Promise<Reply> =>
    (await fetch(`${run.gateway}${path}`)).json() as Promise<Reply>;

  it('shows every day off under its decree, and warns of a year without one', async () => {
    await head.getByText('2027 belum ada SKB').waitFor();
    await head.getByRole('button', { name: /25 Desember 2026, Kelahiran Yesus/ }).waitFor();
    await head.getByText('25 hari libur 2026').waitFor();
    await expectAccessible(head, { alike });
  });

  it('is read by an officer, who finds no form in it', async () => {
    await officer.getByRole('button', { name: /24 Desember 2026/ }).click();
    await officer.getByRole('heading', { name: 'Kamis, 24 Desember 2026' }).waitFor();
    expect(await officer.getByRole('button', { name: /Simpan|Tambah|Hapus/ }).count()).toBe(0);
    await expectAccessible(officer, { alike });
  });

  it('takes a closure of the office by keyboard alone, and the whole office follows', async () => {
    const today = head.getByRole('button', { name: 'Senin, 23 November 2026' });
    await today.focus();
    await head.keyboard.press('ArrowRight');
    await head.keyboard.press('ArrowDown');
    await head.keyboard.press('Enter');
    await head.getByRole('heading', { name: 'Selasa, 1 Desember 2026' }).waitFor();
    await head.keyboard.press('Tab');
    await head.keyboard.type('Pelatihan pegawai');
    await head.keyboard.press('Tab');
    await head.keyboard.press('Tab');
    await head.keyboard.type('Surat Kepala Kantor 12/2026');
    await head.keyboard.press('Enter');
    await head
      .getByRole('button', { name: /1 Desember 2026, Pelatihan pegawai, Kantor tutup/ })
      .waitFor();
    await eventually(async () => {
      expect(await get('/v1/office/status?at=2026-12-01T02:00:00Z')).toMatchObject({
        open: false,
        reason: 'holiday',
        holiday: 'Pelatihan pegawai',
        opensAt: '2026-12-02T01:00:00.000Z',
      });
    });
    const { holidays } = await get<{ holidays: { dates: object[] } }>('/v1/office');
    expect(holidays.dates).toContainEqual({
      date: '2026-12-01',
      name: 'Pelatihan pegawai',
      kind: 'office-closure',
    });
    await officer.goto('/standar-layanan');
    await officer.getByText('Pelatihan pegawai').waitFor();
    await expectAccessible(officer, { alike });
  });

  it('takes of a file what was chosen, and says which line it could not use', async () => {
    await head.locator('#field-file').setInputFiles({
      name: 'libur-2027.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(LIST),
    });
    const form = head.locator('form', { hasText: 'Lihat perbedaan' });
    await form.getByLabel(/Dasar/).fill('SKB 2027');
    await form.getByRole('button', { name: 'Lihat perbedaan' }).click();
    await head.getByText('2 perbedaan, 0 hari sama').waitFor();
    await head.getByText(/Baris 4, tanggal/).waitFor();
    await head.getByLabel(/5 Februari 2027/).uncheck();
    await expectAccessible(head, { alike });
    await head.getByRole('button', { name: 'Terapkan 1 perubahan' }).click();
    await head.getByText('1 perubahan diterapkan').waitFor();
    const calendar = await get<OfficeCalendar>('/v1/office/calendar?year=2027');
    expect(calendar.days).toMatchObject([{ date: '2027-01-01', source: 'SKB 2027' }]);
  });

  it('hears a file as the body of a request, as scripts send it', async () => {
    const session = await fetch(`${run.gateway}/v1/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(run.accounts['admin']),
    });
    const { accessToken } = (await session.json()) as { accessToken: string };
    const response = await fetch(`${run.gateway}/v1/desk/calendar/imports?source=SKB%202027`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv', authorization: `Bearer ${accessToken}` },
      body: LIST,
    });
    expect({ status: response.status, body: await response.json() }).toMatchObject({
      status: 200,
      body: { changes: [{ date: '2027-02-05', change: 'add' }], unchanged: 1, applied: [] },
    });
  });
});
