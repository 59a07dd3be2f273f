import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import { endSessionsByIssuer, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { Transaction } from '@pst/persistence';
import type { Caller } from '@pst/security';
import { IsNull } from 'typeorm';
import { Session } from '../domain/session.ts';
import { Issuer } from '../issuer.ts';
import { LinkedIdentitySchema } from '../single-sign-on.schema.ts';

/** Somebody signed out at the issuer: the session that began there ends here, or all of them. */
@Controller()
export class EndSessionsByIssuerHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    private readonly issuer: Issuer,
  ) {}

  @Answers(endSessionsByIssuer)
  async handle(
    { logout_token: token }: RequestOf<typeof endSessionsByIssuer>,
    { office }: Caller,
  ): Promise<null> {
    const { identity, issuerSession } = await this.issuer.loggedOut(token);
    return this.transaction.run(async (tx) => {
      const open = { office, endedAt: IsNull() };
      const ended = { endedAt: this.clock.now() };
      if (issuerSession !== undefined) {
        await tx.db.update(Session, { ...open, issuerSession }, ended);
        return null;
      }
      const linked = await tx.db.findOneBy(LinkedIdentitySchema, {
        office,
        identity: identity ?? '',
      });
      if (linked !== null) {
        await tx.db.update(Session, { ...open, accountId: linked.accountId }, ended);
      }
      return null;
    });
  }
}
