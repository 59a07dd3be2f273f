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
  }, 300_000);

  afterAll(async () => {
    await browser?.close();
    await run?.stop();
  }, 60_000);

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

  /** Uses a right up to the receipt; the request's code. */
  async function request(
    kind: string,
    codeBefore?: string,
  ): Promise<{ code: string; otp: string }> {
    await visitor.goto('/privasi');
    await visitor.getByLabel(kind).check();
    await visitor.getByLabel('E-mail atau telepon saat berkunjung').fill(EMAIL);
    await visitor.getByRole('button', { name: 'Kirim kode' }).click();
    await visitor.getByRole('heading', { name: kind }).waitFor();
    const otp = await mailed(/Kode Anda: (\d{6})/, codeBefore);
    await visitor.getByLabel('Kode dari e-mail').fill(otp);
    await visitor.getByRole('button', { name: 'Ajukan permohonan' }).click();
    await visitor.getByRole('heading', { name: 'Permohonan diterima' }).waitFor();
    const code = (await visitor.getByText(/^PDP-/).textContent()) ?? '';
    return { code, otp };
  }

  async function decideInTheList(code: string, first: string, then: string): Promise<void> {
    const line = admin.getByRole('listitem').filter({ hasText: code });
    await line.getByRole('button', { name: first }).click();
    await expectAccessibleOnBoth(admin);
    await line.getByRole('button', { name: then }).click();
    await line.getByText('Menunggu jawaban').waitFor({ state: 'detached' });
  }

  it('begin with the notice, its version, and what can be asked for', async () => {
    await visitor.goto('/');
    await visitor.getByRole('link', { name: 'Privasi dan hak Anda' }).click();
    await visitor.getByRole('heading', { name: 'Pemberitahuan privasi' }).waitFor();
    await visitor.getByText('2026-01').waitFor();
    await expectAccessibleOnBoth(visitor);
  });

  it('say of a wrong code only that it does not match', async () => {
    await visitor.getByLabel('E-mail atau telepon saat berkunjung').fill('tidak@pernah.example');
    await visitor.getByRole('button', { name: 'Kirim kode' }).click();
    await visitor.getByLabel('Kode dari e-mail').fill('123456');
    await visitor.getByRole('button', { name: 'Ajukan permohonan' }).click();
    await visitor.getByRole('heading', { name: 'Kode tidak cocok' }).waitFor();
    await expectAccessibleOnBoth(visitor);
  });

  let accessOtp = '';

  it('give a copy of the data, by a link that is good once', async () => {
    const { code, otp } = await request('Salinan data');
    accessOtp = otp;
    await visitor.getByText('Senin, 30 November').waitFor(); // three days, whatever the weekend
    await expectAccessibleOnBoth(visitor);

    await admin.goto('/meja/privasi');
    expect(await admin.content()).not.toContain(NAME);
    await decideInTheList(code, 'Kabulkan…', 'Ya, kirim tautannya');

    const link = await mailed(/(http\S+\/privasi\/salinan#\S+)/);
    await visitor.goto(link);
    await visitor.reload(); // looking at the page uses nothing up
    await visitor.getByRole('button', { name: 'Ambil salinan' }).waitFor();
    await expectAccessibleOnBoth(visitor);
    await visitor.getByRole('button', { name: 'Ambil salinan' }).click();
    await visitor.getByText(NAME).waitFor();
    await expectAccessibleOnBoth(visitor);
    const saving = visitor.waitForEvent('download');
    await visitor.getByRole('button', { name: 'Simpan berkas (JSON)' }).click();
    const file = await (await saving).path();
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
      office: '1606',
      visits: [{ name: NAME, email: EMAIL }],
    });

    await visitor.reload();
    await visitor.getByRole('button', { name: 'Ambil salinan' }).click();
    await visitor.getByRole('heading', { name: 'Salinan tidak tersedia lagi' }).waitFor();
    await expectAccessibleOnBoth(visitor);
  });

  it('erase the person, and show so to whoever has the code', async () => {
    const { code } = await request('Penghapusan data', accessOtp);
    await admin.goto('/meja/privasi');
    await decideInTheList(code, 'Kabulkan…', 'Ya, hapus datanya');
    await mailed(/(sudah dihapus dari buku tamu)/);

    await visitor.goto('/privasi');
    await visitor.getByLabel('Kode permohonan').fill(code);
    await visitor.getByRole('button', { name: 'Lihat', exact: true }).click();
    await visitor.getByText('Dikabulkan').waitFor();
    await expectAccessibleOnBoth(visitor);

    await admin.reload();
    await admin.getByText('Permohonan dikabulkan').first().waitFor();
    await expectAccessibleOnBoth(admin);
    await admin.goto('/meja/laporan');
    const held = await admin.evaluate(async () => {
      const day = await fetch('/v1/desk/visits?date=2026-11-27');
      return JSON.stringify(await day.json());
    });
    expect(held).toContain('"name":null');
    expect(held).not.toContain(NAME);
  });
});
