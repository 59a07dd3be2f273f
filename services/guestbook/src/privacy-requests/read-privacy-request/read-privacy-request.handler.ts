import { Controller } from '@nestjs/common';
import { notFound, readPrivacyRequest, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { normaliseTrackingCode, type Caller } from '@pst/security';
import { DataSource } from 'typeorm';
import { PrivacyRequest } from '../domain/privacy-request.ts';
import { statusOf } from '../privacy-request-views.ts';

/** How far a request is, for whoever holds its code. */
@Controller()
export class ReadPrivacyRequestHandler {
  constructor(private readonly source: DataSource) {}

  @Answers(readPrivacyRequest)
  async handle({ code: typed }: RequestOf<typeof readPrivacyRequest>, { office }: Caller) {
    const code = normaliseTrackingCode('PDP', typed) ?? '';
    const request = await this.source.getRepository(PrivacyRequest).findOneBy({ code, office });
    if (request === null) {
      throw notFound.error({});
    }
    return statusOf(request);
  }
}
