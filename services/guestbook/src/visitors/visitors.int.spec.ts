import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Clock } from '@pst/config';
import {
  checkIn,
  confirmLookup,
  lookUpVisitor,
  newId,
  type CheckIn,
  type SendMessage,
} from '@pst/contracts';
import { MessageSeal } from '@pst/persistence';
import { eventually, serviceUnderTest, type ServiceUnderTest } from '@pst/testing';
import { database } from '../database/data-source.ts';
import { GuestbookModule } from '../guestbook.module.ts';

const MINUTE_MS = 60_000;

const entry = {
  name: 'Kenari Rahasia',
  identityKind: 'ktp',
  institution: 'Universitas Kenari',
  institutionCategory: 'education-research',
  occupation: 'other',
  occupationText: 'Penjaga kenari',
  education: 'bachelor',
  sex: 'female',
  birthYear: 1998,
  purpose: 'data-request',
  useOfData: 'research',
  service: 'physical-library',
  country: 'ID',
  regencyCode: '1606',
  noticeVersion: '2026-01',
} as const satisfies Partial<CheckIn>;

describe('a returning visitor', () => {
  const clock = Clock.standing(new Date('2026-11-23T09:00:00+07:00'));
  let service: ServiceUnderTest;
  let contact: { email: string; phone: string };

  beforeAll(async () => {
    service = await serviceUnderTest({
      name: 'guestbook',
      module: GuestbookModule,
      database,
      clock,
      config: {},
    });
  });
  afterAll(() => service?.stop());

  beforeEach(async () => {
    clock.moveTo(new Date('2026-11-23T09:00:00+07:00'));
    const digits = String(Math.random()).slice(2, 10);
    contact = { email: `kenari-${newId()}@contoh.example`, phone: `0857-${digits}` };
    await service.ask(checkIn, { ...entry, ...contact });
  });

  /** The messages ordered for an address, oldest first. */
  async function mailsTo(address: string): Promise<SendMessage[]> {
    const seal = service.running.app.get(MessageSeal);
    const rows: { payload: { id: string; sealed: string } }[] = await service.source.query(
      `select payload from outbox where stream = 'MESSAGES' order by seq`,
    );
    return rows
      .map(({ payload }) => seal.open(payload.id, payload.sealed))
      .filter(({ to }) => to === address);
  }

  async function codeMailedTo(address: string, nth = 1): Promise<string> {
    return eventually(async () => {
      const content = (await mailsTo(address))[nth - 1]?.content;
      expect(content?.template).toBe('one-time-code');
      return content?.template === 'one-time-code' ? content.code : '';
    });
  }

  async function decided(lookupId: string): Promise<void> {
    await eventually(async () => {
      const [row]: { decided_at: Date | null }[] = await service.source.query(
        `select decided_at from visitor_lookup where id = $1`,
        [lookupId],
      );
      expect(row?.decided_at).not.toBeNull();
    });
  }

  const tries = (lookupId: string, code: string) =>
    service.ask(confirmLookup, { lookupId, code }).then(
      () => 'let in',
      (problem: { slug: string }) => problem.slug,
    );
  const otherThan = (code: string) => (code === '000000' ? '111111' : '000000');

  it('gets the earlier answers for the code that was mailed', async () => {
    const { lookupId, tries: allowed } = await service.ask(lookUpVisitor, {
      email: contact.email.toUpperCase(),
    });
    expect(allowed).toBe(5);
    const code = await codeMailedTo(contact.email);
    await expect(service.ask(confirmLookup, { lookupId, code })).resolves.toEqual({
      name: 'Kenari Rahasia',
      birthYear: 1998,
      sex: 'female',
      education: 'bachelor',
      occupation: 'other',
      occupationText: 'Penjaga kenari',
      institution: 'Universitas Kenari',
      institutionId: null,
      institutionCategory: 'education-research',
      identityKind: 'ktp',
      ...contact,
      country: 'ID',
      provinceCode: '16',
      regencyCode: '1606',
    });
  });

  it('is found by phone however it is written, and the code goes to the address on file', async () => {
    const { lookupId } = await service.ask(lookUpVisitor, {
      phone: contact.phone.replace('0857-', '+62 857 '),
    });
    const code = await codeMailedTo(contact.email);
    expect(await tries(lookupId, code)).toBe('let in');
  });

  it('gets the answers of the newest visit', async () => {
    clock.moveTo(new Date('2026-11-23T09:05:00+07:00'));
    await service.ask(checkIn, { ...entry, ...contact, education: 'master' });
    const { lookupId } = await service.ask(lookUpVisitor, { email: contact.email });
    const code = await codeMailedTo(contact.email);
    const answers = await service.ask(confirmLookup, { lookupId, code });
    expect(answers.education).toBe('master');
  });

  it('shows a code once', async () => {
    const { lookupId } = await service.ask(lookUpVisitor, { email: contact.email });
    const code = await codeMailedTo(contact.email);
    const twice = await Promise.all([tries(lookupId, code), tries(lookupId, code)]);
    expect(twice.toSorted()).toEqual(['let in', 'one-time-code-wrong']);
  });

  it('has five tries, also when they are made at once', async () => {
    const { lookupId } = await service.ask(lookUpVisitor, { email: contact.email });
    const code = await codeMailedTo(contact.email);
    await Promise.all(Array.from({ length: 5 }, () => tries(lookupId, otherThan(code))));
    expect(await tries(lookupId, code)).toBe('one-time-code-wrong');
  });

  it('has ten minutes', async () => {
    const { lookupId } = await service.ask(lookUpVisitor, { email: contact.email });
    const code = await codeMailedTo(contact.email);
    clock.moveTo(new Date(clock.now().getTime() + 10 * MINUTE_MS));
    expect(await tries(lookupId, code)).toBe('one-time-code-wrong');
  });

  it('cannot use the code of another lookup', async () => {
    const mine = await service.ask(lookUpVisitor, { email: contact.email });
    await decided(mine.lookupId);
    const other = await service.ask(lookUpVisitor, { email: contact.email });
    const code = await codeMailedTo(contact.email, 2);
    expect(await tries(mine.lookupId, code)).toBe('one-time-code-wrong');
    expect(await tries(other.lookupId, code)).toBe('let in');
  });

  it('cannot be told from somebody who was never here', async () => {
    const known = await service.ask(lookUpVisitor, { email: contact.email });
    const unknown = await service.ask(lookUpVisitor, { email: `bukan-${contact.email}` });
    expect({ ...unknown, lookupId: '' }).toEqual({ ...known, lookupId: '' });
    await decided(unknown.lookupId);
    expect(await mailsTo(`bukan-${contact.email}`)).toEqual([]);
    expect(await tries(unknown.lookupId, '123456')).toBe('one-time-code-wrong');
    expect(await tries(newId(), '123456')).toBe('one-time-code-wrong');
  });

  it('gets three codes an hour and no more, whoever asks', async () => {
    for (let asked = 0; asked < 4; asked += 1) {
      const { lookupId } = await service.ask(lookUpVisitor, { email: contact.email });
      await decided(lookupId);
    }
    expect(await mailsTo(contact.email)).toHaveLength(3);
  });

  it('has nothing in the clear, and nothing under a code that could be guessed from a hash', async () => {
    const { lookupId } = await service.ask(lookUpVisitor, { email: contact.email });
    const code = await codeMailedTo(contact.email);
    const rows = JSON.stringify([
      await service.source.query('select * from visitor_lookup'),
      await service.source.query('select * from visit'),
      await service.source.query('select * from outbox'),
    ]);
    expect(rows).not.toMatch(/kenari/i);
    expect(rows).not.toContain(contact.phone);
    expect(rows).not.toContain(`"${code}"`);
    expect(rows).toContain(lookupId);
  });
});
