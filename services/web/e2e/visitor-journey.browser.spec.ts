import { readFileSync } from 'node:fs';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, startSystem, type RunningSystem } from '@pst/testing';
import type { Browser, Page } from 'playwright-core';
import { DESKTOP, expectAccessible, openBrowser, openPage, PHONE } from './screens.ts';

/** Monday, within service hours. */
const OPEN = '2026-11-23T09:00:00+07:00';
const WITHIN_A_MINUTE = { timeoutMs: 60_000, everyMs: 200 };
const PASSWORD = 'kursi rotan di teras 1606';

describe('a visit to the library desk, on its screens', () => {
  let run: RunningSystem;
  let browser: Browser;
  let visitor: Page;
  let officer: Page;

  beforeAll(async () => {
    run = await startSystem({ DEMO_CLOCK: OPEN });
    browser = await openBrowser();
    visitor = await pageOf(PHONE);
    officer = await pageOf(DESKTOP);
  });

  afterAll(async () => {
    await browser?.close();
    await run?.stop();
  });

  const pageOf = (viewport: { width: number; height: number }): Promise<Page> =>
    openPage(browser, run, viewport);

  const heading = (page: Page, name: string | RegExp) =>
    page.getByRole('heading', { level: 1, name }).waitFor();

  async function signIn(page: Page, email: string, password: string): Promise<void> {
    await page.goto('/masuk');
    await page.getByLabel('E-mail').fill(email);
    await page.locator('#field-password').fill(password);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Masuk' }).click();
    await page.waitForURL((url) => url.pathname !== '/masuk');
  }

  /** The link in the newest mail to an address, as a person would find it. */
  function linkMailedTo(address: string, part: string): Promise<string> {
    return eventually(async () => {
      const mails = (await (await fetch(`${run.mail}/email`)).json()) as {
        to: { address: string }[];
        text?: string;
      }[];
      const text = mails.findLast(
        (mail) => mail.to.some((to) => to.address === address) && mail.text?.includes(part),
      )?.text;
      const link = text?.match(/https?:\/\/\S+/g)?.find((found) => found.includes(part));
      if (link === undefined) {
        throw new Error(`no mail to that address has a link with ${part}`);
      }
      return link;
    }, WITHIN_A_MINUTE);
  }

  it('shows the published service standard', async () => {
    await visitor.goto('/');
    await heading(visitor, /Temukan data resmi/);
    await visitor.getByText('Buka sekarang').waitFor();
    await expectAccessible(visitor);

    await visitor.goto('/standar-layanan');
    await visitor.getByText('20 menit').waitFor();
    await visitor.getByText('Tidak dipungut biaya').first().waitFor();
    await expectAccessible(visitor);
  });

  let ticketAddress: string;
  it('gives a visitor who signs the guestbook a number and a promised time', async () => {
    await visitor.goto('/buku-tamu');
    await visitor.getByRole('button', { name: 'Lanjut' }).click();
    await visitor.getByRole('alert').waitFor();
    await expectAccessible(visitor);
    await visitor.getByLabel(/Perpustakaan fisik/).check();
    await visitor.getByLabel('Keperluan').selectOption('library-visit');
    await visitor.getByLabel('Data dipakai untuk').selectOption('research');
    await visitor.getByRole('button', { name: 'Lanjut' }).click();

    await visitor.getByLabel('Nama lengkap').fill('Siti Rahmawati');
    await visitor.getByLabel('Tahun lahir').fill('1998');
    await visitor.getByLabel('Perempuan').check();
    await visitor.getByLabel('Pendidikan terakhir').selectOption('bachelor');
    await expectAccessible(visitor);
    await visitor.getByRole('button', { name: 'Lanjut' }).click();

    await visitor.getByLabel('Nama instansi').fill('Universitas Sriwijaya');
    await visitor.getByLabel('Jenis instansi').selectOption('education-research');
    await visitor.getByLabel('Pekerjaan').selectOption('student');
    await visitor.getByRole('button', { name: 'Lanjut' }).click();

    await visitor.getByLabel('KTP').check();
    await visitor.getByLabel(/Saya sudah membaca/).check();
    await expectAccessible(visitor);
    await visitor.getByRole('button', { name: 'Lanjut' }).click();

    await visitor.getByRole('heading', { name: 'Periksa jawaban Anda' }).waitFor();
    await expectAccessible(visitor);
    await visitor.getByRole('button', { name: 'Kirim dan ambil nomor' }).click();

    await visitor.waitForURL('**/tiket/*');
    ticketAddress = visitor.url();
    await visitor.getByText(/^A\d{3}$/).waitFor();
    await visitor.getByText(/Dilayani paling lambat/).waitFor();
    await expectAccessible(visitor);
  });

  /** Keys rest while an action is under way; an officer sees it on the button, and waits. */
  async function pressOnce(possible: string, key: string): Promise<void> {
    await officer.getByRole('button', { name: possible, disabled: false }).waitFor();
    await officer.keyboard.press(key);
  }

  it('lets an officer serve by keyboard while ticket and board follow by themselves', async () => {
    const board = await pageOf({ width: 1080, height: 1920 });
    await board.goto('/papan');
    await board.getByText('1 menunggu').waitFor();
    await expectAccessible(board);

    const account = run.accounts['officer'];
    if (account === undefined) {
      throw new Error('the running system names no officer');
    }
    await signIn(officer, account.email, account.password);
    await officer.goto('/meja');
    await officer.getByText('Siti Rahmawati', { exact: true }).waitFor();
    await expectAccessible(officer);

    await pressOnce('Panggil berikutnya', 'n');
    await officer.getByText('Dipanggil').waitFor();
    await visitor.getByText('Silakan ke loket 1').waitFor();
    await board.getByText('Loket 1').first().waitFor();
    await pressOnce('Kartu sudah dilihat', 'i');
    await officer.getByText('Kartu dilihat:').waitFor();
    await pressOnce('Mulai melayani', 's');
    await officer.getByRole('button', { name: /^Selesai/ }).waitFor();
    await expectAccessible(officer);
    await pressOnce('Selesai', 'f');

    await officer.getByText('Loket kosong').waitFor();
    await board.context().close();
  });

  it('asks for a rating after the visit, once', async () => {
    await visitor.goto(`${ticketAddress}/penilaian`);
    await visitor.waitForURL('**/survei/*', { timeout: 60_000 });
    await visitor.getByText('Sangat baik').click();
    await visitor.getByLabel(/Saran/).fill('Cepat dan ramah.');
    await expectAccessible(visitor);
    await visitor.getByRole('button', { name: 'Kirim penilaian' }).click();
    await visitor.getByText('Terima kasih!').waitFor();
    await visitor.reload();
    await visitor.getByText('Terima kasih!').waitFor();
  });

  it('finds a publication, registers its reader by mail, and opens the PDF', async () => {
    await visitor.goto('/katalog?q=musi');
    await visitor.getByText(/publikasi ditemukan/).waitFor();
    await expectAccessible(visitor);
    await visitor.goto('/katalog?q=zzqqxx');
    await visitor.getByText('Tidak ada yang cocok').waitFor();
    await expectAccessible(visitor);

    const email = `pembaca-${crypto.randomUUID().slice(0, 8)}@contoh.test`;
    await visitor.goto('/daftar');
    await visitor.getByLabel('Nama').fill('Pembaca Setia');
    await visitor.getByLabel('E-mail').fill(email);
    await visitor.locator('#field-password').fill(PASSWORD);
    await expectAccessible(visitor);
    await visitor.getByRole('button', { name: 'Daftar' }).click();
    await heading(visitor, 'Periksa e-mail Anda');
    await visitor.goto(await linkMailedTo(email, '/verifikasi'));
    await expectAccessible(visitor);
    await visitor.getByRole('button', { name: 'Verifikasi e-mail saya' }).click();
    await visitor.getByText('Akun siap dipakai').waitFor();
    await signIn(visitor, email, PASSWORD);

    // A book of many pages, so that the reader fetches it piece by piece.
    await visitor.goto('/katalog?q=kabupaten+musi+banyuasin+dalam+angka+2025');
    await visitor.locator('.results a').first().click();
    await visitor.waitForURL('**/katalog/*-*');
    await expectAccessible(visitor);
    const piece = visitor.waitForResponse((answer) => answer.status() === 206);
    await visitor.getByRole('link', { name: 'Baca sekarang' }).click();
    await piece;
    await visitor.locator('.textLayer span').first().waitFor();
    // The reader has a spec of its own, which looks at the words of a page as well.
    await expectAccessible(visitor, { alike: '.textLayer' });
    await visitor.getByLabel('Nomor halaman').fill('2');
    await visitor.keyboard.press('Enter');
    await visitor.waitForURL('**halaman=2');
    await visitor.getByRole('link', { name: /Kembali/ }).click();

    await visitor.getByRole('link', { name: 'Minta dikirim lewat e-mail' }).click();
    await visitor.getByLabel('Dipakai untuk').selectOption('research');
    await visitor.getByLabel('Tautan unduhan').check();
    await expectAccessible(visitor);
    await visitor.getByRole('button', { name: 'Lanjut' }).click();
    await visitor.getByRole('button', { name: 'Kirim permintaan' }).click();
    await visitor.getByText('Permintaan terkirim:').waitFor();

    await officer.goto('/meja/permintaan');
    await officer.getByText('Pembaca Setia').first().waitFor();
    await expectAccessible(officer);
    await officer.getByRole('button', { name: 'Setujui dan kirim' }).click();

    await visitor.goto(await linkMailedTo(email, '/unduhan/'));
    await expectAccessible(visitor);
    const download = visitor.waitForEvent('download');
    await visitor.getByRole('link', { name: 'Unduh PDF' }).first().click();
    const file = await (await download).path();
    expect(readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('says clearly that a download link is unknown', async () => {
    await visitor.goto('/unduhan/tidak-ada-kiriman-dengan-tautan-ini');
    await heading(visitor, 'Tautan tidak berlaku');
    await expectAccessible(visitor);
  });

  it('answers a complaint to whoever has its code and PIN', async () => {
    await visitor.goto('/pengaduan');
    await visitor.getByLabel('Pokok laporan').fill('Antrean lama');
    await visitor.getByLabel('Apa yang terjadi?').fill('Saya menunggu satu jam pada Senin pagi.');
    await visitor.getByLabel('Tanpa nama').check({ force: true });
    await expectAccessible(visitor);
    await visitor.getByRole('button', { name: 'Kirim laporan' }).click();
    const code = (await visitor.getByTestId('complaint-code').textContent()) ?? '';
    const pin = (await visitor.getByTestId('complaint-pin').textContent()) ?? '';
    expect(code).toMatch(/^ADU-/);
    await expectAccessible(visitor);

    const account = run.accounts['complaint-handler'];
    if (account === undefined) {
      throw new Error('the running system names no complaint handler');
    }
    const handler = await pageOf(DESKTOP);
    await signIn(handler, account.email, account.password);
    await handler.goto('/meja/pengaduan');
    await handler.getByText('Antrean lama').first().click();
    await handler.getByRole('button', { name: 'Tetapkan' }).click();
    await handler.getByLabel('Tanggapan awal').fill('Terima kasih, kami periksa.');
    await expectAccessible(handler);
    await handler.getByRole('button', { name: 'Kirim tanggapan' }).click();
    await handler.getByText('Terima kasih, kami periksa.').first().waitFor();
    await handler.context().close();

    await visitor.goto('/pengaduan/lacak');
    await visitor.getByLabel('Kode').fill(code);
    await visitor.getByLabel('PIN').fill(pin);
    await visitor.getByRole('button', { name: 'Lihat laporan' }).click();
    await visitor.getByText('Terima kasih, kami periksa.').waitFor();
    await expectAccessible(visitor);
  });

  it('shows the day in numbers', async () => {
    await officer.goto('/meja/laporan');
    await officer.getByText('Dilayani tepat waktu').waitFor();
    await expectAccessible(officer);
  });
});
