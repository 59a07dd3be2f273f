import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, startSystem, type RunningSystem } from '@pst/testing';
import type { Browser, Page } from 'playwright-core';
import { DESKTOP, expectAccessible, openBrowser, openPage, signInAs } from './screens.ts';

/** Monday, within service hours. */
const OPEN = '2026-11-23T09:00:00+07:00';
const KIOSK = { width: 1080, height: 1920 };
const WITHIN_A_MINUTE = { timeoutMs: 60_000, everyMs: 200 };
/** A visitor nobody else is; wherever a part of it is found, something was left behind. */
const CANARY = 'Kenari Zuhra';
const LEFT_BEHIND = /kenari|zuhra|0811-2233/i;

const DIGITS = 'nol satu dua tiga empat lima enam tujuh delapan sembilan'.split(' ');

// What runs in a page is text here: this project's programs know no DOM.

/** What the board's speech engine was given; an Indonesian voice, as a real board has one. */
const SPEECH = `
  globalThis.spoken = [];
  globalThis.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  Object.defineProperty(globalThis, 'speechSynthesis', { value: {
    getVoices: () => [{ lang: 'id-ID', name: 'Suara uji' }],
    cancel: () => undefined,
    speak: (utterance) => {
      spoken.push(utterance.text);
      setTimeout(() => utterance.onend?.(), 50);
    },
  } });`;

/** Of how long a sound each recorded word was taken. */
const SOUNDS = `
  globalThis.started = [];
  const start = AudioBufferSourceNode.prototype.start;
  AudioBufferSourceNode.prototype.start = function (...when) {
    started.push(this.buffer.duration);
    start.apply(this, when);
  };`;

/** As at the end of a long day alone. */
const NO_NUMBERS_LEFT = `new Promise((done) => {
  const opening = indexedDB.open('pst-kiosk');
  opening.onsuccess = () => {
    const kept = opening.result.transaction('kept', 'readwrite').objectStore('kept');
    kept.put([], 'numbers').onsuccess = () => { opening.result.close(); done(); };
  };
})`;

/** Everything of a page that outlives a visitor: its text and fields, and whatever it keeps. */
const REMAINS = `(async () => {
  const answered = (request) => new Promise((tell) => {
    request.onsuccess = () => tell(request.result);
  });
  const fields = Array.from(document.querySelectorAll('input, textarea'), ({ value }) => value);
  const kept = [document.documentElement.outerHTML, fields, { ...localStorage },
    { ...sessionStorage }, history.state, location.href];
  for (const { name } of await indexedDB.databases()) {
    const database = await answered(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      kept.push(await answered(database.transaction(store).objectStore(store).getAll()));
    }
    database.close();
  }
  for (const name of await caches.keys()) {
    kept.push((await (await caches.open(name)).keys()).map(({ url }) => url));
  }
  return JSON.stringify(kept);
})()`;

/** The way between a board and the gateway; it can fall silent without a word, as a dead router does. */
async function aLineTo(gateway: string) {
  const { hostname, port } = new URL(gateway);
  let silent = false;
  const line = createServer((near) => {
    const far = connect(Number(port), hostname);
    const carry = (from: Socket, to: Socket) => {
      from.on('data', (bytes) => silent || to.write(bytes));
      from.on('error', () => to.destroy());
      from.on('close', () => to.destroy());
    };
    carry(near, far);
    carry(far, near);
  });
  await new Promise<void>((ready) => line.listen(0, '127.0.0.1', ready));
  const address = line.address() as AddressInfo; // it listens on TCP
  return {
    url: `http://127.0.0.1:${address.port}`,
    fallSilent: (now: boolean) => {
      silent = now;
    },
    close: () => void line.close(),
  };
}

