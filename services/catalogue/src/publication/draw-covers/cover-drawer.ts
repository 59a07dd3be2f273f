import { createHash } from 'node:crypto';
import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '@pst/config';
import { coverDrawn } from '@pst/contracts';
import { Config, Log, repeatedly } from '@pst/messaging';
import { objectStorage, type ObjectStorage } from '@pst/object-storage';
import { Transaction } from '@pst/persistence';
import type { Logger } from '@pst/telemetry';
import { DataSource } from 'typeorm';
import type { CatalogueConfig } from '../../catalogue.config.ts';
import { alone } from '../alone.ts';
import { drawPage, PageUndrawable } from '../draw-page.ts';
import { Publication } from '../domain/publication.ts';
import { lockedPublication } from '../locked-publication.ts';
import { currentSoftcopy } from '../publication-view.ts';
import { SoftcopySchema, type SoftcopyRow } from '../publication.schema.ts';

const EVERY_MS = 2_000;
/** This kind of work, among those that one process at a time does. */
const LOCK = 7_044;
/** Sharp on a phone's screen where it is shown 180 pixels wide; A4 standing fits. */
const BOX = { width: 360, height: 510 };

/**
 * Draws the first page of new softcopies, one after the other and beside all requests. A crash loses
 * nothing: what was not drawn is still waiting.
 */
@Injectable()
export class CoverDrawer implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly storage: ObjectStorage;
  private rounds: ReturnType<typeof repeatedly> | undefined;
  private stopping = false;

  constructor(
    private readonly source: DataSource,
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    @Config() config: CatalogueConfig,
    @Log() private readonly log: Logger,
  ) {
    this.storage = objectStorage(config);
  }

  onApplicationBootstrap(): void {
    this.rounds = repeatedly(EVERY_MS, {
      what: 'drawing covers',
      log: this.log,
      work: () => this.workOff(),
    });
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping = true;
    await this.rounds?.stop();
  }

  private async workOff(): Promise<void> {
    // Nobody is shown the cover of what was withdrawn.
    const waiting = await this.source
      .getRepository(SoftcopySchema)
      .createQueryBuilder('softcopy')
      .innerJoin(Publication, 'publication', 'publication.id = softcopy.publicationId')
      .where(`softcopy.coverState = 'waiting' and not publication.withdrawn`)
      .orderBy('softcopy.id')
      .take(100)
      .getMany();
    for (const softcopy of waiting) {
      if (!this.stopping) {
        await alone(this.source, LOCK, softcopy.id, () => this.draw(softcopy));
      }
    }
  }

  private async draw(softcopy: SoftcopyRow): Promise<void> {
    const coverKey = `covers/${softcopy.id}.jpg`;
    let picture: Buffer;
    try {
      picture = await this.storage.withFile(softcopy.objectKey, (path) =>
        drawPage({ path, page: 1, format: 'jpeg', ...BOX }),
      );
    } catch (error) {
      if (!(error instanceof PageUndrawable)) {
        throw error;
      }
      this.log.warn({ softcopyId: softcopy.id }, 'the first page of a PDF cannot be drawn');
      await this.source.manager.update(SoftcopySchema, softcopy.id, { coverState: 'none' });
      return;
    }
    // The bytes come first, under a key that a second attempt overwrites.
    await this.storage.put(coverKey, picture);
    await this.show(softcopy, {
      coverState: 'drawn',
      coverKey,
      coverBytes: picture.length,
      coverSha256: createHash('sha256').update(picture).digest('hex'),
    });
  }

  private async show(
    { id, office, publicationId }: SoftcopyRow,
    cover: Pick<SoftcopyRow, 'coverState' | 'coverKey' | 'coverBytes' | 'coverSha256'>,
  ): Promise<void> {
    await this.transaction.run(async (tx) => {
      const publication = await lockedPublication(tx, office, publicationId);
      await tx.db.update(SoftcopySchema, id, cover);
      // Another version may have come meanwhile; who may read this one may have been changed.
      const current = await currentSoftcopy(tx.db, publicationId);
      if (current?.id === id) {
        publication.hasCover = current.access !== 'staff';
        await tx.db.save(publication);
        const about = { office, about: publicationId, at: this.clock.now() };
        await tx.publish(coverDrawn.create({ publicationId, softcopyId: id }, about));
      }
    });
  }
}
