import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { questionnaire } from '@pst/contracts';
import { eventually, startSystem, type RunningSystem } from '@pst/testing';
import type { Browser, Page } from 'playwright-core';
import { DESKTOP, expectAccessible, openBrowser, openPage, PHONE, signInAs } from './screens.ts';

/** Monday, within service hours. */
const OPEN = '2026-11-23T09:00:00+07:00';

const ENTRY = {
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

describe('satisfaction, from a visitor’s phone to the public page', () => {
  let run: RunningSystem;
  let browser: Browser;
  let visitor: Page;
  let head: Page;
  let officer: string;

  beforeAll(async () => {
    run = await startSystem({ DEMO_CLOCK: OPEN });
    browser = await openBrowser();
    visitor = await openPage(browser, run, PHONE);
    const account = run.accounts['officer'];
    if (account === undefined) {
      throw new Error('the running system names no officer');
    }
    ({ accessToken: officer } = await post<{ accessToken: string }>('/v1/sessions', account));
  });

  afterAll(async () => {
    await browser?.close();
    await run?.stop();
  });

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

  /** The path of the survey of a visitor who was just served. */
  async function surveyOfAVisit(): Promise<string> {
    const { id, code } = await post<{ id: string; code: string }>('/v1/visits', ENTRY);
    await post('/v1/desk/calls', { counter: '1' }, officer);
    await post(`/v1/desk/visits/${id}/identity-check`, { kind: 'ktp' }, officer);
    await post(`/v1/desk/visits/${id}/start`, {}, officer);
    await post(`/v1/desk/visits/${id}/complete`, {}, officer);
    return eventually(async () => {
      const ticket = await fetch(`${run.gateway}/v1/visits/${code}`);
      const { surveyUrl } = (await ticket.json()) as { surveyUrl: string | null };
      expect(surveyUrl).not.toBeNull();
      return new URL(surveyUrl ?? '').pathname;
    });
  }

  it('takes two touches, and says what is missing', async () => {
    await visitor.goto(await surveyOfAVisit());
    await visitor.getByRole('button', { name: 'Kirim penilaian' }).click();
    await visitor.getByRole('link', { name: 'Pilih nilai 1 sampai 5' }).waitFor();
    await expectAccessible(visitor);
    await visitor.getByText('Sangat baik').click();
    await visitor.getByLabel(/Saran/).fill('Ruang bacanya sejuk. Telepon saya 0812-3456-7890.');
    await visitor.getByRole('button', { name: 'Kirim penilaian' }).click();
    await visitor.getByText('Terima kasih!').waitFor();
    await visitor.reload();
    await visitor.getByText('Terima kasih!').waitFor();
  });

  it('asks the nine elements of whoever wants, all of them', async () => {
    await visitor.goto(await surveyOfAVisit());
    await visitor.getByText('Baik', { exact: true }).click();
    await visitor.getByRole('button', { name: 'Jawab sembilan pertanyaan' }).click();
    const questions = visitor.getByRole('group').filter({ has: visitor.getByRole('radio') });
    expect(await questions.count()).toBe(10);
    for (let element = 1; element < 9; element += 1) {
      await questions.nth(element).locator('label').last().click();
    }
    await visitor.getByRole('button', { name: 'Kirim penilaian' }).click();
    await visitor.getByRole('link', { name: 'Jawab: Penanganan pengaduan' }).click();
    await expectAccessible(visitor);
    await visitor.setViewportSize(DESKTOP);
    await expectAccessible(visitor);
    await visitor.keyboard.press('Space');
    await visitor.getByLabel('Umur').selectOption({ label: '17–25' });
    await visitor.getByRole('button', { name: 'Kirim penilaian' }).click();
    await visitor.getByText('Terima kasih!').waitFor();
  });

  it('offers the national survey afterwards, on its own scale', async () => {
    await visitor.getByRole('button', { name: /Isi survei nasional/ }).click();
    await visitor.getByRole('button', { name: 'Kirim survei nasional' }).click();
    await visitor.getByRole('link', { name: 'Nilai: Tidak ada percaloan' }).waitFor();
    await expectAccessible(visitor);
    const items = visitor.getByRole('group').filter({ has: visitor.getByRole('radio') });
    expect(await items.count()).toBe(16);
    for (let item = 0; item < 16; item += 1) {
      await items.nth(item).locator('label').nth(8).click();
    }
    await visitor.getByRole('button', { name: 'Kirim survei nasional' }).click();
    await visitor.getByText('Terima kasih!').waitFor();
  });

  it('publishes nothing of two answers', async () => {
    await visitor.getByRole('link', { name: 'Kepuasan masyarakat' }).click();
    await visitor.getByText('Belum cukup jawaban untuk diumumkan').waitFor();
    await expectAccessible(visitor);
  });

  it('shows the index, its elements and its quarters from five answers on', async () => {
    for (let given = 0; given < 4; given += 1) {
      await post(`/v1/surveys/${(await surveyOfAVisit()).split('/survei/')[1]}`, {
        rating: 4,
        elements: Object.fromEntries(
          Object.keys(questionnaire).map((element) => [element, element === 'time' ? 2 : 4]),
        ),
      });
    }
    await visitor.reload();
    // Time at 2.4, complaints at 3.4, the others at 4: 25 / 9 x 33.8.
    await visitor.getByText('93,89').first().waitFor();
    await visitor.getByText('5 dari 196 yang diperlukan setahun').waitFor();
    await visitor.getByText('Triwulan 4 2026').waitFor();
    await visitor.getByText('Cara menghitung').click();
    await expectAccessible(visitor);
    await visitor.setViewportSize(PHONE);
    await expectAccessible(visitor);
  });

  it('is a picture that another site can show', async () => {
    const picture = await fetch(`${run.gateway}/v1/satisfaction/picture.svg`);
    expect(picture.headers.get('content-type')).toMatch('image/svg+xml');
    expect(picture.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    expect(await picture.text()).toContain('93,89 · A (Sangat baik)');
    const elsewhere = await openPage(browser, run, PHONE);
    // A page of another origin, as another office's site is.
    await elsewhere.setContent(`<img src="${run.gateway}/v1/satisfaction/picture.svg">`);
    await eventually(async () => {
      expect(await elsewhere.evaluate('document.images[0].naturalWidth')).toBe(420);
    });
  });

  it('is scanned from the officer’s screen after a visit', async () => {
    const desk = await openPage(browser, run, DESKTOP);
    await signInAs(desk, run, 'officer');
    await post('/v1/visits', ENTRY);
    await desk.goto('/meja');
    for (const key of ['Panggil berikutnya', 'Kartu sudah dilihat', 'Mulai melayani', 'Selesai']) {
      await desk.getByRole('button', { name: new RegExp(`^${key}`) }).click();
    }
    await desk.getByRole('img', { name: 'Kode QR penilaian layanan' }).waitFor();
    await expectAccessible(desk);
  });

  it('shows a comment to everybody once the head has published it, without what tells of a person', async () => {
    head = await openPage(browser, run, DESKTOP);
    await signInAs(head, run, 'head');
    await head.goto('/meja/penilaian');
    await head.getByText('Ruang bacanya sejuk. Telepon saya 0812-3456-7890.').waitFor();
    await head.getByText('Samarkan kata sebelum diterbitkan').click();
    await head.getByRole('button', { name: 'Samarkan 0812-3456-7890', exact: true }).click();
    await head.getByLabel('Kata yang disamarkan').fill('Kenari');
    await head.getByText('Tidak ada dalam teks ini').waitFor();
    await expectAccessible(head);
    await head.getByLabel('Kata yang disamarkan').fill('');
    await visitor.goto('/kepuasan');
    await visitor.getByText('93,89').first().waitFor();
    expect(await visitor.getByText('Ruang bacanya sejuk.').count()).toBe(0);

    await head.getByRole('button', { name: 'Terbitkan tanpa kata itu' }).click();
    await head.getByRole('listitem').getByText('Diterbitkan', { exact: true }).waitFor();
    await head.getByText('Dibaca umum sebagai').waitFor();
    await visitor.reload();
    await visitor.getByText('Ruang bacanya sejuk. Telepon saya […].').waitFor();
    await expectAccessible(visitor);
  });

  it('is reported on and followed up by the head, for everybody to see', async () => {
    await head.goto('/meja/laporan/kepuasan');
    await head.getByText('1. Nilai per unsur').waitFor();
    await expectAccessible(head);
    await head.getByLabel('Penanggung jawab (jabatan)').fill('Kepala Subbagian Umum');
    await head.getByLabel('Selesai paling lambat').fill('2026-12-18');
    await head.getByLabel('Yang akan dilakukan').fill('Menambah satu petugas pada jam sibuk.');
    await head.getByRole('button', { name: 'Simpan rencana' }).click();
    await head.getByText('paling lambat 18 Desember 2026').waitFor();
    await expectAccessible(head);
    await visitor.reload();
    await visitor.getByText('Menambah satu petugas pada jam sibuk.').waitFor();
    await expectAccessible(visitor);

    const saved = head.waitForEvent('download');
    await head.getByRole('button', { name: 'Excel' }).click();
    expect((await saved).suggestedFilename()).toMatch(/^kepuasan-.*\.xlsx$/);
  });
});
