import { Injectable } from '@nestjs/common';
import { Clock } from '@pst/config';
import { Office } from '@pst/messaging';
import type { Tx } from '@pst/persistence';
import { WorkingTime, type OfficeProfile } from '@pst/service-standard';
import { canWait, mannerOf } from './domain/manner.ts';
import type { Message } from './domain/message.ts';
import { Suppressions } from './suppressions.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** How many mails an address was sent. */
interface Sent {
  hour: number;
  day: number;
}

/** Decides of messages that are due which may leave now; one that may not waits, or says why. */
@Injectable()
export class Admission {
  constructor(
    private readonly clock: Clock,
    private readonly suppressions: Suppressions,
    private readonly time: WorkingTime,
    @Office() private readonly profile: OfficeProfile,
  ) {}

  /** Those that may leave; the others are changed and wait to be saved. */
  async admit(tx: Tx, due: readonly Message[]): Promise<Message[]> {
    const now = this.clock.now();
    const addresses = [...new Set(due.flatMap(({ toIndex }) => toIndex ?? []))];
    const suppressed = await this.suppressions.among(tx, addresses);
    const sent = await this.sentTo(tx, addresses, now);
    const { perAddressAndHour, perAddressAndDay } = this.profile.policies.mail;
    return due.filter((message) => {
      const manner = mannerOf(message.template);
      const address = message.toIndex ?? message.id;
      // Who waits for a code has just named the address again, and learns only this way that it is wrong.
      if (suppressed.get(address)?.has('no-such-address') && manner !== 'asked') {
        message.suppress('address-suppressed');
        return false;
      }
      if (suppressed.get(address)?.has('opted-out') && manner === 'invitation') {
        message.suppress('opted-out');
        return false;
      }
      if (canWait(manner) && !this.time.isOpenAt(now)) {
        message.waitUntil(this.time.nextOpening(now));
        return false;
      }
      // A retry is the same mail.
      if (message.attempts > 0) {
        return true;
      }
      const count = sent.get(address) ?? { hour: 0, day: 0 };
      if (count.hour >= perAddressAndHour || count.day >= perAddressAndDay) {
        message.suppress('too-many');
        return false;
      }
      sent.set(address, { hour: count.hour + 1, day: count.day + 1 });
      return true;
    });
  }

  /** Several replicas may each let one more through: the caps end loops, they count no quota. */
  private async sentTo(
    tx: Tx,
    addresses: readonly string[],
    now: Date,
  ): Promise<Map<string, Sent>> {
    const rows: (Sent & { to_index: string })[] = await tx.db.query(
      `select to_index, count(*)::int as day,
              (count(*) filter (where sending_since > $2))::int as hour
       from message where to_index = any($1) and sending_since > $3 group by to_index`,
      [addresses, new Date(now.getTime() - HOUR_MS), new Date(now.getTime() - DAY_MS)],
    );
    return new Map(rows.map(({ to_index: address, hour, day }) => [address, { hour, day }]));
  }
}
