import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import {
  cancelRequest,
  exportOwnRequests,
  listOwnRequests,
  notFound,
  readOwnRequest,
  requestCancelled,
  type RequestOf,
} from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { readCursor, Transaction, writeCursor } from '@pst/persistence';
import type { Caller } from '@pst/security';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { DocumentRequest } from '../domain/document-request.ts';
import { RequestViews } from '../request-views.ts';

/** What readers see of their own requests; somebody else's does not exist here. */
@Controller()
export class OwnRequestsHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly views: RequestViews,
  ) {}

  @Answers(listOwnRequests)
  async list(query: RequestOf<typeof listOwnRequests>, caller: Caller) {
    const found = this.source
      .getRepository(DocumentRequest)
      .createQueryBuilder('request')
      .where('request.office = :office and request.accountId = :accountId', owner(caller))
      .orderBy('request.id', 'DESC')
      .limit(query.limit + 1);
    if (query.cursor !== undefined) {
      const [id] = readCursor(query.cursor, z.tuple([z.uuid()]));
      found.andWhere('request.id < :id', { id });
    }
    const requests = await found.getMany();
    const page = requests.slice(0, query.limit);
    const last = page.at(-1);
    return {
      items: await this.views.own(this.source.manager, page),
      nextCursor: requests.length > query.limit && last ? writeCursor([last.id]) : null,
    };
  }

  @Answers(readOwnRequest)
  async read({ requestId }: RequestOf<typeof readOwnRequest>, caller: Caller) {
    const request = await this.source
      .getRepository(DocumentRequest)
      .findOneBy({ id: requestId, ...owner(caller) });
    if (request === null) {
      throw notFound.error({});
    }
    const [view] = await this.views.own(this.source.manager, [request]);
    return view;
  }

  @Answers(exportOwnRequests)
  async export(_query: RequestOf<typeof exportOwnRequests>, caller: Caller) {
    const requests = await this.source
      .getRepository(DocumentRequest)
      .find({ where: owner(caller), order: { id: 'ASC' } });
    return { documentRequests: await this.views.own(this.source.manager, requests) };
  }

  @Answers(cancelRequest)
  cancel({ requestId }: RequestOf<typeof cancelRequest>, caller: Caller) {
    const now = this.clock.now();
    return this.transaction.once(caller, async (tx) => {
      const request = await tx.db.findOne(DocumentRequest, {
        where: { id: requestId, ...owner(caller) },
        lock: { mode: 'pessimistic_write' },
      });
      if (request === null) {
        throw notFound.error({});
      }
      request.cancel();
      await tx.db.save(request);
      await tx.publish(
        requestCancelled.create(
          { requestId, cancelledAt: now.toISOString() },
          { office: caller.office, about: requestId, at: now },
        ),
      );
      const [view] = await this.views.own(tx.db, [request]);
      return view;
    });
  }
}

function owner(caller: Caller): { office: string; accountId: string } {
  const { actor, office } = caller;
  if (actor.kind !== 'account') {
    throw notFound.error({});
  }
  return { office, accountId: actor.id };
}
