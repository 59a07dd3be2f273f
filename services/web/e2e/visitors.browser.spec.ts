import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, startSystem, type RunningSystem } from '@pst/testing';
import { type Browser, chromium, type Page } from 'playwright-core';

const EMAIL = 'tamu-kembali@contoh.example';

describe('the person in the guestbook, on its screens', () => {
  let run: RunningSystem;
  let browser: Browser;

  beforeAll(async () => {
    run = await startSystem({ DEMO_CLOCK: '2026-11-23T09:00:00+07:00' });
    browser = await chromium.launch({
      executablePath: process.env['CHROMIUM_BIN'] ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--no-first-run'],
    });
  }, 300_000);

  afterAll(async () => {
    await browser?.close();
    await run?.stop();
  }, 60_000);

  async function opened(path: string, viewport: { width: number; height: number }): Promise<Page> {
    const context = await browser.newContext({
      baseURL: run.gateway,
      viewport,
      serviceWorkers: 'block',
    });
    context.setDefaultTimeout(20_000);
    const page = await context.newPage();
    await page.goto(path);
    return page;
  }

  /** Nothing that axe can find, in light and in dark, and nothing over the edge. */
  async function expectAccessible(page: Page): Promise<void> {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
        .analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    }
    await page.emulateMedia({ colorScheme: 'light' });
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThan(
      2,
    );
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
    const page = await opened('/buku-tamu', { width: 390, height: 844 });
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
    const page = await opened('/masuk', { width: 1366, height: 768 });
    await page.getByLabel('E-mail').fill(run.accounts['officer']?.email ?? '');
    await page.locator('#field-password').fill(run.accounts['officer']?.password ?? '');
    await page.getByRole('button', { name: 'Masuk' }).click();
    await page.waitForURL((url) => url.pathname !== '/masuk');
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
    const page = await opened('/masuk', { width: 1366, height: 768 });
    await page.getByLabel('E-mail').fill(run.accounts['officer']?.email ?? '');
    await page.locator('#field-password').fill(run.accounts['officer']?.password ?? '');
    await page.getByRole('button', { name: 'Masuk' }).click();
    await page.waitForURL((url) => url.pathname !== '/masuk');
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
    const page = await opened('/masuk', { width: 1366, height: 768 });
    await page.getByLabel('E-mail').fill(run.accounts['admin']?.email ?? '');
    await page.locator('#field-password').fill(run.accounts['admin']?.password ?? '');
    await page.getByRole('button', { name: 'Masuk' }).click();
    await page.waitForURL((url) => url.pathname !== '/masuk');
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
    await page.setViewportSize({ width: 390, height: 844 });
    await expectAccessible(page);
    const day = await page.request.get('/v1/desk/visits?date=2025-11-20');
    expect(await day.text()).toMatch(/"name":null/);
  });
});
