import { Controller } from '@nestjs/common';
import {
  copyAdded,
  publicationAdded,
  publicationChanged,
  softcopyRead,
  type EventOf,
} from '@pst/contracts';
import { OnEvent } from '@pst/messaging';
import type { Tx } from '@pst/persistence';

/** Titles and copies, as far as the catalogue has announced them, and softcopies read during a visit. */
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

  @OnEvent(copyAdded)
  async copyAdded({ office, data }: EventOf<typeof copyAdded>, tx: Tx): Promise<void> {
    await tx.db.query(
      `insert into known_copy (id, office, publication_id, shelf_mark) values ($1, $2, $3, $4)
       on conflict (id) do update set shelf_mark = excluded.shelf_mark`,
      [data.copyId, office, data.publicationId, data.shelfMark],
    );
  }

  @OnEvent(softcopyRead)
  async softcopyRead({ id, office, data }: EventOf<typeof softcopyRead>, tx: Tx): Promise<void> {
    if (data.visitId === undefined) {
      return;
    }
    await tx.db.query(
      `insert into softcopy_reading (id, office, visit_id, publication_id, read_at)
       values ($1, $2, $3, $4, $5) on conflict (id) do nothing`,
      [id, office, data.visitId, data.publicationId, data.readAt],
    );
  }

  private async remember(
    tx: Tx,
    { office, data }: EventOf<typeof publicationAdded>,
  ): Promise<void> {
    await tx.db.query(
      `insert into known_publication (id, office, title) values ($1, $2, $3)
       on conflict (id) do update set title = excluded.title`,
      [data.publicationId, office, data.title],
    );
  }
}