describe('the waiting room, on its screens', () => {
  let run: RunningSystem;
  let browser: Browser;

  beforeAll(async () => {
    run = await startSystem({ DEMO_CLOCK: OPEN });
    browser = await openBrowser();
  });

  afterAll(async () => {
    await browser?.close();
    await run?.stop();
  });

  const pageOf = (viewport: { width: number; height: number }): Promise<Page> =>
    openPage(browser, run, viewport, { serviceWorkers: 'allow' });

  async function tokenOf(role: string): Promise<string> {
    const answer = await fetch(`${run.gateway}/v1/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(run.accounts[role]),
    });
    return ((await answer.json()) as { accessToken: string }).accessToken;
  }

  /** The desk by its API: what the officer's screen shows and does. */
  async function desk<Answer>(path: string, token: string, body?: unknown): Promise<Answer> {
    const answer = await fetch(`${run.gateway}/v1/desk/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) {
      throw new Error(`${path} answers ${answer.status}: ${await answer.text()}`);
    }
    return (await answer.json()) as Answer;
  }
  interface DeskVisits {
    items: {
      id: string;
      ticketNumber: string;
      name: string;
      channel: string;
      timeQuality: string;
    }[];
  }
  const visitsOf = async (name: string, token: string) =>
    (await desk<DeskVisits>('visits?limit=100', token)).items.filter((one) => one.name === name);

  /** A kiosk's or board's browser, set up by the link an administrator makes. */
  async function aDevice(kind: string, viewport: { width: number; height: number }) {
    const { id, token } = await desk<{ id: string; token: string }>(
      'devices',
      await tokenOf('admin'),
      { name: `Uji ${kind}`, kind },
    );
    return { id, page: await pageOf(viewport), token };
  }

  const remains = (page: Page) => page.evaluate<string>(REMAINS);
  const tap = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();

  /** Through all questions up to the summary. */
  async function fillIn(page: Page, name = CANARY): Promise<void> {
    await tap(page, 'Mulai');
    await tap(page, /Perpustakaan fisik/);
    await tap(page, 'Membaca di perpustakaan');
    await tap(page, 'Penelitian');
    await page.getByLabel('Nama lengkap').fill(name);
    await tap(page, 'Lanjut');
    for (const digit of '1998') {
      await page.getByRole('button', { name: digit, exact: true }).click();
    }
    await tap(page, 'Lanjut');
    await tap(page, 'Perempuan');
    await tap(page, /Sarjana/);
    await tap(page, /Pelajar/);
    await tap(page, /Pendidikan dan penelitian/);
    await page.getByLabel('Nama instansi').fill('Universitas Kenari');
    await tap(page, 'Lanjut');
    await page.getByRole('heading', { name: 'Asal Anda' }).waitFor();
    await tap(page, 'Lanjut');
    await tap(page, 'KTP');
    await tap(page, 'Lanjut');
    await page.getByLabel('Telepon').fill('0811-2233-4455');
    await tap(page, 'Lanjut');
    await page.getByRole('heading', { name: 'Sudah benar?' }).waitFor();
  }
  const numberOn = async (page: Page) =>
    (await page
      .getByText(/^K\d+-\d{3}$/)
      .first()
      .textContent()) ?? '';
  const welcome = (page: Page) => page.getByRole('heading', { name: 'Selamat datang' }).waitFor();

  it('has its devices registered on the administrator’s screen, with a code shown once', async () => {
    const admin = await pageOf(DESKTOP);
    await signInAs(admin, run, 'admin');
    await admin.goto('/meja/perangkat');
    await admin.getByLabel('Nama atau tempat').fill('Kios pintu masuk');
    await tap(admin, 'Buat kode pemasangan');
    await admin.getByRole('img', { name: 'Kode QR pemasangan perangkat' }).waitFor();
    await expectAccessible(admin);
    await tap(admin, 'Cabut Kios pintu masuk');
    await tap(admin, 'Cabut sekarang');
    await admin.getByText(/dicabut/).waitFor();
    await admin.context().close();
  });

  describe('at the kiosk', () => {
    let kiosk: Page;
    let device: string;
    let token: string;
    let officer: string;

    beforeAll(async () => {
      officer = await tokenOf('officer');
      const made = await aDevice('kiosk', KIOSK);
      device = made.id;
      token = made.token;
      kiosk = made.page;
    });

    it('is set up by a link, whose token it forgets at once', async () => {
      await kiosk.goto('/kios');
      await kiosk.getByRole('heading', { name: 'Kios belum terpasang' }).waitFor();
      await expectAccessible(kiosk);
      await kiosk.goto('about:blank');
      await kiosk.goto(`/kios#perangkat=${token}`);
      await welcome(kiosk);
      expect(await kiosk.evaluate('location.href + document.cookie')).not.toContain(token);
      expect(await remains(kiosk)).not.toContain(token);
    });

    it('gives a visitor a number, a promise and a code to take along, and tells the desk', async () => {
      await expectAccessible(kiosk);
      await fillIn(kiosk);
      await expectAccessible(kiosk);
      await tap(kiosk, 'Setuju dan ambil nomor');
      await kiosk
        .getByText(/Dilayani paling lambat/)
        .first()
        .waitFor();
      const ticketNumber = await numberOn(kiosk);
      await kiosk.getByRole('img', { name: 'Kode QR halaman tiket Anda' }).first().waitFor();
      await expectAccessible(kiosk);
      expect(await visitsOf(CANARY, officer)).toMatchObject([
        { ticketNumber, channel: 'kiosk', timeQuality: 'measured' },
      ]);
    });

    it('keeps the number on screen when the paper does not come out', async () => {
      const ticketNumber = await numberOn(kiosk);
      await tap(kiosk, 'Cetak tiket');
      await tap(kiosk, 'Tidak');
      await kiosk.getByText('Tidak apa-apa').waitFor();
      expect(await numberOn(kiosk)).toBe(ticketNumber);
      await expectAccessible(kiosk);
    });

    it('has forgotten the visitor who is done, also for whoever presses Back', async () => {
      await tap(kiosk, 'Selesai');
      await welcome(kiosk);
      expect(await remains(kiosk)).not.toMatch(LEFT_BEHIND);
      await kiosk.goBack();
      await welcome(kiosk);
      await kiosk.goto('/papan');
      await kiosk.goBack();
      await welcome(kiosk);
      expect(await remains(kiosk)).not.toMatch(LEFT_BEHIND);
    });

    it('forgets on Back in the middle, and on leaving', async () => {
      for (const leave of [
        () => kiosk.goBack(),
        () => tap(kiosk, 'Batalkan'),
        () => kiosk.reload(),
      ]) {
        await fillIn(kiosk);
        await leave();
        await welcome(kiosk);
        expect(await remains(kiosk)).not.toMatch(LEFT_BEHIND);
      }
    });

    it('offers the institution that is meant, and asks where the visitor comes from', async () => {
      await fillIn(kiosk, 'Asal Seberang');
      await tap(kiosk, 'Ubah Jenis instansi');
      await tap(kiosk, /Lainnya/);
      await kiosk.getByLabel('Nama instansi').fill('universitas sriw');
      await kiosk.getByRole('button', { name: 'Universitas Sriwijaya (Unsri)' }).waitFor();
      await expectAccessible(kiosk);
      await tap(kiosk, 'Universitas Sriwijaya (Unsri)');
      await kiosk.getByRole('heading', { name: 'Asal Anda' }).waitFor();
      await kiosk.getByLabel('Provinsi asal').selectOption({ label: 'Sumatera Selatan' });
      await kiosk
        .getByLabel('Kabupaten/kota asal')
        .selectOption({ label: 'Kabupaten Musi Banyuasin' });
      await expectAccessible(kiosk);
      await tap(kiosk, 'Lanjut');
      await tap(kiosk, 'KTP');
      await tap(kiosk, 'Lanjut');
      await tap(kiosk, 'Lanjut');
      for (const answer of [
        'Universitas Sriwijaya (Unsri)',
        'Pendidikan dan penelitian',
        'Indonesia',
        'Sumatera Selatan',
        'Kabupaten Musi Banyuasin',
      ]) {
        await kiosk.getByRole('definition').filter({ hasText: answer }).waitFor();
      }
      await tap(kiosk, 'Setuju dan ambil nomor');
      await numberOn(kiosk);
      const [visit] = await visitsOf('Asal Seberang', officer);
      expect(visit).toMatchObject({
        institution: 'Universitas Sriwijaya (Unsri)',
        institutionId: expect.any(String),
        institutionCategory: 'education-research',
      });
      await tap(kiosk, 'Selesai');
      await welcome(kiosk);
      expect(await remains(kiosk)).not.toMatch(/sriw|seberang/i);
    });

    it('asks after a minute without a touch, and forgets after a minute and a half', async () => {
      const { page, token } = await aDevice('kiosk', KIOSK);
      await page.clock.install();
      await page.goto(`/kios#perangkat=${token}`);
      await welcome(page);
      await fillIn(page);
      await page.clock.fastForward(59_000);
      await page.clock.runFor(2_000);
      await page.getByRole('alertdialog', { name: 'Masih di sini?' }).waitFor();
      await expectAccessible(page);
      await tap(page, 'Ya, lanjut');
      await page.getByRole('heading', { name: 'Sudah benar?' }).waitFor();
      await page.clock.fastForward(89_000);
      await page.clock.runFor(2_000);
      await welcome(page);
      expect(await remains(page)).not.toMatch(LEFT_BEHIND);
      await page.context().close();
    });

    it('takes entries without a network, unreadable on the kiosk, and each arrives once', async () => {
      const names = ['Kenari Pertama', 'Kenari Kedua'];
      // As after a power cut: the page itself must come from the kiosk.
      await eventually(async () => {
        expect(await remains(kiosk)).toMatch(/assets\/kiosk-[^"]*\.js/);
      });
      await kiosk.context().setOffline(true);
      await kiosk.reload();
      await welcome(kiosk);
      const numbers: string[] = [];
      for (const name of names) {
        await fillIn(kiosk, name);
        await tap(kiosk, 'Setuju dan ambil nomor');
        await kiosk.getByText('Jaringan sedang terputus').waitFor();
        await kiosk
          .getByText(/Dilayani paling lambat/)
          .first()
          .waitFor();
        numbers.push(await numberOn(kiosk));
        await expectAccessible(kiosk);
        await tap(kiosk, 'Selesai');
        await welcome(kiosk);
      }
      await kiosk.getByText('2 isian menunggu dikirim').waitFor();
      await expectAccessible(kiosk);
      expect(await remains(kiosk)).not.toMatch(LEFT_BEHIND);
      await kiosk.context().setOffline(false);
      await eventually(async () => {
        for (const [index, name] of names.entries()) {
          expect(await visitsOf(name, officer)).toMatchObject([
            { ticketNumber: numbers[index], channel: 'kiosk', timeQuality: 'offline-synced' },
          ]);
        }
      }, WITHIN_A_MINUTE);
      await kiosk.getByText('isian menunggu dikirim').waitFor({ state: 'detached' });
      await kiosk.reload();
      await welcome(kiosk);
      for (const name of names) {
        expect(await visitsOf(name, officer)).toHaveLength(1);
      }
    });

    it('counts a visitor once whose answer was lost on its way back', async () => {
      const name = 'Kenari Ketiga';
      await kiosk.route('**/v1/kiosk/entries', async (route) => {
        await route.fetch();
        await route.abort();
      });
      await fillIn(kiosk, name);
      await tap(kiosk, 'Setuju dan ambil nomor');
      await kiosk.getByText('Jaringan sedang terputus').waitFor();
      const ticketNumber = await numberOn(kiosk);
      await kiosk.unroute('**/v1/kiosk/entries');
      await tap(kiosk, 'Selesai');
      await kiosk.reload();
      await welcome(kiosk);
      await kiosk.getByText('Tersambung').waitFor();
      await kiosk.getByText('1 isian menunggu dikirim').waitFor({ state: 'detached' });
      expect(await visitsOf(name, officer)).toMatchObject([
        { ticketNumber, timeQuality: 'measured' },
      ]);
    });

    it('sends to the officer when it is alone and its numbers or the hours are over', async () => {
      const { page, token: own } = await aDevice('kiosk', KIOSK);
      await page.clock.install();
      await page.goto(`/kios#perangkat=${own}`);
      await welcome(page);
      await page.getByRole('button', { name: 'Mulai' }).waitFor();
      await page.context().setOffline(true);
      await page.evaluate(NO_NUMBERS_LEFT);
      await fillIn(page);
      await tap(page, 'Setuju dan ambil nomor');
      await page.getByRole('heading', { name: 'Silakan ke petugas' }).waitFor();
      await expectAccessible(page);
      await tap(page, 'Selesai');
      await page.getByText('Nomor di kios ini habis dan jaringan terputus').waitFor();
      expect(await remains(page)).not.toMatch(LEFT_BEHIND);
      await page.clock.fastForward('07:00:00');
      await page.getByRole('heading', { name: 'Buku tamu sedang tutup' }).waitFor();
      await expectAccessible(page);
      await page.context().close();
    });

    it('has what the guestbook did not accept shown to the officer, by its number', async () => {
      const { page, token: own } = await aDevice('kiosk', KIOSK);
      await page.goto(`/kios#perangkat=${own}`);
      await welcome(page);
      // Damaged on its way: the guestbook cannot read it.
      await page.route('**/v1/kiosk/entries', async (route) => {
        const body = route.request().postDataJSON() as { entries: { signedAt: string }[] };
        const entries = body.entries.map((entry) => ({
          ...entry,
          signedAt: new Date(Date.parse(entry.signedAt) - 1).toISOString(),
        }));
        await route.continue({ postData: { entries } });
      });
      await fillIn(page);
      await tap(page, 'Setuju dan ambil nomor');
      const mention = await page.getByText(/Sebutkan nomor/).textContent();
      const ticketNumber = /K\d+-\d{3}/.exec(mention ?? '')?.[0] ?? '';
      await tap(page, 'Selesai');
      await page.getByText(`Perlu petugas: ${ticketNumber}`).waitFor();
      expect(await remains(page)).not.toMatch(LEFT_BEHIND);
      await page.context().close();

      const console = await pageOf(DESKTOP);
      await signInAs(console, run, 'officer');
      await console.goto('/meja');
      await console.getByText('Isian kios yang tidak diterima').waitFor();
      await console.getByText(ticketNumber).waitFor();
      await expectAccessible(console);
      await console.context().close();
    });

    it('takes nothing more once it is revoked', async () => {
      await fetch(`${run.gateway}/v1/desk/devices/${device}`, {
        method: 'DELETE',
        headers: { authorization: `Bearer ${await tokenOf('admin')}` },
      });
      await kiosk.reload();
      await kiosk.getByRole('heading', { name: 'Kios belum terpasang' }).waitFor();
    });
  });

  describe('on the board', () => {
    let line: Awaited<ReturnType<typeof aLineTo>>;
    beforeAll(async () => {
      line = await aLineTo(run.gateway);
    });
    afterAll(() => line.close());
    const spokenOn = (board: Page) => board.evaluate<string[]>('[...spoken]');

    async function signIn(name: string): Promise<void> {
      const answer = await fetch(`${run.gateway}/v1/visits`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          name,
          identityKind: 'ktp',
          institution: 'Universitas Kenari',
          institutionCategory: 'education-research',
          occupation: 'student',
          education: 'bachelor',
          sex: 'female',
          birthYear: 1998,
          purpose: 'library-visit',
          useOfData: 'research',
          service: 'digital-library',
          noticeVersion: '2026-01',
        }),
      });
      expect(answer.status).toBe(201);
    }

    it('speaks every call once: two at a time, repeated ones, and those of an outage', async () => {
      const officer = await tokenOf('officer');
      const { page: board, token } = await aDevice('board', { width: 1920, height: 1080 });
      await board.addInitScript(SPEECH);
      await board.goto(`${line.url}/papan#perangkat=${token}`);
      await tap(board, 'Nyalakan bunyi');
      await board.getByText('menunggu').waitFor();
      await expectAccessible(board);
      for (const visitor of ['Satu', 'Dua', 'Tiga', 'Empat']) {
        await signIn(visitor);
      }
      const call = async (counter: string) =>
        desk<{ id: string; ticketNumber: string }>('calls', officer, {
          counter,
          service: 'digital-library',
        });
      const sentence = (number: string, counter: string) => {
        const digits = number
          .slice(1)
          .split('')
          .map((digit) => DIGITS[Number(digit)]);
        return `Nomor antrean a ${digits.join(' ')}, silakan ke loket ${counter}.`;
      };

      const [first, second] = [await call('11'), await call('12')];
      const both = [
        sentence(first.ticketNumber, 'sebelas'),
        sentence(second.ticketNumber, 'dua belas'),
      ];
      await eventually(async () => expect(await spokenOn(board)).toEqual(both), WITHIN_A_MINUTE);
      await board.getByText(first.ticketNumber).waitFor();

      await desk(`visits/${first.id}/recall`, officer, {});
      const again = [...both, both[0]];
      await eventually(async () => expect(await spokenOn(board)).toEqual(again), WITHIN_A_MINUTE);

      line.fallSilent(true);
      await board.getByText('Terputus').waitFor({ timeout: 30_000 });
      await expectAccessible(board);
      const missed = [await call('13'), await call('14')];
      line.fallSilent(false);
      const all = [
        ...again,
        sentence(missed[0]?.ticketNumber ?? '', 'tiga belas'),
        sentence(missed[1]?.ticketNumber ?? '', 'empat belas'),
      ];
      await eventually(async () => expect(await spokenOn(board)).toEqual(all), WITHIN_A_MINUTE);
      await board.getByText('Terputus').waitFor({ state: 'detached' });

      await board.reload();
      await board.getByText('Bunyi menunggu satu sentuhan').waitFor();
      await expectAccessible(board);
      await board.getByRole('heading', { level: 1 }).click();
      await board.getByText('Bunyi menunggu satu sentuhan').waitFor({ state: 'detached' });
      expect(await spokenOn(board)).toEqual([]);
      await board.context().close();
    });

    it('has recorded words where the browser speaks no Indonesian', async () => {
      const board = await pageOf({ width: 1080, height: 1920 });
      await board.addInitScript(SOUNDS);
      await board.goto('/papan');
      await tap(board, 'Nyalakan bunyi');
      await board.getByText('menunggu').waitFor();
      await signIn('Lima');
      await desk('calls', await tokenOf('officer'), { counter: '15', service: 'digital-library' });
      await eventually(async () => {
        // "Nomor antrean", a letter, three digits, "silakan ke loket", "lima", "belas".
        expect(await board.evaluate<number[]>('started')).toHaveLength(8);
      }, WITHIN_A_MINUTE);
      expect(await board.evaluate<number>('started[0]')).toBeGreaterThan(20);
      await board.context().close();
    });
  });
});
