import {
  notAllowed,
  surveyAlreadyAnswered,
  surveyExpired,
  type ReplyOf,
  type readSurvey,
} from '@pst/contracts';

/** One person's right to rate one service, once. */
export class Invitation {
  readonly id!: string;
  readonly office!: string;
  readonly source!: ReplyOf<typeof readSurvey>['source'];
  readonly sourceId!: string;
  /** Who was served, as a keyed hash that is another one in every quarter. */
  readonly person!: string;
  /** The quarter of the service; nobody is asked twice within one. */
  readonly quarter!: string;
  readonly servedAt!: Date;
  readonly expiresAt!: Date;
  /** Account of the officer who served; nobody rates their own service. */
  readonly officerId!: string | null;
  answeredAt!: Date | null;

  static to(invitation: Omit<Invitation, 'answeredAt' | 'answer' | 'admit'>): Invitation {
    return Object.assign(new Invitation(), invitation, { answeredAt: null });
  }

  /** Throws `survey-already-answered`, `survey-expired`, or `not-allowed` for the officer who served. */
  answer(accountId: string | null, now: Date): void {
    if (this.answeredAt !== null) {
      throw surveyAlreadyAnswered.error({});
    }
    this.admit(accountId, now);
    this.answeredAt = now;
  }

  /** Throws `survey-expired`, or `not-allowed` for the officer who served. */
  admit(accountId: string | null, now: Date): void {
    if (now >= this.expiresAt) {
      throw surveyExpired.error({});
    }
    if (accountId !== null && accountId === this.officerId) {
      throw notAllowed.error({});
    }
  }
}
