import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Config, Log, repeatedly } from '@pst/messaging';
import { objectStorage, type ObjectStorage } from '@pst/object-storage';
import { Transaction } from '@pst/persistence';
import type { Logger } from '@pst/telemetry';
import { DataSource, In } from 'typeorm';
import type { CatalogueConfig } from '../../catalogue.config.ts';
import { alone } from '../alone.ts';
import { legible } from '../domain/legible.ts';
import { drawPage, PageUndrawable } from '../draw-page.ts';
import { PageTextSchema, SoftcopySchema, type SoftcopyRow } from '../publication.schema.ts';
import { storeCurrentPages, type ReadPage } from '../store-pages.ts';
import { canRecognise, NotRecognised, recognise } from './recognise.ts';

const EVERY_MS = 5_000;
/** This kind of work, among those that one process at a time does. */
const LOCK = 7_045;
/** A4 at 300 dots per inch, which the recognition is made for. */
const BOX = { width: 2_480, height: 3_508 };
/** Of one book before the next has its turn: a scanned yearbook takes an hour. */
const AT_A_TIME = 20;

/**
 * Reads the pages that are pictures only, one after the other and beside all requests, when a program for
 * it is there. What waits is in the table: a crash loses nothing, and a program that is installed later
 * finds its work after the next start.
 */
@Injectable()
export class ScanReader implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly storage: ObjectStorage;
  private readonly program: string;
  private rounds: ReturnType<typeof repeatedly> | undefined;
  private stopping = false;

  constructor(
    private readonly source: DataSource,
    private readonly transaction: Transaction,
    @Config() config: CatalogueConfig,
    @Log() private readonly log: Logger,
  ) {
    this.storage = objectStorage(config);
    this.program = config.OCR_PROGRAM;
  }

  async onApplicationBootstrap(): Promise<void> {
    if (await canRecognise(this.program)) {
      this.rounds = repeatedly(EVERY_MS, {
        what: 'reading scans',
        log: this.log,
        work: () => this.workOff(),
      });
    } else {
      this.log.info(
        { program: this.program },
        'scanned pages are not read: no Indonesian OCR here',
      );
    }
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping = true;
    await this.rounds?.stop();
  }

  private async workOff(): Promise<void> {
    const unread: { id: string }[] = await this.source.query(
      `select distinct softcopy_id as id from page_text where text_from = 'unread' order by 1 limit 100`,
    );
    const softcopies = await this.source.manager.findBy(SoftcopySchema, {
      id: In(unread.map(({ id }) => id)),
    });
    for (const softcopy of softcopies) {
      if (!this.stopping) {
        await alone(this.source, LOCK, softcopy.id, () => this.readSome(softcopy));
      }
    }
  }

  private async readSome(softcopy: SoftcopyRow): Promise<void> {
    const pages = await this.source.manager.find(PageTextSchema, {
      select: { publicationId: true, page: true },
      where: { softcopyId: softcopy.id, textFrom: 'unread' },
      order: { page: 'ASC' },
      take: AT_A_TIME,
    });
    await this.storage.withFile(softcopy.objectKey, async (path) => {
      for (const { page } of pages) {
        if (this.stopping) {
          return;
        }
        const text = await this.read(path, page, softcopy);
        const read: ReadPage = { page, text, textFrom: text === '' ? 'blank' : 'scan' };
        await storeCurrentPages(this.transaction, softcopy, [read]);
      }
    });
  }

  /** One page that cannot be read does not hide the others; it counts as blank. */
  private async read(path: string, page: number, { id }: SoftcopyRow): Promise<string> {
    try {
      const picture = await drawPage({ path, page, format: 'png', ...BOX });
      return legible(await recognise(this.program, picture));
    } catch (error) {
      if (!(error instanceof PageUndrawable || error instanceof NotRecognised)) {
        throw error;
      }
      this.log.warn({ softcopyId: id, page }, 'a scanned page cannot be read');
      return '';
    }
  }
}
