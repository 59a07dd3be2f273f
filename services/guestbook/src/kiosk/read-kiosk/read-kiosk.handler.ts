import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import { readKiosk, type RequestOf } from '@pst/contracts';
import { Answers, Office } from '@pst/messaging';
import { Transaction } from '@pst/persistence';
import type { Caller } from '@pst/security';
import { WorkingTime, type OfficeProfile } from '@pst/service-standard';
import { EntryKeys } from '../entry-keys.ts';
import { lockedKiosk } from '../kiosks.ts';

const DAY_MS = 86_400_000;

/** What a kiosk takes along for the time when nobody answers it. */
@Controller()
export class ReadKioskHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    private readonly time: WorkingTime,
    private readonly keys: EntryKeys,
    @Office() private readonly profile: OfficeProfile,
  ) {}

  @Answers(readKiosk)
  async handle(_: RequestOf<typeof readKiosk>, caller: Caller) {
    const now = this.clock.now();
    const { office, standard, policies } = this.profile;
    const { kiosk: policy } = policies;
    const kiosk = await this.transaction.run((tx) => lockedKiosk(tx, caller));
    return {
      deviceId: kiosk.deviceId,
      office: { code: caller.office, name: office.name },
      prefix: kiosk.prefix,
      entryKey: this.keys.publicKey(caller.office),
      openings: this.openings(now, policy.calendarDays),
      servedAfterMinutes: standard.targets.servedAfterGuestbook,
      noticeVersion: policies.privacyNotice.version,
      warnIdleSeconds: policy.warnIdleSeconds,
      wipeIdleSeconds: policy.wipeIdleSeconds,
      keepEntriesHours: policy.keepEntriesHours,
      at: now.toISOString(),
    };
  }

  private openings(now: Date, days: number): { from: string; to: string }[] {
    const until = now.getTime() + days * DAY_MS;
    const openings: { from: string; to: string }[] = [];
    for (let at = now; ;) {
      const from = this.time.nextOpening(at);
      const { closesAt } = this.time.statusAt(from);
      if (from.getTime() >= until || closesAt === undefined) {
        return openings;
      }
      openings.push({ from: from.toISOString(), to: closesAt.toISOString() });
      at = closesAt;
    }
  }
}
