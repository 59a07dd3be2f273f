import { existsSync, globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readMail } from '@pst/mailbox';
import { bounceIn } from './bounce.ts';

/** Reports as mail servers wrote them; they stay where they are and are only read. */
const DATA =
  process.env['REAL_DATA_DIR'] ?? resolve(import.meta.dirname, '../../../../../../shared/data');
const there = existsSync(join(DATA, 'mail'));
const OURS = '0195f3a0-1c2d-7e4f-8a5b-6c7d8e9f0a1b';

/** The mail as it would be about one of ours: what it encloses or quotes has our Message-ID. */
function aboutOurs(path: string): string {
  const [head = '', ...body] = readFileSync(path, 'latin1').split(/\r?\n\r?\n/);
  const ours = `$1<${OURS}@pustaka.example>`;
  return [head, body.join('\n\n').replace(/^(message-id:\s*)<[^>]*>/im, ours)].join('\n\n');
}
const reportOn = async (path: string) =>
  bounceIn(await readMail(Buffer.from(aboutOurs(path), 'latin1')), 'pst@pustaka.example');
const filesOf = (pattern: string) => globSync(join(DATA, 'mail', pattern)).toSorted();
const named = (name: string) => reportOn(filesOf(`bounce-*/${name}.eml`)[0] ?? name);

describe('the suite on real reports', () => {
  it(`${there ? 'reads' : 'is left out, because there is no'} ${DATA}`, () => {
    expect(existsSync(join(DATA, 'mail'))).toBe(there);
  });
});

(there ? describe : () => undefined)('a real report of a mail server', () => {
  it('tells which mail it is about wherever it names one, but for one that says it is from a list', async () => {
    const naming = filesOf('bounce-*/*.eml').filter((path) => aboutOurs(path).includes(OURS));
    const reports = await Promise.all(naming.map(reportOn));
    const missed = naming.filter((_path, index) => !reports[index]?.messageIds.includes(OURS));
    expect(naming.length).toBeGreaterThan(60);
    expect(missed.map((path) => path.slice(path.lastIndexOf('/') + 1))).toEqual(['bounce_01.eml']);
  });

  it.each([
    ['no-such-address', 'me-user-unknown', 'dsn_11', 'sendmail-host-unknown', 'user-unknown-dne'],
    ['mailbox-full', 'warning-4', 'quota-5', 'simple_09'],
    ['too-large', 'message-too-large', 'message-too-large-2'],
    ['refused', 'spam-rejection', 'quota-7'],
    ['not-deliverable', 'dsn_02', 'dsn_09'],
    ['delayed', 'warning-8', 'dsn_06', 'dsn_07', 'dsn_08', 'simple_28'],
  ])('that means %s is understood', async (reason, ...names) => {
    const reports = await Promise.all(names.map(named));
    expect(reports.map((report) => report?.reason)).toEqual(names.map(() => reason));
  });

  it('is not a holiday note, whatever it answers', async () => {
    const notes = await Promise.all(['aol-vacation', 'polish-autoreply', 'autoreply'].map(named));
    expect(notes.flatMap((note) => note?.messageIds ?? [])).toEqual([]);
  });
});
