import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  eventually,
  startMailbox,
  startSystem,
  type MailboxUnderTest,
  type RunningSystem,
} from '@pst/testing';
import type { Browser, Page } from 'playwright-core';
import { DESKTOP, expectAccessible, openBrowser, openPage, PHONE, signInAs } from './screens.ts';

/** Monday, within service hours. */
const OPEN = '2026-11-23T09:00:00+07:00';

describe('the inbox of complaints, by keyboard', () => {
  let run: RunningSystem;
  let mailbox: MailboxUnderTest;
  let browser: Browser;
  let handler: Page;
  let receipt: { id: string; code: string; pin: string };

  beforeAll(async () => {
    mailbox = await startMailbox();
    run = await startSystem({
      DEMO_CLOCK: OPEN,
      MAILBOX_URL: mailbox.url,
      MAILBOX_POLL_SECONDS: '1',
    });
    browser = await openBrowser();
    const [officer, checker] = await Promise.all(
      ['officer', 'complaint-handler'].map((role) =>
        post<{ accessToken: string }>('/v1/sessions', run.accounts[role] ?? {}),
      ),
    );
    for (const subject of ['Antrean lama', 'Kursi kurang', 'Komputer lambat']) {
      const paper = { subject, body: 'Pada Senin pagi.', receivedAt: '2026-11-23T01:30:00.000Z' };
      const contact = { name: 'Kenari Merah', phone: '0812' };
      receipt = await post(
        '/v1/desk/complaints',
        { ...paper, channel: 'box', contact },
        officer?.accessToken,
      );
      await post(`/v1/desk/complaints/${receipt.id}/transcript-check`, paper, checker?.accessToken);
    }
    handler = await openPage(browser, run, DESKTOP);
    await signInAs(handler, run, 'complaint-handler');
    await handler.goto('/meja/pengaduan');
    await handler.getByRole('heading', { name: 'Komputer lambat' }).waitFor();
  });

  afterAll(async () => {
    await browser?.close();
    await run?.stop();
    await mailbox?.stop();
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
  const press = (key: string) => handler.keyboard.press(key);
  const shown = (subject: string) => handler.getByRole('heading', { name: subject }).waitFor();

  it('moves through the list, and says with ? what each key does', async () => {
    await press('j');
    await shown('Kursi kurang');
    await press('j');
    await shown('Antrean lama');
    await press('k');
    await shown('Kursi kurang');
    await press('?');
    await handler.getByText('Pengaduan berikutnya').waitFor();
    await expectAccessible(handler);
    await press('?');
    await press('k');
    await shown('Komputer lambat');
  });

  it('handles a report with one like it, and apart from it again', async () => {
    await handler
      .getByRole('button', { name: /^Gabung ke/ })
      .first()
      .click();
    await handler.getByText('Ditangani bersama laporan induk').waitFor();
    await handler.getByText('Batalkan gabungan').click();
    await expectAccessible(handler);
    await handler.getByRole('button', { name: 'Batalkan', exact: true }).click();
    await handler.getByText(/Gabungan dibatalkan/).waitFor();
    await handler
      .getByRole('button', { name: /^Gabung ke/ })
      .first()
      .waitFor();
  });

  it('keeps texts for what is written again and again, in both languages', async () => {
    const writer = await openPage(browser, run, PHONE);
    await signInAs(writer, run, 'complaint-handler');
    await writer.goto('/meja/balasan');
    await writer.getByRole('button', { name: 'Tambah balasan' }).click();
    await writer.keyboard.type('Komputer diperiksa');
    const reply = writer.getByRole('group', { name: 'Komputer diperiksa' });
    await reply.getByLabel('Dalam bahasa Indonesia').fill('Laporan {kod} kami periksa.');
    await reply.getByText('"{kod}" tidak dikenal').waitFor();
    await reply.getByLabel('Dalam bahasa Inggris').fill('We look into {kode}.');
    await expectAccessible(writer);
    await writer.getByRole('button', { name: 'Simpan' }).click();
    await writer.getByText('Isian tidak dikenal').waitFor();
    await reply.getByLabel('Dalam bahasa Indonesia').fill('Laporan {kode} kami periksa.');
    await writer.getByRole('button', { name: 'Simpan' }).click();
    await writer.getByText('Tersimpan').waitFor();
    await writer.context().close();
  });

  it('puts such a text, filled by the case, into the answer from the keyboard alone', async () => {
    await handler.getByRole('button', { name: 'Tetapkan' }).press('Enter');
    await handler.getByLabel('Tanggapan awal').waitFor();
    await handler.getByLabel('Balasan siap pakai').waitFor();
    await press('s');
    await handler.keyboard.type('Komputer');
    await press('Tab');
    await press('Enter');
    const answer = handler.getByLabel('Tanggapan awal');
    expect(await answer.inputValue()).toBe(`Laporan ${receipt.code} kami periksa.`);
    await expectAccessible(handler);
    await press('Control+a');
    await press('Delete');
    expect(await answer.inputValue()).toBe('');
    await handler.getByText('Tombol cepat (?)').focus();
  });

  it('answers, and writes notes, from the keyboard alone', async () => {
    await press('o');
    await press('r');
    await handler.keyboard.type('Kami periksa.');
    await handler.keyboard.press('Tab');
    await handler.keyboard.press('Enter');
    await handler.getByText('Kami periksa.').first().waitFor();
    await press('a');
    await handler.getByLabel('Ditugaskan kepada').waitFor();
  });

  it('leaves letters to whoever switched the keys off', async () => {
    await press('?');
    await handler.getByLabel('Tombol cepat dengan satu huruf').uncheck();
    await handler.getByText('Tombol cepat (?)').focus();
    await press('j');
    await shown('Komputer lambat');
    await handler.getByLabel('Tombol cepat dengan satu huruf').check();
  });

  it('shows who the reporter is for a reason, and the head that it was read', async () => {
    await handler.getByText('Perlihatkan pelapor').click();
    await handler.getByRole('button', { name: 'Perlihatkan' }).click();
    await handler.getByText('Kenari Merah · 0812').waitFor();
    const head = await openPage(browser, run, PHONE);
    await signInAs(head, run, 'head');
    await head.goto('/meja/identitas-pelapor');
    await head.getByText('Menghubungi pelapor').waitFor();
    await expectAccessible(head);
    expect(await head.locator('body').innerText()).not.toContain('Kenari');
    await head.context().close();
  });

  it('names to who writes a paper down what may be in the register already', async () => {
    const writer = await openPage(browser, run, PHONE);
    await signInAs(writer, run, 'complaint-handler');
    await writer.goto('/meja/catat-laporan');
    await writer.getByLabel('Pokok laporan').fill('Kursi kurang');
    await writer.getByLabel('Isi, kata demi kata').fill('Pada Senin pagi kursi kurang.');
    await writer.getByText('Mungkin sudah dicatat').waitFor();
    await expectAccessible(writer);
    await writer.getByRole('link', { name: 'Kursi kurang' }).click();
    await writer.getByRole('heading', { name: 'Kursi kurang' }).waitFor();
    await writer.context().close();
  });

  it('hides words that tell of a person, and shows them again for a reason', async () => {
    await handler.getByText('Samarkan kata yang menyebut orang').click();
    await handler.getByLabel('Dalam teks').selectOption({ index: 1 });
    await handler.getByLabel('Kata yang disamarkan').fill('senin pagi');
    await handler.getByLabel('Kata yang disamarkan').press('Enter');
    await handler.getByText('Pada […].').waitFor();
    await expectAccessible(handler);
    await handler.getByRole('button', { name: 'Samarkan dalam laporan' }).click();
    await handler.getByText(/sebagian disamarkan/).waitFor();
    expect(await handler.locator('#case').innerText()).not.toContain('Senin pagi');
    await handler.getByRole('button', { name: 'Baca aslinya' }).click();
    await handler.getByText('Pada Senin pagi.').waitFor();
    await expectAccessible(handler);
  });

  it('makes a case of a mail that was taken for a machine’s', async () => {
    const from = 'From: Murai <murai@contoh.example>';
    const headers = [from, 'Subject: Loket tutup', 'Auto-Submitted: auto-replied'];
    mailbox.deliver([...headers, 'Message-ID: <1@contoh.example>', '', 'Tutup.', ''].join('\r\n'));
    const looker = await openPage(browser, run, PHONE);
    await signInAs(looker, run, 'complaint-handler');
    const take = looker.getByRole('button', { name: /^Jadikan laporan: Loket tutup/ });
    await eventually(
      async () => {
        await looker.goto('/meja/surat-dilewati');
        await looker
          .getByText(/Tidak ada surat|Jadikan laporan/)
          .first()
          .waitFor();
        expect(await take.isVisible()).toBe(true);
      },
      { timeoutMs: 40_000 },
    );
    await expectAccessible(looker);
    await take.click();
    await looker.getByText('Surat itu menjadi laporan.').waitFor();
    await looker.getByRole('link', { name: 'Buka laporan' }).click();
    await looker.getByRole('heading', { name: 'Loket tutup' }).waitFor();
    await looker.context().close();
  });

  it('hears from the reporter how the case was handled', async () => {
    await handler.getByLabel('Tanggapan penyelesaian').fill('Komputer sudah diganti.');
    await handler.getByRole('button', { name: 'Kirim tanggapan' }).click();
    await handler.getByText('Komputer sudah diganti.').first().waitFor();
    const reporter = await openPage(browser, run, PHONE);
    await reporter.goto('/pengaduan/lacak');
    await reporter.getByLabel('Kode').fill(receipt.code);
    await reporter.getByLabel('PIN').fill(receipt.pin);
    await reporter.getByRole('button', { name: 'Lihat laporan' }).click();
    await reporter.getByText('Sangat baik').click();
    await expectAccessible(reporter);
    await reporter.getByRole('button', { name: 'Kirim penilaian' }).click();
    await reporter.getByText('5 dari 5').waitFor();
  });

  it('is counted for everybody once there are enough to speak of nobody', async () => {
    const visitor = await openPage(browser, run, PHONE);
    await visitor.goto('/pengaduan/statistik');
    await eventually(async () =>
      expect(await visitor.getByText('Belum cukup laporan untuk diumumkan').isVisible()).toBe(true),
    );
    await expectAccessible(visitor);
  });
});
