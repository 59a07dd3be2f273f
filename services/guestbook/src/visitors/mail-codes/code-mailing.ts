import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '@pst/config';
import { messageTo } from '@pst/contracts';
import { Log, Office, repeatedly } from '@pst/messaging';
import { Transaction, type Tx } from '@pst/persistence';
import { PersonalData, randomDigits } from '@pst/security';
import type { OfficeProfile } from '@pst/service-standard';
import type { Logger } from '@pst/telemetry';
import { sealedIn } from '../../sealed-person.ts';
import {
  codeIndexOf,
  VisitorLookupSchema,
  type VisitorLookupRow,
} from '../../visitor-lookup.schema.ts';

const EVERY_MS = 400;
const AT_ONCE = 20;
const HOUR_MS = 3_600_000;

/**
 * Looks for the visit behind each wish and mails its code to the address on file. Several replicas
 * share the work; an address gets so many codes an hour, whoever asks.
 */
@Injectable()
export class CodeMailing implements OnApplicationBootstrap, OnModuleDestroy {
  private rounds: ReturnType<typeof repeatedly> | undefined;

  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    private readonly personal: PersonalData,
    @Office() private readonly profile: OfficeProfile,
    @Log() private readonly log: Logger,
  ) {}

  onApplicationBootstrap(): void {
    const work = () => this.decideAll();
    this.rounds = repeatedly(EVERY_MS, { what: 'mailing one-time codes', log: this.log, work });
  }

  async onModuleDestroy(): Promise<void> {
    await this.rounds?.stop();
  }

  private async decideAll(): Promise<void> {
    await this.transaction.run(async (tx) => {
      const waiting = await tx.db
        .createQueryBuilder(VisitorLookupSchema, 'lookup')
        .where('lookup.decidedAt is null')
        .orderBy('lookup.askedAt')
        .limit(AT_ONCE)
        .setLock('pessimistic_write')
        .setOnLocked('skip_locked')
        .getMany();
      for (const lookup of waiting) {
        await this.decide(tx, lookup);
      }
    });
  }

  private async decide(tx: Tx, lookup: VisitorLookupRow): Promise<void> {
    const { id, office } = lookup;
    const now = this.clock.now();
    const visit = (await this.mayMail(tx, lookup, now)) ? await newestVisit(tx, lookup) : undefined;
    const code = randomDigits(6);
    // Also without a visit there is a code, which nobody was told: trying it is the same for everybody.
    await tx.db.update(
      VisitorLookupSchema,
      { id },
      {
        decidedAt: now,
        visitId: visit?.id ?? null,
        codeIndex: codeIndexOf(this.personal, id, code),
      },
    );
    if (visit !== undefined) {
      await tx.send(
        messageTo({
          office,
          to: this.personal.open(visit.email_sealed, sealedIn('email', visit.id)),
          language: lookup.language,
          cause: { kind: 'visitor-lookup', id },
          content: {
            template: 'one-time-code',
            code,
            purpose: lookup.purpose,
            expiresInMinutes: this.profile.policies.visitorLookup.codeExpiresAfterMinutes,
          },
        }),
      );
    }
  }

  private async mayMail(tx: Tx, lookup: VisitorLookupRow, now: Date): Promise<boolean> {
    const [{ mailed }]: [{ mailed: number }] = await tx.db.query(
      `select count(*)::int as mailed from visitor_lookup
       where office = $1 and contact_index = $2 and asked_at > $3 and visit_id is not null`,
      [lookup.office, lookup.contactIndex, new Date(now.getTime() - HOUR_MS)],
    );
    return mailed < this.profile.policies.visitorLookup.codesPerContactAndHour;
  }
}

/**
 * One phone is not one person: the newest visit with the contact, and only one that left an address. A
 * visit from before profiles were kept has no answers to fill in, yet rights of its visitor.
 */
async function newestVisit(
  tx: Tx,
  { office, by, contactIndex, purpose }: VisitorLookupRow,
): Promise<{ id: string; email_sealed: string } | undefined> {
  const [visit]: { id: string; email_sealed: string }[] = await tx.db.query(
    `select id, email_sealed from visit
     where office = $1 and ${by === 'email' ? 'email_index' : 'phone_index'} = $2
       and email_sealed is not null
       and (profile_sealed is not null or $3 = 'privacy-request')
     order by checked_in_at desc limit 1`,
    [office, contactIndex, purpose],
  );
  return visit;
}
