import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import {
  beginSingleSignOn,
  linkExpired,
  notFound,
  readSingleSignOn,
  wrongCredentials,
  type RequestOf,
} from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { Transaction } from '@pst/persistence';
import { hashToken, PersonalData, randomToken, type Caller } from '@pst/security';
import { DataSource, IsNull } from 'typeorm';
import { Account } from '../domain/account.ts';
import { SingleUseLink } from '../domain/single-use-link.ts';
import { Issuer } from '../issuer.ts';
import { PasswordHashing } from '../password-hashing.ts';
import { secretsSealedIn } from '../sealed-account.ts';
import { signedInAccount } from '../signed-in-account.ts';
import { SingleSignOnAttemptSchema } from '../single-sign-on.schema.ts';

const ATTEMPT_MS = 10 * 60_000;

/** Sends a browser to the issuer, and remembers what it must bring back. */
@Controller()
export class BeginSingleSignOnHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly personal: PersonalData,
    private readonly hashing: PasswordHashing,
    private readonly issuer: Issuer,
  ) {}

  @Answers(readSingleSignOn)
  read(_query: RequestOf<typeof readSingleSignOn>) {
    return Promise.resolve({ name: this.issuer.name });
  }

  @Answers(beginSingleSignOn)
  async begin({ invitation, password }: RequestOf<typeof beginSingleSignOn>, caller: Caller) {
    if (this.issuer.name === null) {
      throw notFound.error({});
    }
    const linksAccountId = password === undefined ? null : await this.ownerBehind(password, caller);
    const secrets = this.issuer.newSecrets();
    const redirectTo = (await this.issuer.pageFor(secrets)).href;
    const now = this.clock.now();
    const attempt = randomToken();
    const stateHash = hashToken(secrets.state);
    const invitationHash = invitation === undefined ? null : hashToken(invitation);
    await this.transaction.run(async (tx) => {
      // Judged again when it is used; here so that nobody goes to the issuer in vain.
      if (
        invitationHash !== null &&
        !(await tx.db.existsBy(SingleUseLink, {
          secretHash: invitationHash,
          purpose: 'invitation',
          usedAt: IsNull(),
        }))
      ) {
        throw linkExpired.error({});
      }
      await tx.db.query(`delete from single_sign_on_attempt where expires_at < $1`, [now]);
      await tx.db.insert(SingleSignOnAttemptSchema, {
        stateHash,
        attemptHash: hashToken(attempt),
        office: caller.office,
        secretsSealed: this.personal.seal(JSON.stringify(secrets), secretsSealedIn(stateHash)),
        linksAccountId,
        invitationHash,
        expiresAt: new Date(now.getTime() + ATTEMPT_MS),
        usedAt: null,
      });
    });
    return { redirectTo, attempt };
  }

  private async ownerBehind(password: string, caller: Caller): Promise<string> {
    const { id } = signedInAccount(caller);
    const account = await this.source
      .getRepository(Account)
      .findOneBy({ id, office: caller.office, closedAt: IsNull() });
    if (!(await this.hashing.verify(account?.passwordHash ?? null, password))) {
      throw wrongCredentials.error({});
    }
    return id;
  }
}
