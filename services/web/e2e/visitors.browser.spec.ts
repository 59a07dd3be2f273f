import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, startSystem, type RunningSystem } from '@pst/testing';
import type { Browser, Page } from 'playwright-core';
import { DESKTOP, expectAccessible, openBrowser, openPage, PHONE, signInAs } from './screens.ts';

const EMAIL = 'tamu-kembali@contoh.example';

describe('the person in the guestbook, on its screens', () => {
  let run: RunningSystem;
  let browser: Browser;

  beforeAll(async () => {
    run = await startSystem({ DEMO_CLOCK: '2026-11-23T09:00:00+07:00' });
    browser = await openBrowser();
  });

  afterAll(async () => {
    await browser?.close();
    await run?.stop();
  });

  async function opened(path: string, viewport: { width: number; height: number }): Promise<Page> {
    const page = await openPage(browser, run, viewport);
    await page.goto(path);
    return page;
  }

  const entry = (institution: string) => ({
    name: 'Siti Rahmawati',
    identityKind: 'ktp',
    institution,
    institutionCategory: 'education-research',
    occupation: 'student',
    education: 'bachelor',
    sex: 'female',
    birthYear: 1998,
    email: EMAIL,
    regencyCode: '1606',
    purpose: 'data-request',
    useOfData: 'research',
    service: 'physical-library',
    noticeVersion: '2026-01',
  });

  async function signed(institution: string): Promise<void> {
    const response = await fetch(`${run.gateway}/v1/visits`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(entry(institution)),
    });
    expect(response.status).toBe(201);
  }

  /** The code in the newest mail to the visitor, as a person would find it. */
  const codeMailed = (): Promise<string> =>
    eventually(async () => {
      const mails = (await (await fetch(`${run.mail}/email`)).json()) as {
        to: { address: string }[];
        text?: string;
      }[];
      const mail = mails.findLast(({ to }) => to.some(({ address }) => address === EMAIL));
      const code = mail?.text?.match(/Kode Anda: ([0-9]{6})/)?.[1];
      expect(code).toBeDefined();
      return code ?? '';
    });

  it('fills the form for a visitor who comes back and shows the mailed code', async () => {
    await signed('Universitas Sriwijaya (Unsri)');
    const page = await opened('/buku-tamu', PHONE);
    await page.getByRole('button', { name: 'Isi dengan kode' }).click();
    await expectAccessible(page);
    await page.getByLabel('E-mail atau telepon').fill(EMAIL);
    await page.getByRole('button', { name: 'Kirim kode' }).click();
    await page.getByLabel('Kode dari e-mail').fill(await codeMailed());
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Isikan jawaban saya' }).click();
    await page.getByText('Jawaban lama Anda sudah diisikan').waitFor();
    expect(await page.getByRole('button', { name: 'Isi dengan kode' }).count()).toBe(0);

    await page.getByLabel(/Perpustakaan fisik/).check();
    await page.getByLabel('Keperluan').selectOption('library-visit');
    await page.getByLabel('Data dipakai untuk').selectOption('research');
    await page.getByRole('button', { name: 'Lanjut' }).click();
    expect(await page.getByLabel('Nama lengkap').inputValue()).toBe('Siti Rahmawati');
    await page.getByRole('button', { name: 'Lanjut' }).click();
    expect(await page.getByLabel('Kabupaten/kota asal').inputValue()).toBe('1606');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Lanjut' }).click();
    await page.getByText('Pemberitahuan privasi', { exact: true }).click();
    await page.getByText('Dasar hukum').waitFor();
    await page.getByLabel(/Saya sudah membaca/).check();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Lanjut' }).click();
    await page.getByRole('button', { name: 'Kirim dan ambil nomor' }).click();
    await page.waitForURL(/\/tiket\//);
  });

  it('lets an officer say, by keyboard, which institution a spelling means', async () => {
    await signed('Poltek Sky');
    const page = await opened('/masuk', DESKTOP);
    await signInAs(page, run, 'officer');
    await page.goto('/meja/instansi');
    await page.getByRole('button', { name: 'Tautkan Poltek Sky' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('combobox', { name: 'Berarti instansi ini' }).focus();
    await page.keyboard.type('politeknik sek');
    await page.getByRole('option', { name: 'Politeknik Sekayu' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expectAccessible(page);
    await page.keyboard.press('Enter');
    await page.getByText('Semua instansi dikenali').waitFor();
    await page.getByLabel('Cari nama').fill('politeknik sekayu');
    await page.getByText(/1 kunjungan · 2 ejaan/).waitFor();
    await expectAccessible(page);
  });

  it('lets an officer enter who stands at the desk, and the lines of the paper book', async () => {
    const page = await opened('/masuk', DESKTOP);
    await signInAs(page, run, 'officer');
    await page.goto('/meja/tamu-baru');
    const person = async (name: string) => {
      await page.getByLabel('Nama lengkap').fill(name);
      await page.getByLabel('Tahun lahir').fill('1961');
      await page.getByLabel('Jenis kelamin').selectOption('male');
      await page.getByLabel('Pendidikan terakhir').selectOption('bachelor');
      await page.getByLabel('Nama instansi').fill('Pribadi');
      await page.getByLabel('Jenis instansi').selectOption('other');
      await page.getByLabel('Pekerjaan').selectOption('self-employed');
      await page.getByLabel(/Tamu sudah diberi tahu/).check();
    };
    await page.getByRole('button', { name: 'Daftarkan dan beri nomor' }).click();
    await page.getByRole('link', { name: 'Isi: Nama lengkap' }).waitFor();
    await expectAccessible(page);
    await person('Haji Abdul Karim');
    await page.getByRole('button', { name: 'Daftarkan dan beri nomor' }).click();
    await page.getByText(/Nomor antrean A\d{3}/).waitFor();
    await expectAccessible(page);

    await page.getByLabel('Disalin dari buku kertas').check();
    await person('Nyonya Kertas');
    await page.getByLabel('Jam datang').fill('08:10');
    await page.getByLabel('Jam selesai (bila tertulis)').fill('08:25');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Simpan baris ini' }).click();
    await page.getByText('Baris buku kertas tersimpan.').waitFor();

    await page.goto('/meja');
    await page.getByText('Haji Abdul Karim').first().waitFor();
    await page.getByText('didahulukan, lansia').waitFor();
    await page.getByText(/Sudah selesai hari ini/).click();
    await page.getByRole('cell', { name: 'Nyonya Kertas' }).waitFor();
  });

  it('shows an administrator whose time is over, erases them, and says so in the audit log', async () => {
    const page = await opened('/masuk', DESKTOP);
    await signInAs(page, run, 'admin');
    const entered = await page.request.post('/v1/desk/visits', {
      headers: { 'x-requested-with': 'pst-web' },
      data: {
        ...entry('Arsip Lama'),
        arrivedAt: '2025-11-20T03:00:00.000Z',
        completedAt: '2025-11-20T03:30:00.000Z',
      },
    });
    expect(await entered.text()).toContain('Siti Rahmawati');
    await page.goto('/meja/privasi');
    await page.getByText('Belum ada catatan').waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Uji coba: hitung dahulu' }).click();
    await page.getByText('1 kunjungan lewat masa simpan').waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Hapus data 1 kunjungan' }).click();
    await page.getByText('Data 1 kunjungan sudah dihapus').waitFor();
    await page.getByText('Masa simpan dijalankan').waitFor();
    await expectAccessible(page);
    await page.setViewportSize(PHONE);
    await expectAccessible(page);
    const day = await page.request.get('/v1/desk/visits?date=2025-11-20');
    expect(await day.text()).toMatch(/"name":null/);
  });
});
