import { Injectable } from '@nestjs/common';
import { Clock } from '@pst/config';
import { complaintClass, passedOverReason } from '@pst/contracts';
import { Office } from '@pst/messaging';
import { Transaction, type Tx } from '@pst/persistence';
import type { OfficeProfile } from '@pst/service-standard';
import { DataSource } from 'typeorm';
import { Attachments } from './attachments.ts';
import type { ComplaintClass } from './domain/complaint.ts';

const DAY_MS = 86_400_000;
/** Erased in one transaction: few enough that nobody waits for one. */
const AT_ONCE = 50;

/** What of a class is past its time, or was. */
export interface Due {
  readonly class: ComplaintClass;
  /** Cases that ended earlier are due. */
  readonly before: Date;
  readonly cases: number;
  /** Kept all the same, as the head wants. */
  readonly held: number;
}

/** Over, also for a reporter who might have it opened again: those are `closed`, and no others. */
const DUE = `from complaint where office = $1 and class = $2 and state = 'closed'
  and greatest(closed_at, reopen_until) < $3 and erased_at is null`;

/** Erases who and what stood in cases whose time is over. What the statistics count stays. */
@Injectable()
export class ComplaintRetention {
  constructor(
    private readonly source: DataSource,
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    private readonly attachments: Attachments,
    @Office() private readonly profile: OfficeProfile,
  ) {}

  /** Looks, and changes nothing. */
  due(office: string): Promise<Due[]> {
    return this.perClass(async (of, before) => {
      const [counted]: [Pick<Due, 'cases' | 'held'>] = await this.source.query(
        `select count(*) filter (where hold is null)::int as cases,
                count(*) filter (where hold is not null)::int as held ${DUE}`,
        [office, of, before],
      );
      return counted;
    });
  }

  /** Erases what is due, and answers how many cases that were; two at once share the work. */
  async erase(office: string): Promise<Due[]> {
    const due = await this.due(office);
    return this.perClass(async (of, before) => {
      let cases = 0;
      let erased: number;
      do {
        erased = await this.transaction.run((tx) => this.eraseSome(tx, [office, of, before]));
        cases += erased;
      } while (erased === AT_ONCE);
      return { cases, held: due.find((each) => each.class === of)?.held ?? 0 };
    });
  }

  /** Whose the mails were that became no report, and what they were about, once nobody will look them over. */
  async forgetPassedOver(office: string): Promise<void> {
    const { passedOverMailDays } = this.profile.policies.complaints.retention;
    await this.source.query(
      `update incoming_mail set sender_index = null, head_sealed = null
       where office = $1 and outcome = any ($2) and received_at < $3
         and (sender_index is not null or head_sealed is not null)`,
      [
        office,
        passedOverReason.options,
        new Date(this.clock.now().getTime() - passedOverMailDays * DAY_MS),
      ],
    );
  }

  private async perClass(
    look: (of: ComplaintClass, before: Date) => Promise<Pick<Due, 'cases' | 'held'>>,
  ): Promise<Due[]> {
    const { daysAfterEnd } = this.profile.policies.complaints.retention;
    const all: Due[] = [];
    for (const of of complaintClass.options) {
      const before = new Date(this.clock.now().getTime() - daysAfterEnd[of] * DAY_MS);
      all.push({ class: of, before, ...(await look(of, before)) });
    }
    return all;
  }

  private async eraseSome(tx: Tx, due: [string, ComplaintClass, Date]): Promise<number> {
    const cases: { id: string }[] = await tx.db.query(
      `select id ${DUE} and hold is null order by closed_at limit ${AT_ONCE} for update skip locked`,
      due,
    );
    const ids = cases.map(({ id }) => id);
    const [files]: [{ id: string }[]] = await tx.db.query(
      'delete from attachment where complaint_id = any ($1) returning id',
      [ids],
    );
    // Before the rows are gone for good: a run that is cut off finds them again, and nothing lies on unknown.
    for (const { id } of files) {
      await this.attachments.erase(id);
    }
    for (const statement of [
      'delete from whatsapp_media where complaint_id = any ($1)',
      'delete from whatsapp_sending where complaint_id = any ($1)',
      'delete from whatsapp_thread where complaint_id = any ($1)',
      'update incoming_mail set sender_index = null, head_sealed = null where complaint_id = any ($1)',
      `delete from answer_mail where message_id in
         (select id from complaint_message where complaint_id = any ($1))`,
      'delete from complaint_message where complaint_id = any ($1)',
    ]) {
      await tx.db.query(statement, [ids]);
    }
    await tx.db.query(
      `update complaint set subject_sealed = null, subject_original_sealed = null, contact_sealed = null, erased_at = $2
       where id = any ($1)`,
      [ids, this.clock.now()],
    );
    return ids.length;
  }
}
