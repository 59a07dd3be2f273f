import {
  privacyRequestNotInState,
  type Language,
  type listPrivacyRequests,
  type ReplyOf,
} from '@pst/contracts';
import type { OfficeProfile } from '@pst/service-standard';

type View = ReplyOf<typeof listPrivacyRequests>['items'][number];
type Policy = OfficeProfile['policies']['privacyRequests'];

const HOUR_MS = 3_600_000;

/** A right that somebody uses who has shown that the data are theirs (UU 27/2022). */
export class PrivacyRequest {
  readonly id!: string;
  readonly office!: string;
  /** What its status is asked for by; random. */
  readonly code!: string;
  readonly kind!: View['kind'];
  readonly language!: Language;
  readonly receivedAt!: Date;
  readonly dueAt!: Date;
  state!: View['state'];
  overdueAt!: Date | null;
  closedAt!: Date | null;
  refusal!: View['refusal'];
  /** Whose visits it is about and where the answer goes: the proven address, null once it is done with. */
  emailIndex!: string | null;
  emailSealed!: string | null;
  /** The card that was seen, where a person without an address asked at the desk. */
  readonly identityKind!: View['identityKind'];
  /** The visits such a person named; none once it is done with. */
  visitIds!: string[];
  /** What is to be corrected; null for other kinds, and once it is done with. */
  correctionSealed!: string | null;
  /** Of the secret that the copy of the data is fetched with; null while there is nothing to fetch. */
  copyHash!: string | null;
  copyExpiresAt!: Date | null;

  /** The hours of the law are those of the clock on the wall: no night, Sunday or holiday stops them. */
  static received(
    facts: Pick<
      PrivacyRequest,
      | 'id'
      | 'office'
      | 'code'
      | 'kind'
      | 'language'
      | 'receivedAt'
      | 'emailIndex'
      | 'emailSealed'
      | 'identityKind'
      | 'visitIds'
      | 'correctionSealed'
    >,
    { answerWithinHours }: Policy,
  ): PrivacyRequest {
    return Object.assign(new PrivacyRequest(), facts, {
      dueAt: new Date(facts.receivedAt.getTime() + answerWithinHours * HOUR_MS),
      state: 'received' as const,
      overdueAt: null,
      closedAt: null,
      refusal: null,
      copyHash: null,
      copyExpiresAt: null,
    });
  }

  grant(at: Date): void {
    this.close('granted', at);
  }

  /** A copy of the data can be fetched once, as they are by then. */
  grantCopy(hash: string, at: Date, { copyExpiresAfterHours }: Policy): void {
    const { emailIndex, visitIds } = this;
    this.close('granted', at);
    Object.assign(this, { emailIndex, visitIds });
    this.copyHash = hash;
    this.copyExpiresAt = new Date(at.getTime() + copyExpiresAfterHours * HOUR_MS);
  }

  /** The copy was fetched, or its time is over. */
  endCopy(): void {
    this.emailIndex = null;
    this.visitIds = [];
    this.copyHash = null;
  }

  refuse(reason: NonNullable<View['refusal']>, at: Date): void {
    this.close('refused', at);
    this.refusal = reason;
  }

  /** @throws privacyRequestNotInState (409) once it is decided */
  requireOpen(): void {
    if (this.state !== 'received') {
      throw privacyRequestNotInState.error({ state: this.state });
    }
  }

  private close(state: View['state'], at: Date): void {
    this.requireOpen();
    this.state = state;
    this.closedAt = at;
    this.emailIndex = null;
    this.emailSealed = null;
    this.visitIds = [];
    this.correctionSealed = null;
  }
}
