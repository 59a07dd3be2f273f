import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, describe, expect, it } from '@jest/globals';
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
