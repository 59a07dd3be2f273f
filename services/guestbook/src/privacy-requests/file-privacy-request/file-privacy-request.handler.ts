import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import {
  filePrivacyRequest,
  newId,
  oneTimeCodeWrong,
  privacyRequestReceived,
  type RequestOf,
} from '@pst/contracts';
import { Answers, Office } from '@pst/messaging';
import { Transaction, type Tx } from '@pst/persistence';
import { PersonalData, trackingCode, type Caller } from '@pst/security';
import type { OfficeProfile } from '@pst/service-standard';
import { LookupProof } from '../../lookup-proof.ts';
import { sealedIn } from '../../sealed-person.ts';
import { PrivacyRequest } from '../domain/privacy-request.ts';
import { PersonCorrections } from '../person-corrections.ts';
import { emailSealedIn, statusOf } from '../privacy-request-views.ts';

type Filing = RequestOf<typeof filePrivacyRequest>;

/** Takes a request from whoever shows the mailed code; the clock of the law starts with it. */
@Controller()
export class FilePrivacyRequestHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    private readonly personal: PersonalData,
    private readonly proof: LookupProof,
    private readonly corrections: PersonCorrections,
    @Office() private readonly profile: OfficeProfile,
  ) {}

  @Answers(filePrivacyRequest)
  async handle(filing: Filing, caller: Caller) {
    const filed = await this.transaction.once(caller, (tx) => this.file(tx, filing, caller));
    // Refused after the commit, because the try that was made has to count.
    if (filed === null) {
      throw oneTimeCodeWrong.error({});
    }
    return filed;
  }

  private async file(tx: Tx, filing: Filing, { office, language }: Caller) {
    const { lookupId, oneTimeCode: code, kind, correction } = filing;
    const shown = { lookupId, code };
    const visitId = await this.proof.visitOf(tx.db, office, 'privacy-request', shown);
    if (visitId === undefined) {
      return null;
    }
    const [proven]: { email_index: string; email_sealed: string }[] = await tx.db.query(
      `select email_index, email_sealed from visit
       where id = $1 and office = $2 and person_erased_at is null`,
      [visitId, office],
    );
    if (proven === undefined) {
      return null;
    }
    const receivedAt = this.clock.now();
    const id = newId(receivedAt.getTime());
    const email = this.personal.open(proven.email_sealed, sealedIn('email', visitId));
    const request = PrivacyRequest.received(
      {
        id,
        office,
        code: trackingCode('PDP'),
        kind,
        language,
        receivedAt,
        emailIndex: proven.email_index,
        emailSealed: this.personal.seal(email, emailSealedIn(id)),
        correctionSealed: this.corrections.seal(id, correction),
      },
      this.profile.policies.privacyRequests,
    );
    await tx.db.insert(PrivacyRequest, request);
    const [at, dueAt] = [receivedAt.toISOString(), request.dueAt.toISOString()];
    await tx.publish(
      privacyRequestReceived.create(
        { requestId: id, kind, at, dueAt },
        { office, about: id, at: receivedAt },
      ),
    );
    return statusOf(request);
  }
}
