import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import { listSessions, notFound, signOut, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { Transaction } from '@pst/persistence';
import type { Caller } from '@pst/security';
import { DataSource, IsNull } from 'typeorm';
import { Session } from '../domain/session.ts';
import { signedInAccount } from '../signed-in-account.ts';

/** The devices somebody is signed in on, and signing out of them. */
@Controller()
export class EndSessionHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly source: DataSource,
    private readonly clock: Clock,
  ) {}

  @Answers(signOut)
  handle(command: RequestOf<typeof signOut>, caller: Caller): Promise<null> {
    const { id: accountId, sessionId } = signedInAccount(caller);
    return this.transaction.once(caller, async (tx) => {
      const { affected } = await tx.db.update(
        Session,
        { id: command.sessionId ?? sessionId, accountId, endedAt: IsNull() },
        { endedAt: this.clock.now() },
      );
      if (affected === 0 && command.sessionId !== undefined) {
        throw notFound.error({});
      }
      return null;
    });
  }

  @Answers(listSessions)
  async list(_query: RequestOf<typeof listSessions>, caller: Caller) {
    const { id: accountId, sessionId } = signedInAccount(caller);
    const now = this.clock.now();
    const sessions = await this.source
      .getRepository(Session)
      .find({ where: { accountId, endedAt: IsNull() }, order: { lastSeenAt: 'DESC' }, take: 100 });
    return {
      items: sessions
        .filter((session) => session.client === 'app' || session.isGood(now))
        .map(({ id, client, createdAt, lastSeenAt }) => ({
          id,
          client,
          createdAt: createdAt.toISOString(),
          lastSeenAt: lastSeenAt.toISOString(),
          current: id === sessionId,
        })),
    };
  }
}
