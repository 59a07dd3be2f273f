import { Injectable } from '@nestjs/common';
import { Office } from '@pst/messaging';
import { Transaction, type Tx } from '@pst/persistence';
import type { OfficeProfile } from '@pst/service-standard';
import { DataSource } from 'typeorm';

/** How far a mailbox has been read. Its numbers count only as long as its UIDVALIDITY stays. */
export interface Place {
  readonly mailbox: string;
  readonly validity: string;
  readonly lastUid: number;
  /** Since when it is followed, where its numbers do not say so any more. */
  readonly since: Date | undefined;
}

/** Where one mail lies. */
export interface MailPlace extends Pick<Place, 'mailbox' | 'validity'> {
  readonly uid: number;
}

/** The places up to which mailboxes are read; each moves with the mail it moves past, or not at all. */
@Injectable()
export class MailboxPlaces {
  constructor(
    private readonly source: DataSource,
    private readonly transaction: Transaction,
    @Office() private readonly profile: OfficeProfile,
  ) {}

  /**
   * Where to read on. On the first day that is the end: what lies there has been read by people. A mailbox
   * with another UIDVALIDITY is read from the day on which it was first followed; what was taken in before
   * is known again.
   */
  async in(
    mailbox: string,
    { uidValidity, uidNext }: { uidValidity: bigint; uidNext: number },
  ): Promise<Place> {
    const validity = String(uidValidity);
    const [place]: [{ last_uid: string; since: Date | null }] = await this.source.query(
      `insert into mailbox as known
         (office, name, first_validity, uid_validity, last_uid, followed_since)
       values ($1, $2, $3, $3, $4, date_trunc('second', now()))
       on conflict (office, name) do update set uid_validity = excluded.uid_validity,
         last_uid = case when known.uid_validity = excluded.uid_validity then known.last_uid else 0 end
       returning last_uid,
         case when first_validity <> uid_validity then followed_since end as since`,
      [this.profile.office.code, mailbox, validity, uidNext - 1],
    );
    const { last_uid: lastUid, since } = place;
    return { mailbox, validity, lastUid: Number(lastUid), since: since ?? undefined };
  }

  /** Whoever moves the place does the work of that mail; everybody else finds it moved. */
  async move(
    { mailbox, validity }: Place,
    uid: number,
    work: (tx: Tx) => Promise<void>,
  ): Promise<void> {
    await this.transaction.run(async (tx) => {
      const [, moved]: [unknown, number] = await tx.db.query(
        `update mailbox set last_uid = $4
         where office = $1 and name = $2 and uid_validity = $3 and last_uid < $4`,
        [this.profile.office.code, mailbox, validity, uid],
      );
      if (moved === 1) {
        await work(tx);
      }
    });
  }
}
