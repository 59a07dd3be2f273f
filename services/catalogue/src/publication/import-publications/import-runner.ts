import { buffer } from 'node:stream/consumers';
import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '@pst/config';
import { Config, Log, Office } from '@pst/messaging';
import { objectStorage, type ObjectStorage } from '@pst/object-storage';
import { Transaction, type Tx } from '@pst/persistence';
import type { OfficeProfile } from '@pst/service-standard';
import { describeError, type Logger } from '@pst/telemetry';
import { DataSource } from 'typeorm';
import type { CatalogueConfig } from '../../catalogue.config.ts';
import { alone } from '../alone.ts';
import { Publication } from '../domain/publication.ts';
import { currentSoftcopy } from '../publication-view.ts';
import { storeSoftcopy } from '../store-softcopy.ts';
import { ImportJobSchema, type ImportJobRow } from '../publication.schema.ts';
import { fromWebApi, publicationsOf } from './bps-webapi.ts';
import { fetchPdf, type FetchedPdf } from './fetch-pdf.ts';
import { importRecord, type ImportOutcome } from './import-record.ts';
import { readList } from './read-list.ts';
import type { ImportedRecord, RecordError } from './records.ts';

const EVERY_MS = 2_000;
const MOST_ERRORS = 100;
/** Two advisory-lock keys: this kind of work, and one job. */
const LOCK = 7_041;

type Progress = Pick<
  ImportJobRow,
  'processed' | 'added' | 'changed' | 'unchanged' | 'refused' | 'errors'
>;

/**
 * Works imports off, record by record: each comes in with the count of it in one transaction, so that
 * after a crash the job goes on where it was, and nothing is counted twice.
 */
@Injectable()
export class ImportRunner implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private working: Promise<unknown> | undefined;
  private stopping = false;
  private readonly storage: ObjectStorage;

  constructor(
    private readonly source: DataSource,
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    @Config() private readonly config: CatalogueConfig,
    @Office() private readonly profile: OfficeProfile,
    @Log() private readonly log: Logger,
  ) {
    this.storage = objectStorage(config);
  }

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
        this.log.warn(describeError(error), 'import interrupted, it will go on');
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
      await alone(this.source, LOCK, job.id, () => this.run(job));
    }
  }

  private async run(job: ImportJobRow): Promise<void> {
    const jobs = this.source.getRepository(ImportJobSchema);
    const startedAt = job.startedAt ?? this.clock.now();
    await jobs.update({ id: job.id }, { state: 'running', startedAt });
    let progress: Progress = job;
    try {
      for await (const { total, outcome } of this.records(job)) {
        if (this.stopping) {
          return;
        }
        const pdf = await this.pdfOf(job, outcome);
        progress = await this.transaction.run(async (tx) => {
          const { processed, added, changed, unchanged, refused, errors } = progress;
          const next = { processed: processed + 1, added, changed, unchanged, refused, errors };
          if (Array.isArray(outcome)) {
            next.refused += 1;
            next.errors = [...errors, ...outcome].slice(0, MOST_ERRORS);
          } else {
            next[await this.take(tx, job, outcome, pdf)] += 1;
            next.errors = [...errors, ...(Array.isArray(pdf) ? pdf : [])].slice(0, MOST_ERRORS);
          }
          await tx.db.update(ImportJobSchema, { id: job.id }, { ...next, total });
          return next;
        });
      }
      await this.finish(job, { state: 'done', total: progress.processed });
    } catch (error) {
      // The reason is ours or the WebAPI's own; no record's content is in it.
      const message = error instanceof Error ? error.message : 'unknown';
      const reason = { record: '-', field: null, problem: 'source', message } as const;
      await this.finish(job, { state: 'failed', errors: [...progress.errors, reason] });
    }
  }

  private async finish(
    { id, objectKey }: ImportJobRow,
    change: Partial<ImportJobRow>,
  ): Promise<void> {
    const finished = { ...change, finishedAt: this.clock.now(), objectKey: null };
    await this.source.getRepository(ImportJobSchema).update({ id }, finished);
    if (objectKey !== null) {
      await this.storage.remove(objectKey);
    }
  }

  /** What is left to do of the list, in its order. */
  private async *records(
    job: ImportJobRow,
  ): AsyncGenerator<{ total: number; outcome: ImportedRecord | RecordError[] }> {
    if (job.source !== 'bps-webapi') {
      const file = await buffer(this.storage.open(job.objectKey ?? ''));
      const list = readList[job.source](file);
      for (const read of list.slice(job.processed)) {
        yield { total: list.length, outcome: read() };
      }
      return;
    }
    const { BPS_WEBAPI_KEY: key, BPS_WEBAPI_URL: url, BPS_WEBAPI_PAUSE_MS: pauseMs } = this.config;
    if (key === undefined) {
      throw new Error('BPS_WEBAPI_KEY is not set; a key is free of charge from the BPS WebAPI');
    }
    const { code, name } = this.profile.office;
    const areaName = job.domain === code ? name.replace(/^BPS (?:Kabupaten )?/, '') : undefined;
    const found = publicationsOf(job.domain, job.processed, { url, key, pauseMs });
    for await (const { total, record } of found) {
      yield { total, outcome: fromWebApi(record, { domain: job.domain, areaName }) };
    }
  }

  /** The PDF of a record that has none here yet or says something new; what went wrong is named. */
  private async pdfOf(
    { office, files, dryRun }: ImportJobRow,
    outcome: ImportedRecord | RecordError[],
  ): Promise<FetchedPdf | RecordError[] | undefined> {
    if (!files || dryRun || Array.isArray(outcome) || outcome.pdf === undefined) {
      return undefined;
    }
    const { origin, fields, pdf } = outcome;
    const known = await this.source.getRepository(Publication).findOneBy({ office, ...origin });
    const isNew = known?.describeFrom(fields, this.clock.now()) ?? true;
    if (known?.withdrawn || (!isNew && known?.softcopyPages !== null)) {
      return undefined;
    }
    try {
      const fetched = await fetchPdf(pdf, this.storage, this.config.BPS_WEBAPI_PAUSE_MS);
      const current = known && (await currentSoftcopy(this.source.manager, known.id));
      if (current?.sha256 !== fetched.sha256) {
        return fetched;
      }
      await this.storage.remove(fetched.objectKey);
      return undefined;
    } catch (error) {
      const message = error instanceof Error ? error.message : 'unknown';
      return [{ record: origin.sourceId, field: 'pdf', problem: 'unreadable', message }];
    }
  }

  /** A dry run looks only, and says what would happen. */
  private async take(
    tx: Tx,
    { office, dryRun }: ImportJobRow,
    record: ImportedRecord,
    pdf: FetchedPdf | RecordError[] | undefined,
  ): Promise<ImportOutcome> {
    const now = this.clock.now();
    if (!dryRun) {
      const { outcome, publication } = await importRecord(tx, record, { office, now });
      if (pdf !== undefined && !Array.isArray(pdf)) {
        const file = { access: 'signed-in', fileName: `${record.origin.sourceId}.pdf` } as const;
        await storeSoftcopy(tx, publication, { ...pdf, ...file }, now);
      }
      return outcome;
    }
    const known = await tx.db.findOneBy(Publication, { office, ...record.origin });
    if (known === null) {
      return 'added';
    }
    return known.describeFrom(record.fields, now) ? 'changed' : 'unchanged';
  }
}
