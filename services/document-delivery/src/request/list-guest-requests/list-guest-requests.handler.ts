import { Controller } from '@nestjs/common';
import { listGuestRequests, visitNeeded, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import type { Caller } from '@pst/security';
import { DataSource } from 'typeorm';
import { DocumentRequest } from '../domain/document-request.ts';
import { RequestViews } from '../request-views.ts';

/** What the ticket's page shows; what an account asked for during the visit is the account's alone. */
@Controller()
export class ListGuestRequestsHandler {
  constructor(
    private readonly source: DataSource,
    private readonly views: RequestViews,
  ) {}

  @Answers(listGuestRequests)
  async handle(_query: RequestOf<typeof listGuestRequests>, { office, visitId }: Caller) {
    if (visitId === undefined) {
      throw visitNeeded.error({});
    }
    const requests = await this.source
      .getRepository(DocumentRequest)
      .find({ where: { office, visitId, guest: true }, order: { id: 'DESC' } });
    return { items: await this.views.own(this.source.manager, requests) };
  }
}
