import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import { notFound, readPrivacyRequestDetail, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { AuditTrail, Transaction } from '@pst/persistence';
import type { Caller } from '@pst/security';
import { PrivacyRequest } from '../domain/privacy-request.ts';
import { CORRECTABLE, PersonCorrections } from '../person-corrections.ts';
import { deskViewOf } from '../privacy-request-views.ts';
import { RequestedVisits } from '../requested-visits.ts';

/** What a decision needs to know; that somebody read it is written down with the reading. */
@Controller()
export class ReadPrivacyRequestDetailHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    private readonly visits: RequestedVisits,
    private readonly corrections: PersonCorrections,
    private readonly trail: AuditTrail,
  ) {}

  @Answers(readPrivacyRequestDetail)
  handle({ requestId }: RequestOf<typeof readPrivacyRequestDetail>, { office, actor }: Caller) {
    return this.transaction.run(async (tx) => {
      const request = await tx.db.findOneBy(PrivacyRequest, { id: requestId, office });
      if (request === null) {
        throw notFound.error({});
      }
      const visits = await this.visits.of(tx, request);
      const held = (field: (typeof CORRECTABLE)[number]) => [
        ...new Set(visits.flatMap(({ person }) => person[field] ?? [])),
      ];
      const correction = this.corrections.open(request);
      await this.trail.write(tx, office, {
        action: 'privacy-request-read',
        actorId: actor.kind === 'account' ? actor.id : null,
        subjectId: requestId,
      });
      return {
        request: deskViewOf(request, this.clock.now()),
        visits: visits.length,
        names: held('name'),
        corrections: CORRECTABLE.flatMap((field) => {
          const asked = correction[field];
          return asked === undefined ? [] : [{ field, asked, held: held(field) }];
        }),
      };
    });
  }
}
