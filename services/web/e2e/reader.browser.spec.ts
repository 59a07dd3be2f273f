import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startSystem, type RunningSystem } from '@pst/testing';
import type { Browser, Page, Request } from 'playwright-core';
import { HOSTILE } from './hostile-pdf.ts';
import { linearisedPdf, plainPdf } from './large-pdf.ts';
import { DESKTOP, expectAccessible, openBrowser, openPage, PHONE, signInAs } from './screens.ts';

/** Files that have broken readers before; they stay where they are and are only read. */
const NASTY = join(
  process.env['REAL_DATA_DIR'] ?? resolve(import.meta.dirname, '../../../../shared/data'),
  'pdf/nasty',
);
const MEGABYTE = 1_000_000;
/** A page's words are thousands of elements, and small pages are alike. */
const CHROME = { alike: '.textLayer, .reader-panel li:nth-child(n + 3)' };

describe('the reader', () => {
  let run: RunningSystem;
  let browser: Browser;
  let book: string;

  beforeAll(async () => {
    run = await startSystem({ DEMO_CLOCK: '2026-11-23T09:00:00+07:00', RATE_LIMITS: 'off' });
    browser = await openBrowser();
    book = await aPublicBook(await sampleBook(), 'Musi Banyuasin Dalam Angka');
  });
  afterAll(async () => {
    await browser?.close();
    await run?.stop();
  });

  async function authorized(role: string): Promise<Record<string, string>> {
    const answer = await fetch(`${run.gateway}/v1/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(run.accounts[role]),
    });
    const { accessToken } = (await answer.json()) as { accessToken: string }; // the documented answer
    return { authorization: `Bearer ${accessToken}` };
  }

  /** A book of the sample catalogue that has enough pages to be read piece by piece. */
  async function sampleBook(): Promise<Buffer> {
    const found = await fetch(
      `${run.gateway}/v1/publications?q=musi+banyuasin+dalam+angka+2025&availability=softcopy`,
    );
    const { items } = (await found.json()) as { items: { id: string }[] }; // the documented list
    const pdf = await fetch(`${run.gateway}/v1/publications/${items[0]?.id}/softcopy`, {
      headers: await authorized('librarian'),
    });
    return Buffer.from(await pdf.arrayBuffer());
  }

  async function aPublicBook(pdf: Buffer, title: string): Promise<string> {
    const headers = await authorized('librarian');
    const added = await fetch(`${run.gateway}/v1/desk/publications`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ title }),
    });
    const { id } = (await added.json()) as { id: string }; // the documented answer
    const put = await fetch(`${run.gateway}/v1/desk/publications/${id}/softcopy?access=public`, {
      method: 'PUT',
      headers: { ...headers, 'content-type': 'application/pdf' },
      body: new Uint8Array(pdf),
    });
    expect(put.status).toBe(200);
    return id;
  }

  const textOf = (page: Page, number: number) =>
    page.locator(`.page[data-page-number="${number}"] .textLayer span`).first();
  const rangeOf = (request: Request) => {
    const [, begin, end] = /^bytes=(\d+)-(\d+)$/.exec(request.headers()['range'] ?? '') ?? [];
    return { begin: Number(begin), end: Number(end) };
  };
  const press = (page: Page, name: string) => page.getByRole('button', { name }).click();
  /** What is marked on the screen, as the browser has it. */
  const marked = (page: Page): Promise<string[]> =>
    page.evaluate(`[...(CSS.highlights.get('cari') ?? [])].map(String)`);

  it('opens a book at the page and marks the words that the address names', async () => {
    const page = await openPage(browser, run, DESKTOP);
    await page.goto(`/baca/${book}?halaman=20&cari=kecamatan+musi`);
    await textOf(page, 20).waitFor();
    expect(await page.getByLabel('Nomor halaman').inputValue()).toBe('20');
    const words = new Set((await marked(page)).map((word) => word.toLowerCase()));
    expect([...words].toSorted()).toEqual(['kecamatan', 'musi']);
    await expectAccessible(page, CHROME);
    await page.context().close();
  });

  it('is turned by keys, by the page number, by small pages and by what was found', async () => {
    const page = await openPage(browser, run, DESKTOP);
    await page.goto(`/baca/${book}`);
    await textOf(page, 1).waitFor();
    await page.keyboard.press('ArrowRight');
    await page.waitForURL('**halaman=2');
    await page.keyboard.press('End');
    const last = await page.getByLabel('Nomor halaman').inputValue();
    await page.waitForURL(`**halaman=${last}`);
    await page.getByLabel('Nomor halaman').fill('7');
    await page.keyboard.press('Enter');
    await page.waitForURL('**halaman=7');

    await press(page, 'Semua halaman');
    await page.getByRole('button', { name: 'Halaman 9', exact: true }).click();
    await page.waitForURL('**halaman=9');
    await expectAccessible(page, CHROME);

    await page.keyboard.press('Control+f');
    await page.keyboard.type('ketenagakerjaan');
    await page.keyboard.press('Enter');
    const hit = page.locator('.reader-hits button').first();
    await hit.waitFor();
    const number = /\d+/.exec((await hit.textContent()) ?? '')?.[0];
    await hit.click();
    await page.waitForURL(`**halaman=${number}`);
    await textOf(page, Number(number)).waitFor();
    // The catalogue knows the word's relatives, and what stands on the page is marked.
    expect((await marked(page)).length).toBeGreaterThan(0);
    await page.getByText(/halaman memuatnya/).waitFor();
    await expectAccessible(page, CHROME);

    await press(page, 'Daftar isi');
    await page.getByText('PDF ini tidak memuat daftar isi').waitFor();
    await press(page, 'Dua halaman');
    await page.locator('.spread .page').first().waitFor();
    await page.keyboard.press('Escape');
    expect(await page.locator('.reader-panel').count()).toBe(0);
    await page.context().close();
  });

  it('fits a telephone, where the panel makes way for the page that was chosen', async () => {
    const page = await openPage(browser, run, PHONE);
    await page.goto(`/baca/${book}?halaman=3`);
    await textOf(page, 3).waitFor();
    await expectAccessible(page);
    await press(page, 'Semua halaman');
    await page.getByRole('button', { name: 'Halaman 5', exact: true }).click();
    await page.waitForURL('**halaman=5');
    expect(await page.locator('.reader-panel').count()).toBe(0);
    await page.context().close();
  });

  it('gives a citation of the page, and leads to a request and to a report', async () => {
    const page = await openPage(browser, run, DESKTOP);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(`/baca/${book}?halaman=4`);
    await textOf(page, 4).waitFor();
    await press(page, 'Kutip, minta, lapor');
    await press(page, 'Salin kutipan');
    await page.getByText('Tersalin').waitFor();
    const copied = await page.evaluate('navigator.clipboard.readText()');
    expect(copied).toMatch(/Musi Banyuasin Dalam Angka.*\(hlm\. 4\)$/s);
    await expectAccessible(page, CHROME);
    expect(
      await page.getByRole('link', { name: 'Minta dikirim lewat e-mail' }).getAttribute('href'),
    ).toContain(book);
    await page.getByRole('link', { name: 'Laporkan masalah' }).click();
    expect(await page.getByLabel('Pokok laporan').inputValue()).toBe(
      'Masalah pada Musi Banyuasin Dalam Angka, halaman 4',
    );
    await page.context().close();
  });

  it('goes on where an account stopped, on whichever machine', async () => {
    const first = await openPage(browser, run, DESKTOP);
    await signInAs(first, run, 'patron');
    const kept = first.waitForResponse(
      (answer) => answer.request().method() === 'PUT' && answer.url().endsWith('/reading-position'),
    );
    await first.goto(`/baca/${book}?halaman=6`);
    expect((await kept).status()).toBe(204);
    await first.context().close();

    const second = await openPage(browser, run, PHONE);
    await signInAs(second, run, 'patron');
    await second.goto(`/baca/${book}`);
    await second.getByText('Dilanjutkan dari halaman 6').waitFor();
    await textOf(second, 6).waitFor();
    await expectAccessible(second, CHROME);
    await press(second, 'Dari awal');
    await second.waitForURL('**halaman=1');
    await second.context().close();
  });

  it('asks whoever may not read the book to sign in, and says when there is none', async () => {
    const page = await openPage(browser, run, DESKTOP);
    await page.goto(`/baca/${crypto.randomUUID()}`);
    await page.getByText('Softcopy ini tidak ada').waitFor();
    await expectAccessible(page, CHROME);
    await page.context().close();
  });

  it.each([
    ['linearised', linearisedPdf],
    ['not linearised', plainPdf],
  ])(
    'shows the first page of a hundred megabytes, %s, with less than one of them',
    async (how, make) => {
      const pdf = make(101);
      await setImmediate(); // connections that ended while it was made are noticed now
      const id = await aPublicBook(pdf, `Buku pindaian, ${how}`);
      const page = await openPage(browser, run, DESKTOP);
      let fetched = 0;
      // The line goes dead before the megabyte is full.
      await page.route('**/softcopy', async (route) => {
        const { begin, end } = rangeOf(route.request());
        fetched += end - begin + 1;
        if (fetched <= MEGABYTE) {
          await route.continue();
        }
      });
      await page.goto(`/baca/${id}`);
      await page.getByText('Halaman 1', { exact: true }).waitFor();
      await page.getByText('/ 101').waitFor();
      await press(page, 'Daftar isi');
      await page.getByRole('button', { name: 'Bab Dua' }).click();
      await page.waitForURL('**halaman=50');
      await page.context().close();
    },
  );

  describe('given a PDF that means harm', () => {
    const nasty = globSync('{acroform,attachments,javascript,launch,qpdf-error,unreadable}/*.pdf', {
      cwd: NASTY,
    }).map((name) => [name, readFileSync(join(NASTY, name))] as const);
    let page: Page;
    let served: Buffer;
    let misdeeds: string[] = [];

    beforeAll(async () => {
      page = await openPage(browser, run, DESKTOP);
      page.on('dialog', (dialog) => misdeeds.push(`dialog ${dialog.message()}`));
      page.on('popup', (popup) => misdeeds.push(`popup ${popup.url()}`));
      page.on('download', (download) => misdeeds.push(`download ${download.url()}`));
      page.on('pageerror', (error) => misdeeds.push(`error ${error.message}`));
      page.on('request', (request) => {
        const { origin, protocol } = new URL(request.url());
        if (origin !== new URL(run.gateway).origin && !/^(blob|data):$/.test(protocol)) {
          misdeeds.push(`request ${request.url()}`);
        }
      });
      page.on('console', (message) => {
        if (/Content Security Policy/i.test(message.text())) {
          misdeeds.push(message.text());
        }
      });
      await page.route('**/softcopy', async (route) => {
        const { begin, end } = rangeOf(route.request());
        const part = served.subarray(begin, end + 1);
        const place = `bytes ${begin}-${begin + part.length - 1}/${served.length}`;
        await route.fulfill(
          begin < served.length
            ? { status: 206, headers: { 'content-range': place }, body: part }
            : { status: 416 },
        );
      });
    });

    it.each([...Object.entries(HOSTILE), ...nasty])(
      '%s: shows pages or says that it cannot, and does nothing else',
      async (_name, pdf) => {
        served = pdf;
        misdeeds = [];
        await page.goto(`/baca/${book}`);
        const shown = page.locator('.pdfViewer .canvasWrapper canvas');
        await shown.or(page.getByRole('alert')).first().waitFor({ state: 'attached' });
        // Whatever waits for a click gets one, in the middle of the page.
        await page.mouse.click(DESKTOP.width / 2, DESKTOP.height / 2);
        const contents = page.getByRole('button', { name: 'Daftar isi' });
        if (await contents.isEnabled()) {
          await contents.click();
          await page.locator('.reader-panel').waitFor();
        }
        expect(misdeeds).toEqual([]);
        expect(new URL(page.url()).pathname).toBe(`/baca/${book}`);
        expect(await page.locator('.reader :is([onerror], script, iframe, object)').count()).toBe(
          0,
        );
      },
    );

    it('is kept from it by rules that the page cannot change', async () => {
      const { headers } = await fetch(`${run.gateway}/baca/${book}`);
      const rules = headers.get('content-security-policy') ?? '';
      expect(rules).toContain("default-src 'self'");
      expect(rules).not.toMatch(/unsafe-eval|script-src/);
      expect(rules).toContain("object-src 'none'");
    });
  });
});
