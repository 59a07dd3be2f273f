import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import { authenticate, notSignedIn, type RequestOf } from '@pst/contracts';
import { Answers, Office } from '@pst/messaging';
import { hashToken, PersonalData, type Caller } from '@pst/security';
import type { OfficeProfile } from '@pst/service-standard';
import { DataSource } from 'typeorm';
import { Account } from '../domain/account.ts';
import { Session } from '../domain/session.ts';
import { personOf } from '../sealed-account.ts';

/** Who holds this access token; asked by the gateway for every request that brings one. */
@Controller()
export class AuthenticateHandler {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly personal: PersonalData,
    @Office() private readonly profile: OfficeProfile,
  ) {}

  @Answers(authenticate)
  async handle({ accessToken }: RequestOf<typeof authenticate>, caller: Caller) {
    const now = this.clock.now();
    const sessions = this.source.getRepository(Session);
    const session = await sessions.findOneBy({
      accessHash: hashToken(accessToken),
      office: caller.office,
    });
    if (session === null || !session.isGood(now)) {
      throw notSignedIn.error({});
    }
    if (session.use(now)) {
      await sessions.update({ id: session.id }, { lastSeenAt: session.lastSeenAt });
    }
    const account = await this.source
      .getRepository(Account)
      .findOneByOrFail({ id: session.accountId });
    return {
      accountId: account.id,
      sessionId: session.id,
      ...personOf(account, this.personal),
      emailVerified: account.isVerified,
      roles: account.rolesUnder(this.profile.staffSecondFactor),
    };
  }
}
