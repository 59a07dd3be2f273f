import { existsSync, globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readMail, senderOf } from '@pst/mailbox';
import { newWords } from '../domain/new-words.ts';

/** Mails as the world wrote them; they stay where they are and are only read. */
const DATA =
  process.env['REAL_DATA_DIR'] ?? resolve(import.meta.dirname, '../../../../../../shared/data');
const there = existsSync(join(DATA, 'mail'));

const filesOf = (pattern: string) => globSync(join(DATA, 'mail', pattern)).toSorted();
const readAll = (pattern: string) =>
  Promise.all(
    filesOf(pattern).map(async (path) => ({
      name: path.slice(path.lastIndexOf('/') + 1),
      mail: await readMail(readFileSync(path)),
    })),
  );

describe('the suite on real mail', () => {
  it(`${there ? 'reads' : 'is left out, because there is no'} ${DATA}`, () => {
    expect(existsSync(join(DATA, 'mail'))).toBe(there);
  });
});

(there ? describe : () => undefined)('real mail', () => {
  it('that bounced or answered by itself opens no case, but for two that say nothing of it', async () => {
    const mails = await readAll('bounce-*/*.eml');
    const taken = mails.filter(({ mail }) => senderOf(mail, 'pst1606@bps.go.id') === 'person');
    expect(mails.length).toBeGreaterThan(100);
    expect(taken.map(({ name }) => name)).toEqual(['spam-with-image.eml', 'groupwise_03.eml']);
  });

  it('of people opens a case, however broken its MIME is', async () => {
    const mails = await readAll('ruby-mail/{attachment,error,mime,plain}_emails/*.eml');
    const other = mails.filter(({ mail }) => senderOf(mail, 'pst1606@bps.go.id') !== 'person');
    expect(mails.length).toBeGreaterThan(35);
    expect(other.map(({ name }) => name)).toEqual([]);
  });

  it('is read in every charset', async () => {
    const [japanese, shiftJis, korean] = await readAll('ruby-mail/multi_charset/*.eml');
    expect(japanese?.mail.subject).toBe('まみむめも');
    expect(shiftJis?.mail.text).toMatch(/[ぁ-ん]/);
    expect(korean?.mail.text).toMatch(/[가-힣]/);
  });

  it('names the files it brought', async () => {
    const mails = await readAll('ruby-mail/attachment_emails/*.eml');
    const without = mails.filter(({ mail }) => mail.attachments.length === 0);
    expect(without).toEqual([]);
  });

  it('that answers is cut to what is new in it', () => {
    const cut = filesOf('reply-quoting/*.txt').map((path) => newWords(readFileSync(path, 'utf8')));
    const quoting = cut.filter((words) => /^>|^On .* wrote:|^-+ ?Original Message/m.test(words));
    expect(cut.length).toBeGreaterThan(45);
    expect(quoting.map((words) => words.slice(0, 60))).toEqual([]);
  });
});
