import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import {
  checkIn,
  placeOfEntry,
  takeKioskEntries,
  type CheckIn,
  type ReplyOf,
  type RequestOf,
} from '@pst/contracts';
import { Answers, Log, Office } from '@pst/messaging';
import { Transaction, type Tx } from '@pst/persistence';
import type { Caller } from '@pst/security';
import { WorkingTime, type OfficeProfile } from '@pst/service-standard';
import { describeError, type Logger } from '@pst/telemetry';
import { z } from 'zod';
import { Guestbook } from '../../visits/guestbook.ts';
import { arrivalOf, type Arrival } from '../domain/arrival.ts';
import { EntryKeys } from '../entry-keys.ts';
import { KioskEntrySchema, type KioskEntryRow } from '../kiosk.schema.ts';
import { lockedKiosk } from '../kiosks.ts';

type Entry = RequestOf<typeof takeKioskEntries>['entries'][number];
type Result = ReplyOf<typeof takeKioskEntries>['results'][number];
type Reason = NonNullable<KioskEntryRow['reason']>;

/** What lies in the envelope. The code is made by the kiosk, so that it can print the ticket alone. */
const contents = z.strictObject({
  code: z.string().regex(/^[0-9A-HJKMNP-TV-Z]{16}$/),
  entry: checkIn.request,
});

/**
 * Entries of a kiosk, whether it just took them or was alone for a day. Each is judged in a transaction
 * of its own and remembered by its id, so that a lost answer, a second tab or a second try changes
 * nothing; and what is refused is kept, because somebody stands there with its number.
 */
@Controller()
export class TakeKioskEntriesHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    private readonly time: WorkingTime,
    private readonly keys: EntryKeys,
    private readonly guestbook: Guestbook,
    @Office() private readonly profile: OfficeProfile,
    @Log() private readonly log: Logger,
  ) {}

  @Answers(takeKioskEntries)
  async handle({ entries }: RequestOf<typeof takeKioskEntries>, caller: Caller) {
    const results: Result[] = [];
    for (const entry of entries) {
      try {
        results.push(await this.transaction.run((tx) => this.take(tx, entry, caller)));
      } catch (error) {
        // Left out of the answer, it comes again; the others must not wait for it.
        this.log.error(describeError(error), 'kiosk entry could not be judged');
      }
    }
    return { results };
  }

  private async take(tx: Tx, entry: Entry, caller: Caller): Promise<Result> {
    const { office } = caller;
    const { id, sealed } = entry;
    const kiosk = await lockedKiosk(tx, caller);
    const now = this.clock.now();
    const row = {
      id,
      office,
      deviceId: kiosk.deviceId,
      ticketNumber: entry.ticketNumber,
      signedAt: new Date(entry.signedAt),
      receivedAt: now,
    };
    // A second try at the same moment waits here until the first has committed.
    const taken: unknown[] = await tx.db.query(
      `insert into kiosk_entry (id, office, device_id, ticket_number, signed_at, received_at)
       values ($1, $2, $3, $4, $5, $6) on conflict (id) do nothing returning id`,
      [id, office, row.deviceId, row.ticketNumber, row.signedAt, row.receivedAt],
    );
    if (taken.length === 0) {
      return this.judgedBefore(tx, entry, row);
    }
    const refuse = async (reason: Reason): Promise<Result> => {
      await tx.db.update(KioskEntrySchema, { id }, { reason, sealed });
      return { id, outcome: 'refused', reason, ticket: null };
    };
    if (entry.deviceId !== kiosk.deviceId) {
      return refuse('other-device');
    }
    const opened = this.keys.open(sealed, office, placeOfEntry({ ...entry, office }));
    if (opened === undefined) {
      return refuse('unreadable');
    }
    const parsed = contents.safeParse(jsonOf(opened));
    if (!parsed.success) {
      return refuse('incomplete');
    }
    if (!kiosk.wasGiven(entry.ticketNumber)) {
      return refuse('foreign-number');
    }
    const arrival = arrivalOf(
      { signedAt: row.signedAt, offline: entry.offline },
      now,
      this.time,
      this.profile.policies.kiosk.keepEntriesHours,
    );
    if ('refused' in arrival) {
      return refuse(arrival.refused);
    }
    if (await this.isTaken(tx, office, arrival.arrivedAt, entry.ticketNumber)) {
      return refuse('number-taken');
    }
    return this.sign(tx, entry, parsed.data, arrival, office);
  }

  private async sign(
    tx: Tx,
    { id, ticketNumber }: Entry,
    { code, entry }: { code: string; entry: CheckIn },
    { arrivedAt, timeQuality }: Exclude<Arrival, { refused: unknown }>,
    office: string,
  ): Promise<Result> {
    const { visit, ahead } = await this.guestbook.sign(tx, entry, {
      office,
      channel: 'kiosk',
      arrivedAt,
      timeQuality,
      ticket: { id, code, ticketNumber },
    });
    const ticket = { position: ahead + 1, dueAt: visit.dueAt.toISOString() };
    return { id, outcome: 'accepted', reason: null, ticket };
  }

  private async judgedBefore(
    tx: Tx,
    { id }: Entry,
    { office, deviceId }: Pick<KioskEntryRow, 'office' | 'deviceId'>,
  ): Promise<Result> {
    const known = await tx.db.findOneBy(KioskEntrySchema, { id, office, deviceId });
    if (known === null) {
      // Somebody else's id: that entry stands, and this one gets none.
      return { id, outcome: 'refused', reason: 'other-device', ticket: null };
    }
    return known.reason === null
      ? { id, outcome: 'duplicate', reason: null, ticket: null }
      : { id, outcome: 'refused', reason: known.reason, ticket: null };
  }

  /** Only this kiosk, which is locked, gives out its numbers; so that nobody takes it meanwhile. */
  private async isTaken(tx: Tx, office: string, at: Date, ticketNumber: string): Promise<boolean> {
    const found: unknown[] = await tx.db.query(
      `select from visit where office = $1 and business_date = $2 and ticket_number = $3`,
      [office, this.time.businessDateOf(at), ticketNumber],
    );
    return found.length > 0;
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
