import { followUpDatePast, followUpDone, type planFollowUp, type RequestOf } from '@pst/contracts';

type Plan = RequestOf<typeof planFollowUp>;

/** What the office does about an element that was rated low, who answers for it, and until when. */
export class FollowUp {
  readonly id!: string;
  readonly office!: string;
  readonly element!: Plan['element'];
  readonly action!: string;
  /** A position, not a name: everybody can read it. */
  readonly owner!: string;
  /** The office's day by which it is done. */
  readonly dueOn!: string;
  readonly plannedAt!: Date;
  readonly plannedBy!: string;
  completedAt!: Date | null;

  /**
   * @param today the office's day
   * @throws followUpDatePast
   */
  static planned(
    plan: Pick<FollowUp, keyof Plan | 'id' | 'office' | 'plannedAt' | 'plannedBy'>,
    today: string,
  ): FollowUp {
    if (plan.dueOn < today) {
      throw followUpDatePast.error({});
    }
    return Object.assign(new FollowUp(), plan, { completedAt: null });
  }

  /** @throws followUpDone */
  complete(now: Date): void {
    if (this.completedAt !== null) {
      throw followUpDone.error({});
    }
    this.completedAt = now;
  }

  isOverdue(today: string): boolean {
    return this.completedAt === null && this.dueOn < today;
  }
}
