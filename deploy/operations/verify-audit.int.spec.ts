import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Clock } from '@pst/config';
import { newId } from '@pst/contracts';
import {
  AuditHeadSchema,
  AuditLineSchema,
  AuditTrail,
  createDataSource,
  MessageSeal,
  Transaction,
} from '@pst/persistence';
import { PersonalData } from '@pst/security';
import { startPostgres } from '@pst/testing';

import { migrate } from '../../services/guestbook/src/database/data-source.ts';
import { verifyAudit, type KeptAudit } from './verify-audit.ts';

const OFFICE = '1606';
const key = randomBytes(32).toString('base64');

describe('the log of who did what with personal data', () => {
  let folder: string;
  let notes: string;
  let kept: KeptAudit;
  let owner: ReturnType<typeof createDataSource>;
  let stop: () => Promise<void>;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'pst-audit-'));
    notes = join(folder, 'notes.json');
    const postgres = await startPostgres({ name: 'verify-audit', migrate });
    kept = { service: 'guestbook', databaseUrl: postgres.url, key };
    const tables = { entities: [AuditLineSchema, AuditHeadSchema], migrations: [] };
    owner = await createDataSource(postgres.url, tables).initialize();
    stop = async () => {
      await owner.destroy();
      await postgres.stop();
      rmSync(folder, { recursive: true });
    };
    await write(5);
  });
  afterEach(() => stop());

  async function write(lines: number): Promise<void> {
    const trail = new AuditTrail(Clock.system(), new PersonalData(key));
    const seal = new MessageSeal(randomBytes(32).toString('base64'));
    const transaction = new Transaction(owner, seal);
    for (let line = 0; line < lines; line += 1) {
      await transaction.run((tx) =>
        trail.write(tx, OFFICE, { action: 'retention-run', actorId: null, subjectId: newId() }),
      );
    }
  }

  /** As somebody who owns the tables and has nothing else to stop them. */
  async function tamper(sql: string): Promise<void> {
    await owner.query(`alter table audit_line disable trigger audit_line_append_only`);
    await owner.query(sql);
    await owner.query(`alter table audit_line enable trigger audit_line_append_only`);
  }

  const verify = () => verifyAudit([kept], notes);

  it('is found as it was written, however often it is looked at', async () => {
    expect(await verify()).toContain('5 lines as they were written');
    await write(2);
    expect(await verify()).toContain('7 lines as they were written');
    expect(await verifyAudit([kept])).toContain('7 lines as they were written');
  });

  it.each([
    ['a changed line', `update audit_line set reason = 'correction' where seq = 2`, 2],
    ['a line taken out', `delete from audit_line where seq = 3`, 3],
    [
      'a line put in the middle',
      `update audit_line set seq = seq + 100 where seq > 3;
       update audit_line set seq = seq - 99 where seq > 100;
       insert into audit_line
       select office, 4, at, action, actor_id, subject_id, reason, hash
       from audit_line where seq = 3`,
      4,
    ],
    ['the last line taken out', `delete from audit_line where seq = 5`, 5],
  ])('is broken from %s on', async (_what, sql, line) => {
    await tamper(sql);
    await expect(verify()).rejects.toThrow(`broken from line ${line} on`);
  });

  const CUT = `
    delete from audit_line where seq > 3;
    update audit_head set (seq, hash) = (select seq, hash from audit_line where seq = 3)`;

  it('that was cut short together with its head is found by what was noted before', async () => {
    await verify();
    await tamper(CUT);
    await expect(verify()).rejects.toThrow('broken from line 4 on');
  });

  it('that was cut short and went on from there is found by what was noted before', async () => {
    await verify();
    await tamper(CUT);
    await write(4);
    await expect(verify()).rejects.toThrow('broken from line 5 on');
  });

  it('that was taken away altogether is found by what was noted before', async () => {
    await verify();
    await tamper(`delete from audit_line; delete from audit_head`);
    await expect(verify()).rejects.toThrow('broken from line 1 on');
  });
});
