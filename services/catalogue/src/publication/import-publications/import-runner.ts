import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '@pst/config';
import { Config, Log, Office } from '@pst/messaging';
import { Transaction } from '@pst/persistence';
import type { OfficeProfile } from '@pst/service-standard';
import { describeError, type Logger } from '@pst/telemetry';
import { DataSource } from 'typeorm';
import type { CatalogueConfig } from '../../catalogue.config.ts';
import { Publication } from '../domain/publication.ts';
import { ImportJobSchema, type ImportJobRow } from '../publication.schema.ts';
import { fromWebApi, publicationsOf } from './bps-webapi.ts';
import { readCsv } from './csv.ts';
import { importRecord } from './import-record.ts';
import type { ImportedRecord, RecordError } from './records.ts';

const EVERY_MS = 2_000;
const MOST_ERRORS = 100;
/** Two advisory-lock keys: this kind of work, and one job. */
const LOCK = 7_041;

type Counts = Pick<ImportJobRow, 'processed' | 'added' | 'changed' | 'unchanged' | 'refused'>;

/**
 * Works imports off, record by record in a transaction each: a crash half-way leaves what is in, and
 * the job begins anew and finds those records unchanged.
 */
@Injectable()
export class ImportRunner implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private working: Promise<unknown> | undefined;
  private stopping = false;

  constructor(
    private readonly source: DataSource,
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    @Config() private readonly config: CatalogueConfig,
    @Office() private readonly profile: OfficeProfile,
    @Log() private readonly log: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.wake(), EVERY_MS);
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping = true;
    clearInterval(this.timer);
    await this.working;
  }

  /** Looks for work now. */
  wake(): void {
    this.working ??= this.workOff()
      .catch((error: unknown) => {
        this.log.warn(describeError(error), 'import interrupted, it will begin anew');
      })
      .finally(() => {
        this.working = undefined;
      });
  }

  private async workOff(): Promise<void> {
    const jobs = this.source.getRepository(ImportJobSchema);
    const waiting = await jobs.find({
      where: [{ state: 'queued' }, { state: 'running' }],
      order: { id: 'ASC' },
    });
    for (const job of waiting) {
      await this.alone(job, () => this.run(job));
    }
  }

  /** Held by the session, so that a job whose worker died is free at once. */
  private async alone(job: ImportJobRow, work: () => Promise<void>): Promise<void> {
    const runner = this.source.createQueryRunner();
    const key = [LOCK, job.id];
    try {
      const [{ mine }]: [{ mine: boolean }] = await runner.query(
        `select pg_try_advisory_lock($1, hashtext($2)) as mine`,
        key,
      );
      if (mine) {
        await work();
        await runner.query(`select pg_advisory_unlock($1, hashtext($2))`, key);
      }
    } finally {
      await runner.release();
    }
  }

  private async run(job: ImportJobRow): Promise<void> {
    const jobs = this.source.getRepository(ImportJobSchema);
    const counts: Counts = { processed: 0, added: 0, changed: 0, unchanged: 0, refused: 0 };
    const errors: RecordError[] = [];
    await jobs.update({ id: job.id }, { state: 'running', startedAt: this.clock.now() });
    try {
      for await (const { total, outcome } of this.records(job)) {
        if (this.stopping) {
          return;
        }
        const change = { ...counts, processed: counts.processed + 1 };
        if (Array.isArray(outcome)) {
          change.refused += 1;
          errors.push(...outcome.slice(0, MOST_ERRORS - errors.length));
        } else {
          change[await this.take(job, outcome)] += 1;
        }
        Object.assign(counts, change);
        await jobs.update({ id: job.id }, { ...counts, total, errors });
      }
      const total = counts.processed;
      await jobs.update({ id: job.id }, { state: 'done', total, ...this.finished() });
    } catch (error) {
      // The reason is ours or the WebAPI's own; no record's content is in it.
      const message = error instanceof Error ? error.message : 'unknown';
      errors.push({ record: '-', field: null, message });
      await jobs.update({ id: job.id }, { state: 'failed', errors, ...this.finished() });
    }
  }

  private finished() {
    return { finishedAt: this.clock.now(), payload: null };
  }

  private async *records(
    job: ImportJobRow,
  ): AsyncGenerator<{ total: number; outcome: ImportedRecord | RecordError[] }> {
    if (job.source === 'csv') {
      const records = readCsv(job.payload ?? '');
      for (const outcome of records) {
        yield { total: records.length, outcome };
      }
      return;
    }
    const { BPS_WEBAPI_KEY: key, BPS_WEBAPI_URL: url, BPS_WEBAPI_PAUSE_MS: pauseMs } = this.config;
    if (key === undefined) {
      throw new Error('BPS_WEBAPI_KEY is not set; a key is free of charge from the BPS WebAPI');
    }
    const { code, name } = this.profile.office;
    const areaName = job.domain === code ? name.replace(/^BPS (?:Kabupaten )?/, '') : undefined;
    for await (const { total, record } of publicationsOf(job.domain, { url, key, pauseMs })) {
      yield { total, outcome: fromWebApi(record, { domain: job.domain, areaName }) };
    }
  }

  /** A dry run looks only, and says what would happen. */
  private async take(
    job: ImportJobRow,
    record: ImportedRecord,
  ): Promise<'added' | 'changed' | 'unchanged'> {
    const now = this.clock.now();
    const { office } = job;
    if (job.dryRun) {
      const known = await this.source
        .getRepository(Publication)
        .findOneBy({ office, ...record.origin });
      if (known === null) {
        return 'added';
      }
      return known.describe(record.fields, now) ? 'changed' : 'unchanged';
    }
    const taken = await this.transaction.run((tx) => importRecord(tx, record, { office, now }));
    return taken.outcome;
  }
}
