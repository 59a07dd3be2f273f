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
import { Answers, Config } from '@pst/messaging';
import { objectStorage, type ObjectStorage } from '@pst/object-storage';
import { Transaction } from '@pst/persistence';
import type { Caller } from '@pst/security';
import { DataSource } from 'typeorm';
import type { CatalogueConfig } from '../../catalogue.config.ts';
import { incoming } from '../incoming.ts';
import { ImportJobSchema, type ImportJobRow } from '../publication.schema.ts';
import { ImportRunner } from './import-runner.ts';

/** Orders an import and tells how it goes; the runner does it. */
@Controller()
export class ImportPublicationsHandler {
  private readonly storage: ObjectStorage;

  constructor(
    private readonly transaction: Transaction,
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly runner: ImportRunner,
    @Config() config: CatalogueConfig,
  ) {
    this.storage = objectStorage(config);
  }

  @Answers(startImport)
  async start(command: RequestOf<typeof startImport>, caller: Caller) {
    const { office } = caller;
    const id = newId(this.clock.now().getTime());
    const { incomingKey } = command;
    const objectKey = incomingKey === undefined ? null : `imports/${id}`;
    if (incomingKey !== undefined) {
      await incoming(this.storage, incomingKey);
    }
    // No Idempotency-Key is needed: a second start meets the first one running, or changes nothing.
    const job = await this.transaction.run(async (tx) => {
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
      if (incomingKey !== undefined) {
        await this.storage.move(incomingKey, `imports/${id}`);
      }
      const row: ImportJobRow = {
        id,
        office,
        source: command.source,
        domain: command.domain ?? office,
        dryRun: command.dryRun,
        files: command.files,
        objectKey,
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
  const { office: _office, domain: _domain, objectKey: _objectKey, files: _files, ...shown } = job;
  return {
    ...shown,
    startedAt: job.startedAt === null ? null : new Date(job.startedAt).toISOString(),
    finishedAt: job.finishedAt === null ? null : new Date(job.finishedAt).toISOString(),
  };
}
