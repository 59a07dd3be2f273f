import { Controller } from '@nestjs/common';
import {
  publicationAdded,
  publicationChanged,
  publicationWithdrawn,
  softcopyAccessChanged,
  softcopyAdded,
  type EventOf,
} from '@pst/contracts';
import { OnEvent } from '@pst/messaging';
import type { Tx } from '@pst/persistence';
import { KnownSoftcopySchema } from '../request.schema.ts';

/** Titles and files, as far as the catalogue has announced them. */
@Controller()
export class FollowCatalogueHandler {
  @OnEvent(publicationAdded)
  async added(event: EventOf<typeof publicationAdded>, tx: Tx): Promise<void> {
    await this.remember(tx, event);
  }

  @OnEvent(publicationChanged)
  async changed(event: EventOf<typeof publicationChanged>, tx: Tx): Promise<void> {
    await this.remember(tx, event);
  }

  @OnEvent(publicationWithdrawn)
  async withdrawn(event: EventOf<typeof publicationWithdrawn>, tx: Tx): Promise<void> {
    await tx.db.query(`update known_publication set withdrawn = true where id = $1`, [
      event.data.publicationId,
    ]);
  }

  @OnEvent(softcopyAdded)
  async softcopyAdded({ office, data }: EventOf<typeof softcopyAdded>, tx: Tx): Promise<void> {
    await tx.db.query(
      `insert into known_softcopy as known
         (publication_id, office, version, bytes, sha256, object_key, file_name, pages, access)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       on conflict (publication_id) do update
         set version = excluded.version, bytes = excluded.bytes, sha256 = excluded.sha256,
             object_key = excluded.object_key, file_name = excluded.file_name,
             pages = excluded.pages, access = excluded.access
         where known.version < excluded.version`,
      [
        data.publicationId,
        office,
        data.version,
        data.bytes,
        data.sha256,
        data.objectKey,
        data.fileName,
        data.pages,
        data.access,
      ],
    );
  }

  @OnEvent(softcopyAccessChanged)
  async accessChanged(event: EventOf<typeof softcopyAccessChanged>, tx: Tx): Promise<void> {
    const { publicationId, access } = event.data;
    await tx.db.update(KnownSoftcopySchema, { publicationId }, { access });
  }

  private async remember(
    tx: Tx,
    { office, data }: EventOf<typeof publicationAdded>,
  ): Promise<void> {
    await tx.db.query(
      `insert into known_publication (id, office, title, year, publisher, withdrawn)
       values ($1, $2, $3, $4, $5, false)
       on conflict (id) do update
         set title = excluded.title, year = excluded.year, publisher = excluded.publisher`,
      [data.publicationId, office, data.title, data.year, data.publisher ?? null],
    );
  }
}
