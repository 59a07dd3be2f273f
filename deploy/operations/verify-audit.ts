import { existsSync, readFileSync, writeFileSync } from 'node:fs';

import { Clock } from '@pst/config';
import {
  auditHeads,
  AuditHeadSchema,
  AuditLineSchema,
  AuditTrail,
  createDataSource,
  type AuditAnchor,
} from '@pst/persistence';
import { PersonalData } from '@pst/security';

import { Sentence } from '../local/sentence.ts';

/** A service that keeps a log of what was done with a person's data. */
export interface KeptAudit {
  readonly service: string;
  readonly databaseUrl: string;
  /** Its PERSONAL_DATA_KEY: without it no line can be made that holds. */
  readonly key: string;
}

type Anchors = Record<string, AuditAnchor[]>;

/**
 * One line per service and office: how many lines stand as they were written. What it finds it notes in
 * the file, which belongs on another machine: a log that its database's owner cut short, head and all, is
 * found by what an earlier look had noted.
 *
 * @throws Sentence with the first line that is broken
 */
export async function verifyAudit(kept: readonly KeptAudit[], file?: string): Promise<string> {
  const anchors = file !== undefined && existsSync(file) ? readAnchors(file) : {};
  const lines: string[] = [];
  let broken = false;
  for (const { service, databaseUrl, key } of kept) {
    const tables = { entities: [AuditLineSchema, AuditHeadSchema], migrations: [] };
    const source = await createDataSource(databaseUrl, tables, { poolSize: 1 }).initialize();
    try {
      const trail = new AuditTrail(Clock.system(), new PersonalData(key));
      // One snapshot: a line that is written meanwhile must not look like one that was put in.
      await source.transaction('REPEATABLE READ', async (db) => {
        const heads = await auditHeads(db);
        const offices = new Set(heads.map(({ office }) => office));
        for (const { office } of anchors[service] ?? []) {
          offices.add(office);
        }
        for (const office of offices) {
          const noted = (anchors[service] ?? []).filter((anchor) => anchor.office === office);
          const first = await trail.firstBroken(db, office, noted);
          const head = heads.find((one) => one.office === office);
          broken ||= first !== undefined;
          lines.push(
            `${service.padEnd(18)} ${office.padEnd(6)} ` +
              (first === undefined
                ? `${head?.seq ?? 0} lines as they were written`
                : `broken from line ${first} on`),
          );
          if (first === undefined && head !== undefined && noted.at(-1)?.seq !== head.seq) {
            anchors[service] = [...(anchors[service] ?? []), { ...head }];
          }
        }
      });
    } finally {
      await source.destroy();
    }
  }
  const report = lines.map((line) => `${line}\n`).join('');
  if (broken) {
    throw new Sentence(`${report}Somebody changed an audit log. Nothing was noted.`);
  }
  if (file !== undefined) {
    writeFileSync(file, `${JSON.stringify(anchors, null, 2)}\n`);
  }
  return report;
}

function readAnchors(file: string): Anchors {
  return JSON.parse(readFileSync(file, 'utf8')) as Anchors; // written here
}
