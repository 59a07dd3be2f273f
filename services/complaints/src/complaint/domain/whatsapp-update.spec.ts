import { createHmac } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readUpdate } from './whatsapp-update.ts';

/** What the Cloud API really tells; it stays where it is and is only read. */
const DATA =
  process.env['REAL_DATA_DIR'] ?? resolve(import.meta.dirname, '../../../../../../shared/data');
const there = existsSync(join(DATA, 'whatsapp'));

/** Every sample, made to be about the office's number. */
function samplesOf(file: string): [string, unknown][] {
  const samples = JSON.parse(readFileSync(join(DATA, 'whatsapp/updates', file), 'utf8')) as Record<
    string,
    unknown
  >; // a file of named samples
  return Object.entries(samples).map(([name, told]) => [
    name,
    JSON.parse(
      JSON.stringify(told).replaceAll(/"phone_number_id":"[^"]*"/g, '"phone_number_id":"1"'),
    ),
  ]);
}
const wordsIn = (file: string) =>
  Object.fromEntries(
    samplesOf(file).map(([name, told]) => [name, readUpdate(told, '1').messages[0]?.words]),
  );

describe('what is no update', () => {
  it.each([
    [null],
    ['teks'],
    [{}],
    [{ entry: 'x' }],
    [{ entry: [{ changes: [{ field: 'messages' }] }] }],
  ])('is read as nothing: %j', (told) => {
    expect(readUpdate(told, '1')).toEqual({ messages: [], statuses: [] });
  });
});

describe('the suite on real updates', () => {
  it(`${there ? 'reads' : 'is left out, because there is no'} ${DATA}`, () => {
    expect(existsSync(join(DATA, 'whatsapp'))).toBe(there);
  });
});

(there ? describe : () => undefined)('what the Cloud API tells', () => {
  it('is read for what people wrote, and names the files and places they sent', () => {
    expect(wordsIn('message.json')).toEqual({
      text: 'Body Text',
      media_with_url: '[foto]',
      document: '[dokumen: filename.pdf]\ncaption',
      voice: '[suara]',
      animated_sticker: undefined,
      unreaction_empty: undefined,
      current_location: '[lokasi: 12.25089, 43.90539]',
      contacts: undefined,
      unsupported: '[pesan yang tidak dapat ditampilkan]',
      reply: 'replied text',
      forwarded_many_times: 'text forwarded many times',
      referral: 'BODY',
    });
    expect(Object.values(wordsIn('callback_button.json'))).toEqual(['title', 'title', 'title']);
  });

  it('is read for what became of our messages', () => {
    const told = samplesOf('message_status.json').flatMap(
      ([, one]) => readUpdate(one, '1').statuses,
    );
    expect(told.map(({ state, code }) => [state, code])).toEqual([
      ['sent', undefined],
      ['read', undefined],
      ['failed', 'graph-130472'],
      ['read', undefined],
    ]);
  });

  it.each(there ? readdirSync(join(DATA, 'whatsapp/updates')) : [])(
    'never stops us, and is nothing to us when it is about another number: %s',
    (file) => {
      for (const [, told] of samplesOf(file)) {
        readUpdate(told, '1');
        expect(readUpdate(told, '2')).toEqual({ messages: [], statuses: [] });
      }
    },
  );

  it('is signed over the bytes as they are', () => {
    const vector = JSON.parse(
      readFileSync(join(DATA, 'whatsapp/signature-vector.json'), 'utf8'),
    ) as Record<string, string>; // named texts
    const ours = createHmac('sha256', vector['app_secret_test_only'] ?? '')
      .update(vector['body'] ?? '')
      .digest('hex');
    expect(`sha256=${ours}`).toBe(vector['x_hub_signature_256']);
  });
});
