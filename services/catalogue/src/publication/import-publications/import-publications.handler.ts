import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import {
  importRunning,
  listImports,
  newId,
  notFound,
  readImport,
  startImport,
  type ReplyOf,
  type RequestOf,
} from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { Transaction } from '@pst/persistence';
import type { Caller } from '@pst/security';
import { DataSource } from 'typeorm';
import { ImportJobSchema, type ImportJobRow } from '../publication.schema.ts';
import { ImportRunner } from './import-runner.ts';

/** Orders an import and tells how it goes; the runner does it. */
@Controller()
export class ImportPublicationsHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly runner: ImportRunner,
  ) {}

  @Answers(startImport)
  async start(command: RequestOf<typeof startImport>, caller: Caller) {
    const { office } = caller;
    const job = await this.transaction.once(caller, async (tx) => {
      await tx.db.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [
        `import ${office}`,
      ]);
      const [{ running }]: [{ running: boolean }] = await tx.db.query(
        `select exists (
           select from import_job where office = $1 and state in ('queued', 'running')) as running`,
        [office],
      );
      if (running) {
        throw importRunning.error({});
      }
      const row: ImportJobRow = {
        id: newId(this.clock.now().getTime()),
        office,
        source: command.source,
        domain: command.domain ?? office,
        dryRun: command.dryRun,
        payload: command.csv ?? null,
        state: 'queued',
        total: null,
        processed: 0,
        added: 0,
        changed: 0,
        unchanged: 0,
        refused: 0,
        errors: [],
        startedAt: null,
        finishedAt: null,
      };
      await tx.db.insert(ImportJobSchema, row);
      return jobView(row);
    });
    this.runner.wake();
    return job;
  }

  @Answers(readImport)
  async read({ importId }: RequestOf<typeof readImport>, caller: Caller) {
    const job = await this.source
      .getRepository(ImportJobSchema)
      .findOneBy({ id: importId, office: caller.office });
    if (job === null) {
      throw notFound.error({});
    }
    return jobView(job);
  }

  @Answers(listImports)
  async list(_query: RequestOf<typeof listImports>, caller: Caller) {
    const jobs = await this.source
      .getRepository(ImportJobSchema)
      .find({ where: { office: caller.office }, order: { id: 'DESC' }, take: 20 });
    return { items: jobs.map(jobView) };
  }
}

function jobView(job: ImportJobRow): ReplyOf<typeof readImport> {
  const { office: _office, domain: _domain, payload: _payload, ...shown } = job;
  return {
    ...shown,
    startedAt: job.startedAt === null ? null : new Date(job.startedAt).toISOString(),
    finishedAt: job.finishedAt === null ? null : new Date(job.finishedAt).toISOString(),
  };
}
