import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import {
  follow,
  listFollowings,
  messageDeclined,
  newId,
  notFound,
  tooManyFollowings,
  unfollow,
  type EventOf,
  type Followed,
  type RequestOf,
} from '@pst/contracts';
import { Answers, OnEvent } from '@pst/messaging';
import { Transaction, type Tx } from '@pst/persistence';
import { PersonalData, type Caller } from '@pst/security';
import { DataSource } from 'typeorm';
import { followedIn, FollowingSchema } from '../following.schema.ts';
import { accountOf, requireReader } from '../reading-rights.ts';

/** More than a person reads of; each costs a search whenever it is looked for news. */
const MOST = 50;

/** What each account follows, until it stops here or by a mail's link. */
@Controller()
export class FollowPublicationsHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly personal: PersonalData,
  ) {}

  /** Only for who proved their e-mail address, since that is where it goes. */
  @Answers(follow)
  async follow({ followed }: RequestOf<typeof follow>, caller: Caller) {
    requireReader('signed-in', caller.actor);
    const accountId = accountOf(caller);
    const text = JSON.stringify(followed);
    const followedIndex = this.personal.blindIndex(text, 'following.followed');
    return this.transaction.run(async (tx) => {
      // One at a time for an account, so that it is counted and found rightly.
      await tx.db.query(`select pg_advisory_xact_lock(hashtext($1))`, [accountId]);
      const own = await tx.db.findBy(FollowingSchema, { accountId, office: caller.office });
      const known = own.find((row) => row.followedIndex === followedIndex);
      if (known !== undefined) {
        return { id: known.id };
      }
      if (own.length >= MOST) {
        throw tooManyFollowings.error({ most: MOST });
      }
      const now = this.clock.now();
      const id = newId(now.getTime());
      await tx.db.insert(FollowingSchema, {
        id,
        office: caller.office,
        accountId,
        followedIndex,
        followedSealed: this.personal.seal(text, followedIn(id)),
        afterYear: await this.newestEdition(tx, followed, caller.office),
        since: now,
      });
      return { id };
    });
  }

  @Answers(listFollowings)
  async list(_: RequestOf<typeof listFollowings>, caller: Caller) {
    const rows = await this.source.getRepository(FollowingSchema).find({
      where: { accountId: accountOf(caller), office: caller.office },
      order: { id: 'DESC' },
    });
    return {
      items: rows.map(({ id, followedSealed, since }) => ({
        id,
        followed: JSON.parse(this.personal.open(followedSealed, followedIn(id))) as Followed,
        since: since.toISOString(),
      })),
    };
  }

  @Answers(unfollow)
  async unfollow({ followingId: id }: RequestOf<typeof unfollow>, caller: Caller) {
    const own = { id, accountId: accountOf(caller), office: caller.office };
    await this.transaction.run(async (tx) => {
      const { affected } = await tx.db.delete(FollowingSchema, own);
      if (affected === 0) {
        throw notFound.error({});
      }
    });
    return null;
  }

  /** By the link of one mail everything ends that such mails are about. */
  @OnEvent(messageDeclined)
  async stop({ data, office }: EventOf<typeof messageDeclined>, tx: Tx): Promise<void> {
    if (data.cause.kind === 'reader-news') {
      await tx.db.delete(FollowingSchema, { accountId: data.cause.id, office });
    }
  }

  private async newestEdition(tx: Tx, followed: Followed, office: string): Promise<number | null> {
    if (followed.kind !== 'series') {
      return null;
    }
    const [newest]: { year: number | null }[] = await tx.db.query(
      `select max(year) as year from publication
       where office = $1 and not withdrawn and lower(series) = lower($2)`,
      [office, followed.series],
    );
    return newest?.year ?? null;
  }
}
