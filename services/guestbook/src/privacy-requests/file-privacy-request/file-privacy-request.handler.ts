import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import {
  filePrivacyRequest,
  filePrivacyRequestAtDesk,
  newId,
  notFound,
  oneTimeCodeWrong,
  privacyRequestReceived,
  type RequestOf,
} from '@pst/contracts';
import { Answers, Office } from '@pst/messaging';
import { AuditTrail, Transaction, type Tx } from '@pst/persistence';
import { PersonalData, trackingCode, type Caller } from '@pst/security';
import type { OfficeProfile } from '@pst/service-standard';
import { LookupProof } from '../../lookup-proof.ts';
import { sealedIn } from '../../sealed-person.ts';
import { PrivacyRequest } from '../domain/privacy-request.ts';
import { PersonCorrections } from '../person-corrections.ts';
import { emailSealedIn, statusOf } from '../privacy-request-views.ts';

type Filing = RequestOf<typeof filePrivacyRequest>;
type Asked = Pick<Filing, 'kind' | 'correction'>;
type Proof = Parameters<typeof PrivacyRequest.received>[0];

/**
 * Takes a request from whoever shows the mailed code, or their card at the desk; the clock of the law
 * starts with it.
 */
@Controller()
export class FilePrivacyRequestHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    private readonly personal: PersonalData,
    private readonly proof: LookupProof,
    private readonly corrections: PersonCorrections,
    private readonly trail: AuditTrail,
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

  @Answers(filePrivacyRequestAtDesk)
  fileAtDesk(filing: RequestOf<typeof filePrivacyRequestAtDesk>, caller: Caller) {
    const { office, actor } = caller;
    const { identityKind, visitIds, ...asked } = filing;
    return this.transaction.once(caller, async (tx) => {
      const [{ held }]: [{ held: number }] = await tx.db.query(
        `select count(*)::int as held from visit
         where id = any($1::uuid[]) and office = $2 and person_erased_at is null`,
        [visitIds, office],
      );
      if (held !== new Set(visitIds).size) {
        throw notFound.error({});
      }
      const proof = { emailIndex: null, emailSealed: null, identityKind, visitIds };
      const filed = await this.receive(tx, caller, asked, () => proof);
      await this.trail.write(tx, office, {
        action: 'privacy-request-filed',
        actorId: actor.kind === 'account' ? actor.id : null,
        subjectId: filed.id,
        reason: asked.kind,
      });
      return statusOf(filed);
    });
  }

  private async file(tx: Tx, filing: Filing, caller: Caller) {
    const { office } = caller;
    const { lookupId, oneTimeCode: code, ...asked } = filing;
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
    const email = this.personal.open(proven.email_sealed, sealedIn('email', visitId));
    const filed = await this.receive(tx, caller, asked, (id) => ({
      emailIndex: proven.email_index,
      emailSealed: this.personal.seal(email, emailSealedIn(id)),
      identityKind: null,
      visitIds: [],
    }));
    return statusOf(filed);
  }

  /** @param proofOf what shows that the data are theirs, as the request with this id keeps it */
  private async receive(
    tx: Tx,
    { office, language }: Caller,
    { kind, correction }: Asked,
    proofOf: (
      id: string,
    ) => Pick<Proof, 'emailIndex' | 'emailSealed' | 'identityKind' | 'visitIds'>,
  ): Promise<PrivacyRequest> {
    const receivedAt = this.clock.now();
    const id = newId(receivedAt.getTime());
    const request = PrivacyRequest.received(
      {
        id,
        office,
        code: trackingCode('PDP'),
        kind,
        language,
        receivedAt,
        ...proofOf(id),
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
    return request;
  }
}
