import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '@pst/config';
import { newsFound, type Followed } from '@pst/contracts';
import { Log, Office } from '@pst/messaging';
import { Transaction, type Tx } from '@pst/persistence';
import { PersonalData } from '@pst/security';
import { WorkingTime, type OfficeProfile } from '@pst/service-standard';
import { describeError, type Logger } from '@pst/telemetry';
import { DataSource } from 'typeorm';
import { readQuery } from '../domain/search-query.ts';
import {
  followedIn,
  FollowingSchema,
  ToldPublicationSchema,
  type FollowingRow,
} from '../following.schema.ts';
import { narrowed } from '../narrowed.ts';
import { synonymsOf } from '../synonyms.ts';

const EVERY_MS = 60_000;
/** Two advisory-lock keys: this kind of work, and one account. */
const LOCK = 7_043;
/** Titles that a mail names; of a whole list brought in, it says how many more. */
const MOST_NAMED = 10;

interface Found {
  readonly id: string;
  readonly title: string;
}

/**
 * Looks what came of what readers follow, and tells each of them once a day. What was told is stored with
 * the announcement in one transaction: neither a crash nor a replica tells it again.
 */
@Injectable()
export class NewsTeller implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> | undefined;
  private stopping = false;

  constructor(
    private readonly source: DataSource,
    private readonly transaction: Transaction,
    private readonly personal: PersonalData,
    private readonly clock: Clock,
    private readonly time: WorkingTime,
    @Office() private readonly profile: OfficeProfile,
    @Log() private readonly log: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.round ??= this.tell()
        .catch((error: unknown) =>
          this.log.warn(describeError(error), 'news not told yet, it will be tried again'),
        )
        .finally(() => {
          this.round = undefined;
        });
    }, EVERY_MS);
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping = true;
    clearInterval(this.timer);
    await this.round;
  }

  /** Only while the office is open: the mails of a weekend would else all leave on Monday. */
  async tell(): Promise<void> {
    const now = this.clock.now();
    if (!this.time.isOpenAt(now)) {
      return;
    }
    const today = this.time.businessDateOf(now);
    const untold: { account_id: string }[] = await this.source.query(
      `select distinct account_id from following
       where office = $1 and not exists (select from told_publication told
         where told.account_id = following.account_id and told_on = $2)`,
      [this.profile.office.code, today],
    );
    for (const { account_id: accountId } of untold) {
      if (this.stopping) {
        return;
      }
      await this.transaction.run((tx) => this.tellAccount(tx, accountId, today));
    }
  }

  private async tellAccount(tx: Tx, accountId: string, today: string): Promise<void> {
    const office = this.profile.office.code;
    const [{ mine }]: [{ mine: boolean }] = await tx.db.query(
      `select pg_try_advisory_xact_lock($1, hashtext($2)) as mine`,
      [LOCK, accountId],
    );
    // Asked once the lock is held: another replica may have told them since the list was made.
    if (!mine || (await tx.db.existsBy(ToldPublicationSchema, { accountId, toldOn: today }))) {
      return;
    }
    const found = new Map<string, Found>();
    for (const following of await tx.db.findBy(FollowingSchema, { accountId, office })) {
      for (const publication of await this.newsOf(tx, following, today)) {
        found.set(publication.id, publication);
      }
    }
    const news = [...found.values()];
    if (news.length === 0) {
      return;
    }
    await tx.db.query(
      `insert into told_publication (account_id, publication_id, office, told_on)
       select $1, unnest($2::uuid[]), $3, $4`,
      [accountId, [...found.keys()], office, today],
    );
    const named = news.slice(0, MOST_NAMED);
    await tx.publish(
      newsFound.create(
        {
          accountId,
          publications: named.map(({ id, title }) => ({ publicationId: id, title })),
          more: news.length - named.length,
        },
        { office, about: accountId, at: this.clock.now() },
      ),
    );
  }

  /** What came since it is followed, is out by today and was not told; the newest first. */
  private async newsOf(tx: Tx, following: FollowingRow, today: string): Promise<Found[]> {
    const values: unknown[] = [];
    const bind = (value: unknown) => `$${values.push(value)}`;
    const condition = await this.conditionOf(tx, following, bind);
    return tx.db.query(
      `select id, title from publication
       where ${condition} and added_at >= ${bind(following.since)}
         and (released_on is null or released_on <= ${bind(today)})
         and not exists (select from told_publication told
           where told.account_id = ${bind(following.accountId)} and told.publication_id = publication.id)
       order by year desc nulls last, id desc`,
      values,
    );
  }

  private async conditionOf(
    tx: Tx,
    { id, office, followedSealed, afterYear }: FollowingRow,
    bind: (value: unknown) => string,
  ): Promise<string> {
    const followed = JSON.parse(this.personal.open(followedSealed, followedIn(id))) as Followed;
    const year = this.clock.now().getUTCFullYear();
    if (followed.kind === 'search') {
      const { groups } = await synonymsOf(tx.db, office);
      const asked = readQuery(followed.search.q ?? '', groups);
      return narrowed(followed.search, asked, bind, { office, year }).condition;
    }
    return `office = ${bind(office)} and not withdrawn and lower(series) = lower(${bind(followed.series)})
      and coalesce(year > ${bind(afterYear)}::int, true)`;
  }
}
