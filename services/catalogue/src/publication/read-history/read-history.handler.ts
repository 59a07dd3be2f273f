import { Controller } from '@nestjs/common';
import { notFound, readHistory, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import type { Caller } from '@pst/security';
import { DataSource } from 'typeorm';
import { Publication } from '../domain/publication.ts';
import { PublicationChangeSchema } from '../publication.schema.ts';

/** Who changed a record, when, what and why; a tombstone's as well. */
@Controller()
export class ReadHistoryHandler {
  constructor(private readonly source: DataSource) {}

  @Answers(readHistory)
  async handle({ publicationId }: RequestOf<typeof readHistory>, { office }: Caller) {
    const known = await this.source
      .getRepository(Publication)
      .existsBy({ id: publicationId, office });
    if (!known) {
      throw notFound.error({});
    }
    const lines = await this.source
      .getRepository(PublicationChangeSchema)
      .find({ where: { publicationId }, order: { seq: 'DESC' } });
    return {
      items: lines.map(({ seq = 0, at, action, actorId, reason, fields }) => ({
        seq,
        at: at.toISOString(),
        action,
        actorId,
        reason,
        fields,
      })),
    };
  }
}
