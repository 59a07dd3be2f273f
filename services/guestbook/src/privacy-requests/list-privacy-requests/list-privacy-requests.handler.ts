import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import { listPrivacyRequests, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { readCursor, writeCursor } from '@pst/persistence';
import type { Caller } from '@pst/security';
import { DataSource, LessThan } from 'typeorm';
import { z } from 'zod';
import { PrivacyRequest } from '../domain/privacy-request.ts';
import { deskViewOf } from '../privacy-request-views.ts';

const position = z.tuple([z.uuid()]);

/** The requests of the office, newest first; nothing of a person stands in the list. */
@Controller()
export class ListPrivacyRequestsHandler {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
  ) {}

  @Answers(listPrivacyRequests)
  async handle(
    { state, limit, cursor }: RequestOf<typeof listPrivacyRequests>,
    { office }: Caller,
  ) {
    const requests = await this.source.getRepository(PrivacyRequest).find({
      where: {
        office,
        ...(state !== undefined && { state }),
        ...(cursor !== undefined && { id: LessThan(readCursor(cursor, position)[0]) }),
      },
      order: { id: 'DESC' },
      take: limit + 1,
    });
    const now = this.clock.now();
    const page = requests.slice(0, limit);
    const last = page.at(-1);
    return {
      items: page.map((request) => deskViewOf(request, now)),
      nextCursor: requests.length > limit && last !== undefined ? writeCursor([last.id]) : null,
    };
  }
}
