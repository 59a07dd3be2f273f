import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '@pst/config';
import { newId, readAudit } from '@pst/contracts';
import { AuditTrail, Transaction } from '@pst/persistence';
import { anActor, serviceUnderTest, type ServiceUnderTest } from '@pst/testing';
import { database } from '../database/data-source.ts';
import { GuestbookModule } from '../guestbook.module.ts';

const officer = anActor('officer');
const as = { actor: anActor('admin') };

describe('the audit log', () => {
  const clock = Clock.standing(new Date('2026-11-23T09:00:00+07:00'));
  let service: ServiceUnderTest;

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

  const trail = () => service.running.app.get(AuditTrail);
  const transaction = () => service.running.app.get(Transaction);
  const write = (office: string, subjectId: string = newId()) =>
    transaction().run((tx) =>
      trail().write(tx, office, {
        action: 'identity-number-revealed',
        actorId: officer.id,
        subjectId,
        reason: 'identity-doubt',
      }),
    );
  const read = (office: string, page: { limit?: number; cursor?: string } = {}) =>
    service.ask(readAudit, page, { ...as, office });

  it('is whole while nothing is in it', async () => {
    expect(await read('1601')).toEqual({ items: [], nextCursor: null, intact: true });
  });

  it('says who did what, when and why, newest first and page by page', async () => {
    const subjects = [newId(), newId(), newId()] as const;
    for (const subject of subjects) {
      await write('1602', subject);
    }
    const first = await read('1602', { limit: 2 });
    const second = await read('1602', { limit: 2, cursor: first.nextCursor ?? '' });
    expect(first.items[0]).toEqual({
      seq: 3,
      at: clock.now().toISOString(),
      action: 'identity-number-revealed',
      actorId: officer.id,
      subjectId: subjects[2],
      reason: 'identity-doubt',
    });
    expect([...first.items, ...second.items].map(({ seq }) => seq)).toEqual([3, 2, 1]);
    expect(second).toMatchObject({ nextCursor: null, intact: true });
  });

  it('has one line after the other, however many are written at once', async () => {
    await Promise.all(Array.from({ length: 12 }, () => write('1603')));
    const { items, intact } = await read('1603');
    expect(items.map(({ seq }) => seq)).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
    expect(intact).toBe(true);
  });

  it('keeps no line of what did not happen', async () => {
    const failing = transaction().run(async (tx) => {
      await trail().write(tx, '1604', {
        action: 'retention-run',
        actorId: null,
        subjectId: newId(),
      });
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await read('1604')).toMatchObject({ items: [], intact: true });
  });

  it.each([
    `update audit_line set actor_id = null where office = '1605'`,
    `delete from audit_line where office = '1605'`,
    `truncate audit_line`,
  ])('refuses: %s', async (sql) => {
    await write('1605');
    await expect(service.source.query(sql)).rejects.toThrow('append-only');
  });

  it.each([
    ['1607', 'a changed line', `update audit_line set reason = 'correction' where seq = 2`],
    [
      '1612',
      'a line changed in letter case alone',
      `update audit_line set reason = upper(reason) where seq = 2`,
    ],
    ['1608', 'a line taken out', `delete from audit_line where seq = 2`],
    ['1609', 'the newest line taken out', `delete from audit_line where seq = 3`],
    [
      '1610',
      'a line put in',
      `insert into audit_line select office, 4, at, action, actor_id, subject_id, reason, hash
       from audit_line where seq = 3`,
    ],
  ])(
    'of %s shows %s to whoever reads it, even when the owner of the tables did it',
    async (office, _what, sql) => {
      for (let line = 0; line < 3; line += 1) {
        await write(office);
      }
      expect((await read(office)).intact).toBe(true);
      await service.source.query(`alter table audit_line disable trigger audit_line_append_only`);
      await service.source.query(`${sql.replace('where', `where office = '${office}' and`)}`);
      await service.source.query(`alter table audit_line enable trigger audit_line_append_only`);
      expect((await read(office)).intact).toBe(false);
    },
  );

  it('does not take back a line of its own from before it was cut', async () => {
    for (let line = 0; line < 3; line += 1) {
      await write('1611');
    }
    await service.source.query(`alter table audit_line disable trigger audit_line_append_only`);
    const [kept]: { subject_id: string; hash: string }[] = await service.source.query(
      `select subject_id, hash from audit_line where office = '1611' and seq = 2`,
    );
    await service.source.query(`delete from audit_line where office = '1611' and seq > 1`);
    await service.source.query(
      `update audit_head set (seq, hash) =
         (select seq, hash from audit_line where office = '1611') where office = '1611'`,
    );
    await write('1611');
    await write('1611');
    await service.source.query(
      `update audit_line set subject_id = $1, hash = $2 where office = '1611' and seq = 2`,
      [kept?.subject_id, kept?.hash],
    );
    await service.source.query(`alter table audit_line enable trigger audit_line_append_only`);
    expect((await read('1611')).intact).toBe(false);
  });

  it.each(['officer', 'head', 'analyst'] as const)('is not for the %s', async (role) => {
    await expect(service.ask(readAudit, {}, { actor: anActor(role) })).rejects.toMatchObject({
      slug: 'not-allowed',
    });
  });
});
