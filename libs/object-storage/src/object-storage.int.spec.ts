import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ObjectStorage, ObjectTooLarge } from './object-storage.ts';

const folder = mkdtempSync(join(tmpdir(), 'pst-objects-'));
const storage = new ObjectStorage(folder);
afterAll(() => rmSync(folder, { recursive: true }));

describe('object storage', () => {
  it('gives back what was stored, whole or in part', async () => {
    const stored = await storage.put('softcopies/satu.pdf', Buffer.from('sepuluh aksara'));
    expect(stored.bytes).toBe(14);
    expect(await text(storage.open('softcopies/satu.pdf'))).toBe('sepuluh aksara');
    expect(await text(storage.open('softcopies/satu.pdf', { start: 8, end: 13 }))).toBe('aksara');
  });

  describe('holding an object', () => {
    const bytes = randomBytes(9_000_000);
    let broken: Promise<unknown>;
    const server = createServer((request, response) => {
      const { start, end } = JSON.parse(decodeURIComponent(request.url?.slice(1) ?? ''));
      broken = storage.hold('buku/tebal.pdf').then(async (held) => {
        await held?.copy({ start, end }, response).finally(held.release);
        response.end();
      });
      broken.catch(() => response.destroy());
    });
    const ask = (range: object) => {
      const { port } = server.address() as AddressInfo; // it listens on a port
      return fetch(`http://127.0.0.1:${port}/${encodeURIComponent(JSON.stringify(range))}`);
    };
    beforeAll(async () => {
      await storage.put('buku/tebal.pdf', bytes);
      await once(server.listen(0, '127.0.0.1'), 'listening');
    });
    afterAll(() => {
      server.close();
    });

    it.each([
      [0, 8_999_999],
      [0, 262_143],
      [0, 262_144],
      [5, 5],
      [300_000, 8_999_999],
    ])('copies bytes %i to %i, to many at a time', async (start, end) => {
      const taken = await Promise.all(
        Array.from({ length: 8 }, async () => (await ask({ start, end })).arrayBuffer()),
      );
      for (const part of taken) {
        expect(Buffer.from(part).equals(bytes.subarray(start, end + 1))).toBe(true);
      }
    });

    it('ends with whoever no longer listens', async () => {
      const answer = await ask({ start: 0, end: 8_999_999 });
      await answer.body?.cancel();
      await expect(broken).rejects.toThrow(/closed|destroyed|ECONNRESET|ECANCELED|EPIPE/);
    });

    it('says so when the object is shorter than was thought', async () => {
      const text = ask({ start: 8_999_000, end: 9_000_500 }).then((answer) => answer.text());
      await expect(text).rejects.toThrow(/terminated|fetch failed/);
      await expect(broken).rejects.toThrow('shorter');
    });

    it('tells that there is none', async () => {
      expect(await storage.hold('buku/lain.pdf')).toBeUndefined();
    });
  });

  it('keeps nothing of a body that is too large or breaks off', async () => {
    const endless = (async function* () {
      yield Buffer.alloc(80);
      yield Buffer.alloc(80);
    })();
    await expect(storage.put('besar/a', endless, { limitBytes: 100 })).rejects.toThrow(
      ObjectTooLarge,
    );
    const broken = (async function* () {
      yield Buffer.alloc(10);
      throw new Error('the client went away');
    })();
    await expect(storage.put('besar/b', broken)).rejects.toThrow('went away');
    expect(readdirSync(join(folder, 'besar'))).toEqual([]);
  });

  it.each(['../luar', 'a/../../luar', '/etc/passwd', '.tersembunyi', 'a//b', 'a\0b'])(
    'refuses the key %j, which could leave the folder',
    (key) => {
      expect(() => storage.pathOf(key)).toThrow('Not an object key');
    },
  );

  it('moves an accepted upload to its final key', async () => {
    await storage.put('incoming/x', Buffer.from('isi'));
    await storage.move('incoming/x', 'softcopies/x.pdf');
    expect(await storage.stat('incoming/x')).toBeUndefined();
    expect(await storage.stat('softcopies/x.pdf')).toEqual({ bytes: 3 });
  });
});
