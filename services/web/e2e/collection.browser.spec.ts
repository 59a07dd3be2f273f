import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startSystem, type RunningSystem } from '@pst/testing';
import type { Browser, Page } from 'playwright-core';
import { DESKTOP, expectAccessible, openBrowser, openPage, PHONE, signInAs } from './screens.ts';

describe('the collection, on the screens of a librarian', () => {
  let run: RunningSystem;
  let browser: Browser;
  let librarian: Page;

  beforeAll(async () => {
    run = await startSystem({ DEMO_CLOCK: '2026-11-23T09:00:00+07:00' });
    browser = await openBrowser();
    librarian = await openPage(browser, run, DESKTOP);
    await signInAs(librarian, run, 'librarian');
    await librarian.goto('/meja/koleksi');
  });

  afterAll(async () => {
    await browser?.close();
    await run?.stop();
  });

  async function expectAccessibleOnBoth(): Promise<void> {
    for (const viewport of [PHONE, DESKTOP]) {
      await librarian.setViewportSize(viewport);
      await expectAccessible(librarian);
    }
  }

  async function add(title: string): Promise<string> {
    await librarian.goto('/meja/koleksi/baru');
    await librarian.getByLabel('Judul').fill(title);
    await librarian.getByLabel('Tahun edisi').fill('2019');
    await librarian.getByLabel('Subjek').fill('Dalam Angka\nGeografi');
    await librarian.getByRole('button', { name: 'Simpan publikasi' }).click();
    await librarian.getByRole('heading', { level: 1, name: title }).waitFor();
    return new URL(librarian.url()).pathname;
  }

  it('takes in a new publication, with its PDF and a copy', async () => {
    await add('Statistik Danau Cala 2019');
    await librarian.getByLabel('Berkas PDF').setInputFiles({
      name: 'lais.pdf',
      mimeType: 'application/pdf',
      buffer: await librarian.pdf({ pageRanges: '1' }),
    });
    await librarian.getByRole('button', { name: 'Unggah' }).click();
    await librarian.getByText(/Versi 1 · 1 halaman/).waitFor();
    await librarian.getByRole('textbox', { name: 'Rak', exact: true }).fill('R 315 CAL');
    await librarian.getByRole('button', { name: 'Tambah eksemplar' }).click();
    await librarian.getByLabel(/Kondisi R 315 CAL/).waitFor();
    await expectAccessibleOnBoth();
  });

  it('corrects it for a reason, and the history says so', async () => {
    await librarian.getByLabel('Seri').fill('Statistik Danau Cala');
    await librarian.getByLabel('Alasan perubahan').fill('Menurut halaman judul');
    await librarian.getByRole('button', { name: 'Simpan perubahan' }).click();
    await librarian.getByText('“Menurut halaman judul”').waitFor();
    await expectAccessible(librarian);
  });

  it('makes one of two records, and the old address leads to the other', async () => {
    const old = await add('Statistik Danau Cala 2019');
    await librarian.goto('/meja/koleksi/ganda');
    const group = librarian.locator('form', { hasText: 'Statistik Danau Cala 2019' });
    await group.locator('div.row', { hasText: '1 eksemplar' }).getByRole('radio').check();
    await expectAccessibleOnBoth();
    await group.getByRole('button', { name: 'Gabungkan ke yang dipilih' }).click();
    await group.waitFor({ state: 'detached' });
    await librarian.goto(old.replace('/meja/koleksi', '/katalog'));
    await librarian.getByRole('link', { name: 'Buka publikasinya' }).click();
    await librarian.getByText('R 315 CAL').waitFor();
  });

  it('finds what is kept, and does the same to all that are chosen', async () => {
    await librarian.goto('/meja/koleksi');
    await librarian.getByLabel('Cari', { exact: true }).fill('danau cala 2019');
    const choose = librarian.getByLabel('Pilih Statistik Danau Cala 2019');
    await choose.check();
    await expectAccessibleOnBoth();
    await librarian.getByRole('button', { name: 'Terapkan' }).click();
    await librarian.getByText(/1 sudah demikian/).waitFor();
    await librarian.getByRole('button', { name: 'Tarik publikasi ini' }).click();
    await librarian.getByLabel('Alasan').fill('Uji coba');
    await expectAccessible(librarian);
    await librarian.getByRole('button', { name: 'Tarik', exact: true }).click();
    await choose.waitFor({ state: 'detached' });
  });

  it('takes a list from a file, and names what is wrong in it', async () => {
    await librarian.goto('/meja/katalog');
    await librarian.getByLabel('CSV', { exact: true }).check();
    const list = Buffer.from('id,title\nq1,Buku dari Daftar\nq2,\n');
    await librarian
      .getByLabel('Berkas')
      .setInputFiles({ name: 'daftar.csv', mimeType: 'text/csv', buffer: list });
    await librarian.getByRole('button', { name: 'Uji impor' }).click();
    await librarian.getByText(/1 baru, 0 berubah, 0 tetap, 1 ditolak/).waitFor();
    await librarian.getByText('Rekaman yang ditolak').click();
    await librarian.getByText('wajib diisi').waitFor();
    await expectAccessibleOnBoth();
  });

  it('is for librarians', async () => {
    const officer = await openPage(browser, run, DESKTOP);
    await signInAs(officer, run, 'officer');
    await officer.goto('/meja/koleksi');
    expect(await officer.getByRole('link', { name: 'Tambah publikasi' }).count()).toBe(0);
  });
});
