import { Injectable } from '@nestjs/common';
import { Clock } from '@pst/config';
import { newId, type SuppressionReason } from '@pst/contracts';
import { Office } from '@pst/messaging';
import type { Tx } from '@pst/persistence';
import { PersonalData } from '@pst/security';
import type { OfficeProfile } from '@pst/service-standard';
import type { Message } from './domain/message.ts';

const DAY_MS = 86_400_000;

/** Where a suppressed address is sealed to. */
export const suppressedIn = (suppressionId: string) => `suppression.address|${suppressionId}`;

/** The addresses that get no mail, known by a keyed hash. */
@Injectable()
export class Suppressions {
  constructor(
    private readonly clock: Clock,
    private readonly personal: PersonalData,
    @Office() private readonly profile: OfficeProfile,
  ) {}

  indexOf(address: string): string {
    return this.personal.blindIndex(address, 'message.to');
  }

  /**
   * Suppresses the address of a message. `words` are where it may be spelled: only the one that the message
   * went to is taken from them, whatever else somebody wrote there.
   */
  async add(tx: Tx, message: Message, reason: SuppressionReason, words = ''): Promise<void> {
    if (message.toIndex === null) {
      return;
    }
    const address = addressesIn(words).find((found) => this.indexOf(found) === message.toIndex);
    const now = this.clock.now();
    const id = newId(now.getTime());
    const days = this.profile.policies.mail.suppressDays;
    await tx.db.query(
      `insert into suppression
         (id, office, address_index, address_sealed, reason, message_id, since, until)
       values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict (office, address_index, reason) where lifted_at is null
       do update set until = excluded.until, message_id = excluded.message_id`,
      [
        id,
        message.office,
        message.toIndex,
        address === undefined ? null : this.personal.seal(address, suppressedIn(id)),
        reason,
        message.id,
        now,
        reason === 'opted-out' ? null : new Date(now.getTime() + days * DAY_MS),
      ],
    );
  }

  /** Why each of these addresses is suppressed now; those that are not are left out. */
  async among(tx: Tx, indexes: readonly string[]): Promise<Map<string, Set<SuppressionReason>>> {
    const rows: { address_index: string; reason: SuppressionReason }[] = await tx.db.query(
      `select address_index, reason from suppression
       where office = $1 and address_index = any($2) and lifted_at is null
         and (until is null or until > $3)`,
      [this.profile.office.code, indexes, this.clock.now()],
    );
    const reasons = Map.groupBy(rows, (row) => row.address_index);
    return new Map(
      [...reasons].map(([index, found]) => [index, new Set(found.map(({ reason }) => reason))]),
    );
  }
}

function addressesIn(words: string): string[] {
  return [...new Set(words.match(/[^\s<>;:,"'()[\]]{1,64}@[^\s<>;:,"'()[\]]{1,255}/g))].slice(
    0,
    50,
  );
}
