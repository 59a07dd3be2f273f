import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Config, Log, repeatedly } from '@pst/messaging';
import { objectStorage, type ObjectStorage } from '@pst/object-storage';
import { Transaction } from '@pst/persistence';
import type { Logger } from '@pst/telemetry';
import { DataSource } from 'typeorm';
import type { CatalogueConfig } from '../../catalogue.config.ts';
import { alone } from '../alone.ts';
import { SoftcopySchema, type SoftcopyRow } from '../publication.schema.ts';
import { storeCurrentPages, type ReadPage } from '../store-pages.ts';
import { PagesUnreadable, readPages } from './read-pages.ts';

const EVERY_MS = 2_000;
const BATCH = 20;
/** This kind of work, among those that one process at a time does. */
const LOCK = 7_042;

/**
 * Makes the pages of new softcopies findable, one softcopy after the other and beside all requests. A
 * crash loses nothing: the next start goes on with the page after the last one stored.
 */
@Injectable()
export class PageIndexer implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly storage: ObjectStorage;
  private rounds: ReturnType<typeof repeatedly> | undefined;
  private stopping = false;

  constructor(
    private readonly source: DataSource,
    private readonly transaction: Transaction,
    @Config() config: CatalogueConfig,
    @Log() private readonly log: Logger,
  ) {
    this.storage = objectStorage(config);
  }

  onApplicationBootstrap(): void {
    this.rounds = repeatedly(EVERY_MS, {
      what: 'reading PDFs',
      log: this.log,
      work: () => this.workOff(),
    });
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping = true;
    await this.rounds?.stop();
  }

  private async workOff(): Promise<void> {
    const waiting = await this.source
      .getRepository(SoftcopySchema)
      .find({ where: { textState: 'waiting' }, order: { id: 'ASC' }, take: 100 });
    for (const softcopy of waiting) {
      if (!this.stopping) {
        await alone(this.source, LOCK, softcopy.id, () => this.index(softcopy));
      }
    }
  }

  private async index(softcopy: SoftcopyRow): Promise<void> {
    const [{ stored }]: [{ stored: number }] = await this.source.query(
      `select coalesce(max(page), 0) as stored from page_text where softcopy_id = $1`,
      [softcopy.id],
    );
    let state: SoftcopyRow['textState'] = 'done';
    try {
      await this.storage.withFile(softcopy.objectKey, (path) => this.read(path, stored, softcopy));
    } catch (error) {
      if (!(error instanceof PagesUnreadable)) {
        throw error;
      }
      // The pages before it stay findable.
      this.log.warn({ softcopyId: softcopy.id }, 'a PDF cannot be read to its end');
      state = 'unreadable';
    }
    if (this.stopping) {
      return;
    }
    await this.source
      .getRepository(SoftcopySchema)
      .update({ id: softcopy.id }, { textState: state });
  }

  /** Stores the pages after those stored already, until the last or until the service stops. */
  private async read(path: string, stored: number, softcopy: SoftcopyRow): Promise<void> {
    let batch: ReadPage[] = [];
    for await (const page of readPages(path, stored + 1)) {
      if (this.stopping) {
        return;
      }
      batch.push({ ...page, textFrom: page.text === '' ? 'unread' : 'pdf' });
      if (batch.length === BATCH) {
        await storeCurrentPages(this.transaction, softcopy, batch);
        batch = [];
      }
    }
    await storeCurrentPages(this.transaction, softcopy, batch);
  }
}
