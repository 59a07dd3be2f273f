import {
  requestNotInState,
  secondPersonNeeded,
  type ReplyOf,
  type readOwnRequest,
  type reviewRequest,
  type RequestOf,
} from '@pst/contracts';

import type { PageRange } from './extract.ts';

type View = ReplyOf<typeof readOwnRequest>;
export type RequestState = View['state'];
export type Decision = RequestOf<typeof reviewRequest>['decision'];

/** From which states each decision and the reader's own cancellation are possible. */
const POSSIBLE_FROM: Record<Decision | 'cancel', readonly RequestState[]> = {
  prepare: ['submitted', 'revision-asked'],
  approve: ['submitted', 'revision-asked'],
  decline: ['submitted', 'revision-asked'],
  revise: ['submitted'],
  resend: ['delivered', 'failed', 'revoked'],
  revoke: ['sending', 'delivered'],
  cancel: ['submitted', 'revision-asked'],
};

/** Nothing has been delivered and nothing refused: the promise still runs. */
export const UNSETTLED: readonly RequestState[] = [
  'submitted',
  'revision-asked',
  'sending',
  'failed',
];

/** A reader's request for softcopies, from the form to the mail that left. */
export class DocumentRequest {
  readonly id!: string;
  readonly office!: string;
  readonly number!: string;
  /** Of a guest without one: the proof of the address. */
  readonly accountId!: string;
  readonly guest!: boolean;
  readonly language!: 'id' | 'en';
  readonly publicationIds!: string[];
  /** Of some of them only these pages. */
  readonly pageRanges!: readonly (PageRange & { readonly publicationId: string })[];
  readonly purpose!: View['purpose'];
  readonly channel!: View['channel'];
  /** Asked at the desk PC of this visit. */
  readonly visitId!: string | null;
  readonly submittedAt!: Date;
  /** Promised: the total of the published standard, in working time. */
  dueAt!: Date;
  /** The office's calendar by which that was reckoned. */
  calendarVersion!: number;
  nameSealed!: string | null;
  emailSealed!: string | null;
  descriptionSealed!: string | null;
  noteSealed!: string | null;
  answerSealed!: string | null;
  state!: RequestState;
  /** Who checked what will be sent. */
  preparedById!: string | null;
  approvedBy!: 'officer' | 'rule' | null;
  declineReason!: View['declineReason'];
  deliveredAt!: Date | null;
  /** Why its mail did not leave or arrive. */
  failure!: string | null;

  static submitted(
    request: Omit<
      DocumentRequest,
      | 'answerSealed'
      | 'state'
      | 'preparedById'
      | 'approvedBy'
      | 'declineReason'
      | 'deliveredAt'
      | 'failure'
      | 'decide'
      | 'approveByRule'
      | 'cancel'
      | 'delivered'
      | 'failed'
      | 'cameBack'
      | 'forget'
      | 'isOpen'
      | 'reschedule'
      | 'pagesOf'
      | 'asksForTheSame'
    >,
  ): DocumentRequest {
    return Object.assign(new DocumentRequest(), request, {
      answerSealed: null,
      state: 'submitted' as const,
      preparedById: null,
      approvedBy: null,
      declineReason: null,
      deliveredAt: null,
      failure: null,
    });
  }

  /** Which pages of the publication were asked for; null when all of it was. */
  pagesOf(publicationId: string): PageRange | null {
    const range = this.pageRanges.find((pages) => pages.publicationId === publicationId);
    return range === undefined ? null : { from: range.from, to: range.to };
  }

  /** The same pages of the same publications, sent in the same way; in whatever order they were named. */
  asksForTheSame(wanted: {
    readonly publicationIds: readonly string[];
    readonly pages: DocumentRequest['pageRanges'];
    readonly channel: DocumentRequest['channel'];
  }): boolean {
    return (
      this.channel === wanted.channel &&
      wishOf(this.publicationIds, this.pageRanges) === wishOf(wanted.publicationIds, wanted.pages)
    );
  }

  get isOpen(): boolean {
    return this.state === 'submitted' || this.state === 'revision-asked';
  }

  /** By the office's newer calendar it is due then; what was settled stays. True when that moved it. */
  reschedule(dueAt: Date, calendarVersion: number): boolean {
    this.calendarVersion = calendarVersion;
    if (!UNSETTLED.includes(this.state) || dueAt.getTime() === this.dueAt.getTime()) {
      return false;
    }
    this.dueAt = dueAt;
    return true;
  }

  /** Throws `request-not-in-state`, and `second-person-needed` where two persons must look at it. */
  decide(
    decision: Decision,
    reviewer: { readonly id: string; readonly twoPersons: boolean },
  ): void {
    this.require(decision);
    if (decision === 'prepare') {
      this.preparedById = reviewer.id;
      return;
    }
    if (decision === 'approve') {
      this.requireSecondPerson(reviewer);
      this.approvedBy = 'officer';
    }
    if (decision === 'revise') {
      // What comes back is looked at anew.
      this.preparedById = null;
    }
    const next = {
      approve: 'sending',
      resend: 'sending',
      decline: 'declined',
      revise: 'revision-asked',
      revoke: 'revoked',
    } as const;
    this.state = next[decision];
    this.failure = null;
  }

  private requireSecondPerson({ id, twoPersons }: { id: string; twoPersons: boolean }): void {
    if (twoPersons && this.preparedById === null) {
      throw secondPersonNeeded.error({ because: 'not-prepared' });
    }
    if (twoPersons && this.preparedById === id) {
      throw secondPersonNeeded.error({ because: 'same-person' });
    }
  }

  /** No officer's word is needed: it is on its way from the moment it was asked for. */
  approveByRule(): void {
    this.state = 'sending';
    this.approvedBy = 'rule';
  }

  /** Throws `request-not-in-state`. */
  cancel(): void {
    this.require('cancel');
    this.state = 'cancelled';
  }

  /** The mail left, at once or when somebody sent it again; a request revoked meanwhile stays revoked. */
  delivered(at: Date): boolean {
    if (this.state !== 'sending' && this.state !== 'failed') {
      return false;
    }
    this.state = 'delivered';
    this.deliveredAt = at;
    this.failure = null;
    return true;
  }

  failed(reason: string): boolean {
    if (this.state !== 'sending') {
      return false;
    }
    this.state = 'failed';
    this.failure = reason;
    return true;
  }

  /** The mail came back: nothing was delivered. The report may overtake the word that it left. */
  cameBack(reason: string): boolean {
    if (this.state !== 'sending' && this.state !== 'delivered') {
      return false;
    }
    this.state = 'failed';
    this.failure = reason;
    this.deliveredAt = null;
    return true;
  }

  /** The account was closed: nothing of the person stays, the request stays a number. */
  forget(): void {
    if (this.isOpen) {
      this.state = 'cancelled';
    }
    this.nameSealed = null;
    this.emailSealed = null;
    this.descriptionSealed = null;
    this.noteSealed = null;
    this.answerSealed = null;
  }

  private require(action: Decision | 'cancel'): void {
    if (!POSSIBLE_FROM[action].includes(this.state)) {
      throw requestNotInState.error({ state: this.state, action });
    }
  }
}

function wishOf(ids: readonly string[], ranges: DocumentRequest['pageRanges']): string {
  const of = (id: string) => ranges.find(({ publicationId }) => publicationId === id);
  return [...new Set(ids)]
    .map((id) => `${id} ${of(id)?.from ?? ''}-${of(id)?.to ?? ''}`)
    .toSorted()
    .join();
}
