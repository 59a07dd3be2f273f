import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startSystem, type RunningSystem } from '@pst/testing';
import type { Browser, Page } from 'playwright-core';
import { DESKTOP, expectAccessible, openBrowser, openPage, PHONE, signInAs } from './screens.ts';

const OPEN = '2026-11-23T09:00:00+07:00';

/** One pixel, with a note of where it was taken. */
const PHOTO = Buffer.concat([
  Buffer.from([0xff, 0xd8, 0xff, 0xfe, 0, 16]),
  Buffer.from('GPS -2.88 103.'),
  Buffer.from(
    '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=',
    'base64',
  ).subarray(2),
  Buffer.from([0xff, 0xd9]),
]);

describe('a complaint from a telephone', () => {
  let run: RunningSystem;
  let browser: Browser;
  let phone: Page;
  let code: string;
  let pin: string;

  beforeAll(async () => {
    run = await startSystem({ DEMO_CLOCK: OPEN });
    browser = await openBrowser();
    phone = await openPage(browser, run, PHONE);
  });
  afterAll(async () => {
    await browser?.close();
    await run?.stop();
  });

  it('survives a reload while it is written, and is thrown away by one press', async () => {
    await phone.goto('/pengaduan');
    await phone.getByLabel('Pokok laporan').fill('Salah ketik');
    await phone.reload();
    expect(await phone.getByLabel('Pokok laporan').inputValue()).toBe('Salah ketik');
    await phone.getByRole('button', { name: 'Hapus draf' }).click();
    await phone.reload();
    expect(await phone.getByLabel('Pokok laporan').inputValue()).toBe('');
  });

  it('is sent once the connection is back, once, and nothing of it stays in the browser', async () => {
    await phone.getByLabel('Pokok laporan').fill('Antrean terlalu lama');
    await phone.getByLabel('Apa yang terjadi?').fill('Satu jam di loket satu.');
    await phone.locator('input[type=file]').setInputFiles([
      { name: 'Loket satu.jpg', mimeType: 'image/jpeg', buffer: PHOTO },
      { name: 'peta.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<svg/>') },
    ]);
    await expectAccessible(phone);
    // The first answer is lost on the way: the report is in the register, and nobody here knows.
    await phone.route(
      '**/v1/complaints',
      async (route) => {
        await route.fetch();
        await route.abort();
      },
      { times: 1 },
    );
    await phone.getByRole('button', { name: 'Kirim laporan' }).click();
    await phone.getByText('Belum terkirim').waitFor();
    await phone.evaluate('dispatchEvent(new Event("online"))');
    await phone.getByText('Laporan Anda diterima').waitFor();
    expect(await phone.evaluate('sessionStorage.length + localStorage.length')).toBeLessThan(3);
    expect(
      await phone.evaluate('JSON.stringify({ ...sessionStorage, ...localStorage })'),
    ).not.toMatch(/Antrean/);
  });

  it('shows code and PIN where the eye is, and a QR code that names no PIN', async () => {
    expect(await phone.evaluate('scrollY')).toBe(0);
    for (const id of ['complaint-code', 'complaint-pin']) {
      const box = await phone.getByTestId(id).boundingBox();
      expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThan(PHONE.height);
    }
    code = (await phone.getByTestId('complaint-code').textContent()) ?? '';
    pin = (await phone.getByTestId('complaint-pin').textContent()) ?? '';
    await phone.getByText('Terkirim, sedang diperiksa').waitFor();
    await phone.getByText('Lampiran tidak diterima').waitFor();
    await phone.getByRole('img', { name: /Kode QR/ }).waitFor();
    await expectAccessible(phone);
  });

  it('is followed from the address of the QR code, with the PIN, to its file', async () => {
    await phone.goto(`/pengaduan/lacak#${code}`);
    expect(await phone.locator('#field-code').inputValue()).toBe(code);
    await phone.getByLabel(/^PIN/).fill(pin);
    await phone.getByRole('button', { name: 'Lihat laporan' }).click();
    const download = phone.waitForEvent('download');
    await phone.getByRole('button', { name: 'Simpan Loket satu.jpg' }).click();
    expect((await readFile(await (await download).path())).toString('latin1')).not.toContain('GPS');
    await expectAccessible(phone);
  });

  it('lies before the handler with its file, one case', async () => {
    const desk = await openPage(browser, run, DESKTOP);
    await signInAs(desk, run, 'complaint-handler');
    await desk.goto('/meja/pengaduan');
    await desk
      .getByRole('button', { name: /Antrean terlalu lama/ })
      .first()
      .waitFor();
    expect(await desk.getByRole('button', { name: /Antrean terlalu lama/ }).count()).toBe(1);
    const answered = desk.waitForResponse(/\/attachments\//);
    await desk.getByRole('button', { name: 'Simpan Loket satu.jpg' }).click();
    const headers = (await answered).headers();
    expect(headers['content-disposition']).toMatch(/^attachment;/);
    expect(headers['x-content-type-options']).toBe('nosniff');
    await expectAccessible(desk);
  });

  it('from the box is written down with its scan by one, and held against it by another', async () => {
    const officer = await openPage(browser, run, DESKTOP);
    await signInAs(officer, run, 'officer');
    await officer.goto('/meja/catat-laporan');
    await officer.getByLabel('Pokok laporan').fill('Toilet kotor');
    await officer.getByLabel('Isi, kata demi kata').fill('Toilet tamu kotor sejak Snin.');
    await officer
      .locator('input[type=file]')
      .setInputFiles({ name: 'Pindaian.jpg', mimeType: 'image/jpeg', buffer: PHOTO });
    await expectAccessible(officer);
    await officer.getByRole('button', { name: 'Catat dan cetak kode' }).click();
    await officer.getByTestId('complaint-pin').waitFor();
    await officer.getByText('Terkirim, sedang diperiksa').waitFor();
    const checker = await openPage(browser, run, DESKTOP);
    await signInAs(checker, run, 'complaint-handler');
    await checker.goto('/meja/pengaduan');
    await checker.getByRole('button', { name: /Toilet kotor.*Perlu dicocokkan/ }).click();
    await checker.getByRole('button', { name: 'Simpan Pindaian.jpg' }).waitFor();
    await checker.getByLabel('Isi, kata demi kata').fill('Toilet tamu kotor sejak Senin.');
    await expectAccessible(checker);
    await checker.getByRole('button', { name: 'Sesuai dengan suratnya' }).click();
    await checker.getByText('Toilet tamu kotor sejak Senin.').waitFor();
    await checker.getByRole('button', { name: 'Tetapkan' }).waitFor();
  });
});
