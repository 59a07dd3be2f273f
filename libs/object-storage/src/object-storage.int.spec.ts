import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import S3Server from 's3rver';
import { BucketStorage } from './bucket-storage.ts';
import { DirectoryStorage } from './directory-storage.ts';
import { ObjectTooLarge } from './object-storage.ts';

const folder = mkdtempSync(join(tmpdir(), 'pst-objects-'));
const bucketServer = new S3Server({
  address: '127.0.0.1',
  port: 0,
  silent: true,
  directory: join(folder, 'served'),
  configureBuckets: [{ name: 'pst', configs: [] }],
});
const { port } = await bucketServer.run();
const bucket = {
  url: `http://127.0.0.1:${port}/pst`,
  region: 'us-east-1',
  accessKeyId: 'S3RVER',
  secretAccessKey: 'S3RVER',
};
afterAll(async () => {
  await bucketServer.close();
  rmSync(folder, { recursive: true });
});

describe.each([
  ['a directory', new DirectoryStorage(join(folder, 'kept')), join(folder, 'kept')],
  [
    'an S3-compatible bucket',
    new BucketStorage(bucket, join(folder, 'waiting')),
    join(folder, 'waiting'),
  ],
])('object storage in %s', (_place, storage, directory) => {
  it('gives back what was stored, whole or in part', async () => {
    const stored = await storage.put('softcopies/satu.pdf', Buffer.from('sepuluh aksara'));
    expect(stored.bytes).toBe(14);
    expect(await text(storage.open('softcopies/satu.pdf'))).toBe('sepuluh aksara');
    expect(await text(storage.open('softcopies/satu.pdf', { start: 8, end: 13 }))).toBe('aksara');
  });

  describe('holding an object', () => {
    // More than the buffers between two sockets take.
    const bytes = randomBytes(40_000_000);
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
      const answer = await ask({ start: 0, end: 39_999_999 });
      await answer.body?.cancel();
      await expect(broken).rejects.toThrow(/closed|destroyed|ECONNRESET|ECANCELED|EPIPE/);
    });

    it('says so when the object is shorter than was thought', async () => {
      const text = ask({ start: 39_999_000, end: 40_000_500 }).then((answer) => answer.text());
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
    expect(filesIn(directory)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/besar|passing/)]),
    );
    expect(await storage.stat('besar/a')).toBeUndefined();
  });

  it.each(['../luar', 'a/../../luar', '/etc/passwd', '.tersembunyi', 'a//b', 'a\0b'])(
    'refuses the key %j, which could leave the folder',
    async (key) => {
      await expect(storage.put(key, Buffer.from('isi'))).rejects.toThrow('Not an object key');
      await expect(storage.stat(key)).rejects.toThrow('Not an object key');
    },
  );

  it('moves an accepted upload to its final key', async () => {
    await storage.put('incoming/x', Buffer.from('isi'));
    await storage.move('incoming/x', 'softcopies/x.pdf');
    expect(await storage.stat('incoming/x')).toBeUndefined();
    expect(await storage.stat('softcopies/x.pdf')).toEqual({ bytes: 3 });
  });

  it('lends a file to who needs one', async () => {
    await storage.put('softcopies/tiga.pdf', Buffer.from('isi'));
    expect(await storage.withFile('softcopies/tiga.pdf', (path) => readFile(path, 'utf8'))).toBe(
      'isi',
    );
  });

  it('removes what is there, and what is not', async () => {
    await storage.put('softcopies/empat.pdf', Buffer.from('isi'));
    await storage.remove('softcopies/empat.pdf');
    await storage.remove('softcopies/empat.pdf');
    expect(await storage.stat('softcopies/empat.pdf')).toBeUndefined();
  });
});

describe('a bucket', () => {
  it('keeps nothing in the directory that bytes pass through', async () => {
    const waiting = join(folder, 'passed');
    const storage = new BucketStorage(bucket, waiting);
    await storage.put('softcopies/lima.pdf', randomBytes(2_000_000));
    await storage.withFile('softcopies/lima.pdf', async () => undefined);
    expect(filesIn(waiting)).toEqual([]);
  });

  it('says no more than the status when it refuses', async () => {
    const stranger = new BucketStorage({ ...bucket, accessKeyId: 'ORANG-LAIN' }, folder);
    await expect(stranger.put('softcopies/enam.pdf', Buffer.from('isi'))).rejects.toThrow(
      'The bucket answers PUT with 403',
    );
  });
});

const filesIn = (directory: string) =>
  readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
