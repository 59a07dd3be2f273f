import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, startSystem, type RunningSystem } from '@pst/testing';
import type { Browser, Page } from 'playwright-core';
import { DESKTOP, expectAccessible, openBrowser, openPage, PHONE, signInAs } from './screens.ts';

const EMAIL = 'beo@contoh.example';
const NAME = 'Beo Rahasia';

describe('the rights of a person, on their screens', () => {
  let run: RunningSystem;
  let browser: Browser;
  let visitor: Page;
  let admin: Page;

  beforeAll(async () => {
    run = await startSystem({ DEMO_CLOCK: '2026-11-27T09:00:00+07:00' }); // a Friday
    browser = await openBrowser();
    visitor = await openPage(browser, run, PHONE);
    admin = await openPage(browser, run, DESKTOP);
    const visit = await post('/v1/visits', {
      name: NAME,
      identityKind: 'ktp',
      institution: 'Universitas Sriwijaya',
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
    await post(`/v1/visits/${String(visit['code'])}/departure`, {});
    await signInAs(admin, run, 'admin');
  });

  afterAll(async () => {
    await browser?.close();
    await run?.stop();
  });

  async function post(path: string, body: object): Promise<Record<string, unknown>> {
    const response = await fetch(run.gateway + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(response.ok).toBe(true);
    return (await response.json()) as Record<string, unknown>;
  }

  /** What `pattern` finds in the newest mail to the visitor that has it, as a person would find it. */
  const mailed = (pattern: RegExp, notThis?: string): Promise<string> =>
    eventually(async () => {
      const mails = (await (await fetch(`${run.mail}/email`)).json()) as {
        to: { address: string }[];
        text?: string;
      }[];
      const found = mails
        .filter(({ to }) => to.some(({ address }) => address === EMAIL))
        .flatMap(({ text }) => pattern.exec(text ?? '')?.[1] ?? [])
        .at(-1);
      if (found === undefined || found === notThis) {
        throw new Error(`no mail has ${pattern.source}`);
      }
      return found;
    });

  async function expectAccessibleOnBoth(page: Page): Promise<void> {
    const before = page.viewportSize() ?? PHONE;
    for (const viewport of [PHONE, DESKTOP]) {
      await page.setViewportSize(viewport);
      await expectAccessible(page);
    }
    await page.setViewportSize(before);
  }

  let lastMailed: string | undefined;

  /** Uses a right up to the code that was mailed for it. */
  async function begin(kind: string): Promise<void> {
    await visitor.goto('/privasi');
    await visitor.getByLabel(kind).check();
    await visitor.getByLabel('E-mail atau telepon saat berkunjung').fill(EMAIL);
    await visitor.getByRole('button', { name: 'Kirim kode' }).click();
    await visitor.getByRole('heading', { name: kind }).waitFor();
    lastMailed = await mailed(/Kode Anda: (\d{6})/, lastMailed);
    await visitor.getByLabel('Kode dari e-mail').fill(lastMailed);
  }

  /** The code on the receipt. */
  async function file(): Promise<string> {
    await visitor.getByRole('button', { name: 'Ajukan permohonan' }).click();
    await visitor.getByRole('heading', { name: 'Permohonan diterima' }).waitFor();
    return (await visitor.getByText(/^PDP-/).textContent()) ?? '';
  }

  async function grant(code: string, button: string, read: string): Promise<void> {
    await admin.goto('/meja/privasi');
    const line = admin.getByRole('listitem').filter({ hasText: code });
    await line.getByText('Menunggu jawaban').waitFor();
    expect(await admin.content()).not.toContain(read); // only who decides reads it
    await line.getByRole('button', { name: 'Kabulkan…' }).click();
    await line.getByText(read).first().waitFor();
    await expectAccessible(admin);
    await line.getByRole('button', { name: button }).click();
    await line.getByText('Menunggu jawaban').waitFor({ state: 'detached' });
  }

  it('begin with the notice, its version, and what can be asked for', async () => {
    await visitor.goto('/');
    await visitor.getByRole('link', { name: 'Privasi dan hak Anda' }).click();
    await visitor.getByRole('heading', { name: 'Pemberitahuan privasi' }).waitFor();
    await visitor.getByText('2026-02').waitFor();
    await expectAccessibleOnBoth(visitor);
  });

  it('say of a wrong code only that it does not match', async () => {
    await visitor.getByLabel('E-mail atau telepon saat berkunjung').fill('tidak@pernah.example');
    await visitor.getByRole('button', { name: 'Kirim kode' }).click();
    await visitor.getByLabel('Kode dari e-mail').fill('123456');
    await visitor.getByRole('button', { name: 'Ajukan permohonan' }).click();
    await visitor.getByRole('heading', { name: 'Kode tidak cocok' }).waitFor();
    await expectAccessible(visitor);
  });

  let code: string;

  it('are due in three days, whatever the weekend', async () => {
    await begin('Salinan data');
    code = await file();
    await visitor.getByText('Senin, 30 November').waitFor();
    await expectAccessible(visitor);
  });

  it('give a copy of the data, by a link that looking at it does not use up', async () => {
    await grant(code, 'Ya, kirim tautannya', NAME);
    await visitor.goto(await mailed(/(http\S+\/privasi\/salinan#\S+)/));
    await visitor.reload();
    await visitor.getByRole('button', { name: 'Ambil salinan' }).click();
    await visitor.getByText(NAME).waitFor();
    await expectAccessible(visitor);
    const saving = visitor.waitForEvent('download');
    await visitor.getByRole('button', { name: 'Simpan berkas (JSON)' }).click();
    const path = await (await saving).path();
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({
      office: '1606',
      visits: [{ name: NAME, email: EMAIL }],
    });
  });

  it('give that copy once', async () => {
    await visitor.reload();
    await visitor.getByRole('button', { name: 'Ambil salinan' }).click();
    await visitor.getByRole('heading', { name: 'Salinan tidak tersedia lagi' }).waitFor();
    await expectAccessible(visitor);
  });

  it('put right what was written wrongly', async () => {
    await begin('Pembetulan data');
    await visitor.getByLabel('Nama').fill('Beo Benar');
    await expectAccessible(visitor);
    code = await file();
    await grant(code, 'Ya, betulkan', 'Beo Benar');
    await admin.getByText('Permohonan dibaca').first().waitFor();
  });

  it('erase the person, and no figure', async () => {
    const read = (path: string): Promise<string> =>
      admin.evaluate(async (address) => (await fetch(address)).text(), path);
    const figures = '/v1/reports/figures?from=2026-11-27&to=2026-11-27';
    const before = JSON.parse(await read(figures)) as object;
    await begin('Penghapusan data');
    code = await file();
    await grant(code, 'Ya, hapus datanya', 'Beo Benar');
    await mailed(/(sudah dihapus dari buku tamu)/);
    const visits = await read('/v1/desk/visits?date=2026-11-27');
    expect(visits).toContain('"name":null');
    expect(visits).not.toContain('Beo');
    expect(JSON.parse(await read(figures))).toEqual(before);
  });

  it('are used at the desk by who left no address, with a card and a printed copy', async () => {
    const guest = await post('/v1/visits', {
      name: 'Kutilang Rahasia',
      identityKind: 'sim',
      institution: 'Umum',
      institutionCategory: 'other',
      occupation: 'other',
      occupationText: 'Pengrajin',
      education: 'upper-secondary',
      sex: 'male',
      birthYear: 1970,
      purpose: 'library-visit',
      useOfData: 'other',
      service: 'physical-library',
      noticeVersion: '2026-01',
    });
    await post(`/v1/visits/${String(guest['code'])}/departure`, {});
    const officer = await openPage(browser, run, DESKTOP);
    await signInAs(officer, run, 'officer');
    await officer.goto('/meja/privasi');
    await officer.getByLabel('Nomor antrean').fill(String(guest['ticketNumber']));
    await officer.getByRole('button', { name: 'Tambahkan' }).click();
    await officer.getByText('Kutilang Rahasia').waitFor();
    await officer.getByLabel('Kartu yang dilihat').selectOption('sim');
    await expectAccessibleOnBoth(officer);
    await officer.getByRole('button', { name: 'Ajukan permohonan' }).click();
    const receipt = officer.getByText(/^PDP-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    const filed = await receipt.innerText();
    await expectAccessible(officer);
    await admin.goto('/meja/privasi');
    await grant(filed, 'Ya, siapkan salinan', 'Kutilang Rahasia');
    await admin.getByRole('button', { name: 'Ambil salinan' }).click();
    await admin.getByRole('button', { name: 'Cetak salinan' }).waitFor();
    await expectAccessible(admin);
    await admin.emulateMedia({ media: 'print' });
    await admin.getByRole('heading', { name: 'Salinan data pribadi di buku tamu' }).waitFor();
    await admin.getByText('Pengrajin').waitFor();
    await admin.emulateMedia({ media: 'screen' });
  });

  it('show how far they are to whoever has the code', async () => {
    await visitor.goto('/privasi');
    await visitor.getByLabel('Kode permohonan').fill(code);
    await visitor.getByRole('button', { name: 'Lihat', exact: true }).click();
    await visitor.getByText('Dikabulkan').waitFor();
    await expectAccessible(visitor);
    await admin.setViewportSize(PHONE);
    await expectAccessible(admin);
  });
});
