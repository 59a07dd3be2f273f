import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startSystem, type RunningSystem } from '@pst/testing';
import type { Browser, Page } from 'playwright-core';
import { DESKTOP, expectAccessible, openBrowser, openPage, PHONE, signInAs } from './screens.ts';

/** Monday, within service hours. */
const OPEN = '2026-11-23T09:00:00+07:00';

describe('the desk PCs, on their screens', () => {
  let run: RunningSystem;
  let browser: Browser;
  let officer: Page;
  let pc: Page;
  let phone: Page;
  let token = '';
  let ticket: { id: string; code: string; ticketNumber: string };
  let next: typeof ticket;

  beforeAll(async () => {
    run = await startSystem({ DEMO_CLOCK: OPEN });
    browser = await openBrowser();
    officer = await pageOf(DESKTOP);
    pc = await pageOf(DESKTOP);
    phone = await pageOf(PHONE);
    const { email, password } = run.accounts['officer'] ?? {};
    const signedIn = await ask<{ accessToken: string }>('/v1/sessions', { email, password });
    token = signedIn.accessToken;
  });

  afterAll(async () => {
    await browser?.close();
    await run?.stop();
  });

  const pageOf = (viewport: { width: number; height: number }): Promise<Page> =>
    openPage(browser, run, viewport);

  /** At the desk beside the browser, where this spec is not about that screen. */
  async function ask<Reply>(path: string, body: unknown): Promise<Reply> {
    const response = await fetch(`${run.gateway}${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token && { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
    });
    if (!response.ok) {
      throw new Error(`${path} answers ${response.status}: ${await response.text()}`);
    }
    return (await response.json()) as Reply;
  }

  async function visitorWhoWaitsForPc(): Promise<typeof ticket> {
    const signed = await ask<typeof ticket>('/v1/visits', {
      name: 'Pembaca Layar',
      identityKind: 'ktp',
      institution: 'Universitas',
      institutionCategory: 'education-research',
      occupation: 'student',
      education: 'bachelor',
      sex: 'female',
      birthYear: 2003,
      purpose: 'library-visit',
      useOfData: 'research',
      service: 'digital-library',
      noticeVersion: '2026-01',
    });
    await ask('/v1/desk/calls', { counter: '1' });
    await ask(`/v1/desk/visits/${signed.id}/identity-check`, { kind: 'ktp' });
    await ask(`/v1/desk/visits/${signed.id}/to-workstation`, {});
    return signed;
  }

  const card = (name: string) =>
    officer.getByRole('listitem').filter({ has: officer.getByRole('heading', { name }) });

  it('begin with an empty pool, to which the officer adds two', async () => {
    await signInAs(officer, run, 'officer');
    await officer.goto('/meja/komputer');
    await officer.getByText('Belum ada komputer').waitFor();
    await expectAccessible(officer);
    for (const name of ['PC 1', 'PC 2']) {
      await officer.getByLabel('Komputer baru').fill(name);
      await officer.getByRole('button', { name: 'Tambah' }).click();
      await card(name).getByText('Kosong').waitFor();
    }
  });

  it('are held for whom the desk sends, and say so on PC, pool and phone', async () => {
    const address = await card('PC 1').getByRole('link').getAttribute('href');
    await pc.goto(address ?? '');
    await pc.getByRole('heading', { name: 'Komputer ini kosong' }).waitFor();
    await expectAccessible(pc);
    ticket = await visitorWhoWaitsForPc();
    next = await visitorWhoWaitsForPc();
    await pc.getByRole('heading', { name: `disediakan untuk ${ticket.ticketNumber}` }).waitFor();
    await expectAccessible(pc);
    await card('PC 1').getByText('Ditahan', { exact: true }).waitFor();
    await phone.goto(`/tiket/${ticket.code}`);
    await phone.getByText(/PC 1 disediakan untuk Anda sampai 09\.\d\d/).waitFor();
    await expectAccessible(phone);
  });

  it('are handed over with one key, and open by the ticket’s code and by no other', async () => {
    await officer.getByRole('heading', { name: 'Komputer baca' }).click();
    await officer.keyboard.press('1');
    await card('PC 1').getByText('Dipakai', { exact: true }).waitFor();
    await expectAccessible(officer);
    await phone.getByText('Anda memakai PC 1').waitFor();
    await pc.getByText('Pindai atau ketik kode tiket').waitFor();
    await pc.getByLabel('Kode tiket').fill(next.code);
    await pc.keyboard.press('Enter');
    await pc.getByRole('alert').getByText('Komputer belum diserahkan').waitFor();
    await expectAccessible(pc);
    await pc.getByLabel('Kode tiket').fill(`${run.gateway}/tiket/${ticket.code}`);
    await pc.keyboard.press('Enter');
    await pc.getByRole('heading', { name: `Selamat membaca ${ticket.ticketNumber}` }).waitFor();
    await expectAccessible(pc);
  });

  it('show on every screen whose session it is', async () => {
    await pc.getByRole('link', { name: 'Cari dan baca publikasi' }).click();
    await pc.getByRole('region', { name: 'Komputer baca' }).getByText('A001').waitFor();
    await expectAccessible(pc);
  });

  it('have a hardcopy recorded for their visitor, and put back on the shelf', async () => {
    const titles = card('PC 1').getByRole('region', { name: 'Titel yang dipakai' });
    await titles.getByLabel('Pindai atau cari eksemplar').fill('315.98');
    await titles.getByRole('button', { name: 'Catat' }).click();
    const lend = titles.getByRole('button', { name: /^Baca di sini/ }).first();
    await lend.waitFor();
    await expectAccessible(officer);
    await lend.click();
    const shelf = officer.getByRole('region', { name: 'Kembali ke rak' });
    await shelf.getByText(ticket.ticketNumber).waitFor();
    await expectAccessible(officer);
    await shelf.getByRole('button', { name: /^Kembali/ }).click();
    await shelf.getByText('Semua hardcopy ada di rak.').waitFor();
    await titles.getByText(/kembali 09\./).waitFor();
  });

  it('clear everything away when the officer takes one back, wherever the visitor is', async () => {
    const { email = '', password = '' } = run.accounts['patron'] ?? {};
    await pc.goto('/masuk');
    await pc.getByLabel('E-mail').fill(email);
    await pc.locator('#field-password').fill(password);
    await pc.getByRole('button', { name: 'Masuk' }).click();
    await pc.getByRole('button', { name: 'Akun saya' }).waitFor();
    await card('PC 1').getByRole('button', { name: 'Akhiri sesi' }).click();
    await pc.getByRole('heading', { name: 'Terima kasih' }).waitFor();
    await expectAccessible(pc);
    expect(await pc.context().cookies()).toEqual([]);
    expect(await pc.evaluate('Object.keys(localStorage)')).toEqual(['pst-workstation']);
    await card('PC 1').getByRole('button', { name: 'Sudah bersih' }).click();
    await pc.getByRole('heading', { name: 'Komputer ini kosong' }).waitFor();
  });

  it('need no code where the PC has a credential of its own', async () => {
    const admin = await ask<{ accessToken: string }>('/v1/sessions', run.accounts['admin']);
    const asAdmin = async <Reply = void>(method: string, path: string, body?: unknown) => {
      const answer = await fetch(`${run.gateway}${path}`, {
        method,
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${admin.accessToken}`,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      return (answer.status === 204 ? undefined : await answer.json()) as Reply; // by the contract
    };
    const { items } = await asAdmin<{ items: { id: string; name: string }[] }>(
      'GET',
      '/v1/desk/workstations',
    );
    const second = items.find(({ name }) => name === 'PC 2');
    const device = await asAdmin<{ id: string; token: string }>('POST', '/v1/desk/devices', {
      name: 'PC 2',
      kind: 'workstation',
    });
    await asAdmin('PUT', `/v1/desk/workstations/${second?.id}/device`, { deviceId: device.id });
    const own = await pageOf(DESKTOP);
    await own.goto(`/komputer#perangkat=${device.token}`);
    await own.getByRole('heading', { name: `disediakan untuk ${next.ticketNumber}` }).waitFor();
    await expectAccessible(own);
    await own.getByRole('button', { name: `Saya ${next.ticketNumber}, mulai` }).click();
    await own.getByRole('heading', { name: `Selamat membaca ${next.ticketNumber}` }).waitFor();
    await own.getByText('Waktu yang disarankan').first().waitFor();
    await card('PC 2').getByText('Dipakai', { exact: true }).waitFor();
    await own.getByRole('button', { name: 'Selesai dan hapus jejak saya' }).click();
    await own.getByRole('heading', { name: 'Terima kasih' }).waitFor();
    await expectAccessible(own);
    expect((await own.context().cookies()).map(({ name }) => name)).toEqual(['pst-device']);
    expect(await own.evaluate('Object.keys(localStorage)')).toEqual([]);
    await card('PC 2').getByRole('button', { name: 'Sudah bersih' }).click();
    await own.getByRole('heading', { name: 'Komputer ini kosong' }).waitFor();
  });

  it('fit a phone in an officer’s hand', async () => {
    await officer.setViewportSize(PHONE);
    await expectAccessible(officer);
  });

  it('are asked after when the last counter closes, with what is not back on its shelf', async () => {
    const last = await visitorWhoWaitsForPc();
    const signedIn = { headers: { authorization: `Bearer ${token}` } };
    const copies = await fetch(`${run.gateway}/v1/desk/copies?q=315.98`, signedIn);
    const { items } = (await copies.json()) as { items: { copyId: string }[] }; // by the contract
    await ask(`/v1/desk/visits/${last.id}/readings`, { copyId: items[0]?.copyId });
    await officer.setViewportSize(DESKTOP);
    await officer.goto('/meja');
    await officer.getByText(last.ticketNumber).first().waitFor();
    await officer.getByRole('button', { name: 'Giliran jaga' }).click();
    await officer.getByRole('menuitem', { name: 'Tutup loket' }).click();
    const closing = officer.getByRole('dialog', { name: 'Sebelum menutup loket' });
    await closing.getByText('tidak dihitung sebagai terlayani').waitFor();
    await officer.locator('[role=menu]').waitFor({ state: 'detached' });
    await expectAccessible(officer);
    await closing.getByRole('button', { name: /^Kembali/ }).click();
    await closing.getByRole('button', { name: `Tamu pulang: ${last.ticketNumber}` }).click();
    await closing.getByText('Semua kunjungan sudah selesai.').waitFor();
    await closing.getByText('Semua hardcopy ada di rak.').waitFor();
    await closing.getByRole('button', { name: 'Tutup loket' }).click();
    await officer.getByRole('button', { name: 'Giliran jaga' }).click();
    await officer.getByRole('menuitem', { name: 'Buka', exact: true }).waitFor();
    await officer.keyboard.press('Escape');
  });
});
