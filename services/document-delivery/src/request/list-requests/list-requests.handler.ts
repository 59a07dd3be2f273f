import { Controller } from '@nestjs/common';
import { listRequests, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { readCursor, writeCursor } from '@pst/persistence';
import type { Caller } from '@pst/security';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { DocumentRequest } from '../domain/document-request.ts';
import { RequestViews } from '../request-views.ts';

/** The desk's inbox: oldest first, because it is due first. */
@Controller()
export class ListRequestsHandler {
  constructor(
    private readonly source: DataSource,
    private readonly views: RequestViews,
  ) {}

  @Answers(listRequests)
  async handle(query: RequestOf<typeof listRequests>, caller: Caller) {
    const found = this.source
      .getRepository(DocumentRequest)
      .createQueryBuilder('request')
      .where('request.office = :office', { office: caller.office })
      .orderBy('request.id')
      .limit(query.limit + 1);
    if (query.state !== undefined) {
      found.andWhere('request.state = :state', { state: query.state });
    }
    if (query.cursor !== undefined) {
      const [id] = readCursor(query.cursor, z.tuple([z.uuid()]));
      found.andWhere('request.id > :id', { id });
    }
    const requests = await found.getMany();
    const page = requests.slice(0, query.limit);
    const last = page.at(-1);
    return {
      items: await this.views.desk(this.source.manager, page),
      nextCursor: requests.length > query.limit && last ? writeCursor([last.id]) : null,
    };
  }
}
