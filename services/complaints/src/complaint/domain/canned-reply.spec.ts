import { describe, expect, it } from '@jest/globals';
import { strangePlaceholder } from '@pst/contracts';
import { offered, REPLIES, type CannedReply, type CaseFacts } from './canned-reply.ts';

const facts: CaseFacts = {
  language: 'id',
  code: 'ADU-AB12-CD34',
  office: 'BPS Kabupaten Contoh',
  promisedOn: '24 November 2026',
  answersOthers: false,
};
const reply = (id: string): CannedReply => ({
  name: 'Uji',
  kind: 'complaint',
  text: { id, en: id },
});
const bodyOf = (text: string, more: Partial<CaseFacts> = {}) =>
  offered(reply(text), { ...facts, ...more }).body;

describe('a canned reply', () => {
  it('is filled by the case, wherever and however often it leaves something open', () => {
    expect(bodyOf('{kode} paling lambat {tanggal}. {kode}, {kantor}')).toBe(
      'ADU-AB12-CD34 paling lambat 24 November 2026. ADU-AB12-CD34, BPS Kabupaten Contoh',
    );
  });

  it('is filled with what the case says, letter by letter', () => {
    expect(bodyOf('{kantor}', { office: '$& {kode}' })).toBe('$& {kode}');
  });

  it('speaks the reporter’s language', () => {
    const both = { ...reply('Halo'), text: { id: 'Halo', en: 'Hello' } };
    expect(offered(both, { ...facts, language: 'en' }).body).toBe('Hello');
  });

  it.each(['{kode}', '{tanggal}'])(
    'with %s is not for an answer that others get as well',
    (open) => {
      expect(offered(reply(open), { ...facts, answersOthers: true })).toEqual({
        name: 'Uji',
        body: null,
        withheld: 'several-reporters',
      });
    },
  );

  it('promises no date where none lies ahead', () => {
    const none = { ...facts, promisedOn: undefined };
    expect(offered(reply('Sampai {tanggal}'), none).withheld).toBe('no-date-ahead');
    expect(offered(reply('Dari {kantor}'), none).withheld).toBe(null);
  });

  it.each([
    ['{kode} {tanggal} {kantor}', undefined],
    ['tanpa isian', undefined],
    ['{nama}', '{nama}'],
    ['{kode} dan { tanggal }', '{ tanggal }'],
    ['{KODE}', '{KODE}'],
    ['sampai {tanggal', '{tanggal'],
    ['sampai tanggal}', '}'],
    ['{{kode}}', '{'],
  ])('%s leaves open what nobody knows: %s', (text, strange) => {
    expect(strangePlaceholder(text)).toBe(strange);
  });

  it.each(REPLIES)('that an office begins with leaves nothing unknown open: $name', ({ text }) => {
    expect([strangePlaceholder(text.id), strangePlaceholder(text.en)]).toEqual([
      undefined,
      undefined,
    ]);
  });
});
