import { Injectable } from '@nestjs/common';
import { Office } from '@pst/messaging';
import { WorkingTime, type OfficeProfile } from '@pst/service-standard';
import type { ServiceRules } from './domain/clocks.ts';

/** The published targets and the office's own queue policy, in its working time. */
@Injectable()
export class OfficeRules implements ServiceRules {
  readonly targets: ServiceRules['targets'];
  readonly callsBeforeNoShow: number;
  readonly warnAtShare: number;

  constructor(
    @Office() private readonly profile: OfficeProfile,
    readonly time: WorkingTime,
  ) {
    const { queue } = profile.policies;
    this.targets = profile.standard.targets;
    this.callsBeforeNoShow = queue.callsBeforeNoShow;
    this.warnAtShare = queue.warnAtShare;
  }

  closesAt(businessDate: string): Date {
    return this.time.instantAt(businessDate, this.profile.policies.queue.closeOpenVisitsAt);
  }
}
