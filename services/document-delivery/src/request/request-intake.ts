import { Injectable } from '@nestjs/common';
import { Clock } from '@pst/config';
import {
  invalidRequest,
  newId,
  ProblemError,
  requestApprovedByRule,
  requestSubmitted,
  tooManyDocumentRequests,
  type RequestOf,
  type submitRequest,
} from '@pst/contracts';
import { Office } from '@pst/messaging';
import type { Tx } from '@pst/persistence';
import { PersonalData, type Caller } from '@pst/security';
import { WorkingTime, type OfficeProfile } from '@pst/service-standard';
import { In } from 'typeorm';
import { Dispatch } from './dispatch.ts';
import { isForTheRule } from './domain/approval.ts';
import { DocumentRequest } from './domain/document-request.ts';
import { RequestViews, sealedIn } from './request-views.ts';
import { KnownPublicationSchema, KnownSoftcopySchema } from './request.schema.ts';

type Wish = RequestOf<typeof submitRequest>;

/** Who asks: an account, or a guest whose address was proved. */
export interface Requester {
  readonly id: string;
  /** All that stand for the same person: the day's limit and "asked twice" are of persons. */
  readonly ids: readonly string[];
  /** One person's requests queue up by it. */
  readonly key: string;
  readonly guest: boolean;
  readonly name: string;
  /** Verified, and never one that was only typed. */
  readonly email: string;
}

/** Takes a wish of whoever has shown who they are. */
@Injectable()
export class RequestIntake {
  constructor(
    private readonly clock: Clock,
    private readonly time: WorkingTime,
    private readonly personal: PersonalData,
    private readonly views: RequestViews,
    private readonly dispatch: Dispatch,
    @Office() private readonly profile: OfficeProfile,
  ) {}

  async take(tx: Tx, wish: Wish, caller: Caller, requester: Requester) {
    const { office } = caller;
    const now = this.clock.now();
    // So that two at once are neither both new nor both the last one allowed.
    await tx.db.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [requester.key]);
    const publicationIds = [...new Set(wish.publicationIds)];
    const same = await this.openOne(tx, requester, wish, caller);
    if (same !== undefined) {
      const [view] = await this.views.own(tx.db, [same]);
      return view;
    }
    await this.requireRoomToday(tx, requester, now);
    await this.requireKnown(tx, publicationIds, caller);
    await this.requirePages(tx, wish, caller);
    const id = newId(now.getTime());
    const seal = (column: Parameters<typeof sealedIn>[0], text: string | undefined) =>
      text === undefined ? null : this.personal.seal(text, sealedIn(column, id));
    const request = DocumentRequest.submitted({
      id,
      office,
      number: await this.nextNumber(tx, office, now),
      accountId: requester.id,
      guest: requester.guest,
      language: caller.language,
      publicationIds,
      pageRanges: wish.pages,
      purpose: wish.purpose,
      channel: wish.channel,
      visitId: caller.visitId ?? null,
      submittedAt: now,
      dueAt: this.time.addWorkingMinutes(now, this.profile.standard.targets.total),
      calendarVersion: this.time.calendarVersion,
      nameSealed: seal('name', requester.name),
      emailSealed: seal('email', requester.email),
      descriptionSealed: seal('description', wish.description),
      noteSealed: seal('note', wish.note),
    });
    const levels = await this.levelsOf(tx, request);
    const byRule = isForTheRule(request, levels, this.profile.policies.documentDelivery.approval);
    if (byRule) {
      request.approveByRule();
    }
    await tx.db.insert(DocumentRequest, request);
    await tx.publish(
      requestSubmitted.create(
        {
          requestId: id,
          accountId: requester.id,
          publicationIds,
          described: wish.description !== undefined,
          purpose: request.purpose,
          channel: request.channel,
          ...(request.visitId !== null && { visitId: request.visitId }),
          submittedAt: now.toISOString(),
          dueAt: request.dueAt.toISOString(),
        },
        { office, about: id, at: now },
      ),
    );
    if (byRule) {
      await tx.publish(
        requestApprovedByRule.create(
          {
            requestId: id,
            access: [...new Set(levels)].filter((access) => access !== null),
            approvedAt: now.toISOString(),
          },
          { office, about: id, at: now },
        ),
      );
      await this.dispatch.deliver(tx, request, now);
    }
    const [view] = await this.views.own(tx.db, [request]);
    return view;
  }

  /** Of the softcopies that are there; fewer than were asked for where one is missing. */
  private async levelsOf(tx: Tx, { office, publicationIds }: DocumentRequest) {
    const known = await tx.db.findBy(KnownSoftcopySchema, {
      publicationId: In(publicationIds),
      office,
    });
    return known.map(({ access }) => access);
  }

  /** The person's own request for the same that nobody has answered yet: asked twice, it is one. */
  private async openOne(
    tx: Tx,
    { ids }: Requester,
    wish: Wish,
    { office }: Caller,
  ): Promise<DocumentRequest | undefined> {
    const open = await tx.db.findBy(DocumentRequest, {
      office,
      accountId: In([...ids]),
      state: In(['submitted', 'sending']),
    });
    return open.find(
      (request) =>
        (request.state === 'submitted' || request.approvedBy === 'rule') &&
        request.asksForTheSame(wish) &&
        this.views.open(request, 'description') === (wish.description ?? null),
    );
  }

  private async requireRoomToday(tx: Tx, { ids }: Requester, now: Date): Promise<void> {
    const { requestsPerDay } = this.profile.policies.documentDelivery;
    const [{ today }]: [{ today: number }] = await tx.db.query(
      `select count(*)::int as today from document_request
       where account_id = any($1) and submitted_at >= $2`,
      [ids, this.time.startOfDay(this.time.businessDateOf(now))],
    );
    if (today >= requestsPerDay) {
      throw tooManyDocumentRequests.error({ limitPerDay: requestsPerDay });
    }
  }

  private async requireKnown(tx: Tx, ids: readonly string[], caller: Caller): Promise<void> {
    const known = await tx.db.countBy(KnownPublicationSchema, {
      id: In([...ids]),
      office: caller.office,
      withdrawn: false,
    });
    if (known < ids.length) {
      const message =
        caller.language === 'id'
          ? 'Salah satu publikasi tidak ada lagi. Pilih lagi dari katalog.'
          : 'One of the publications is no longer there. Choose again from the catalogue.';
      throw new ProblemError(invalidRequest.slug, 400, {}, [{ path: 'publicationIds', message }]);
    }
  }

  /** Pages are of a publication that is asked for, once each, and exist in it. */
  private async requirePages(tx: Tx, { pages, publicationIds }: Wish, caller: Caller) {
    const softcopies = await tx.db.findBy(KnownSoftcopySchema, {
      publicationId: In(pages.map(({ publicationId }) => publicationId)),
      office: caller.office,
    });
    pages.forEach(({ publicationId, to }, index) => {
      const known = softcopies.find((softcopy) => softcopy.publicationId === publicationId);
      const first = pages.findIndex((other) => other.publicationId === publicationId) === index;
      if (!first || !publicationIds.includes(publicationId) || to > (known?.pages ?? Infinity)) {
        const message =
          caller.language === 'id'
            ? `Pilih halaman yang ada di publikasi yang diminta (sampai ${known?.pages ?? '?'})`
            : `Choose pages that are in the publication asked for (up to ${known?.pages ?? '?'})`;
        throw new ProblemError(invalidRequest.slug, 400, {}, [{ path: `pages.${index}`, message }]);
      }
    });
  }

  /** `P-2026-0001`, counted per office and year; the counter's row is locked until the commit. */
  private async nextNumber(tx: Tx, office: string, now: Date): Promise<string> {
    const year = Number(this.time.businessDateOf(now).slice(0, 4));
    const [{ last }]: [{ last: number }] = await tx.db.query(
      `insert into request_counter as counter (office, year, last) values ($1, $2, 1)
       on conflict (office, year) do update set last = counter.last + 1
       returning last`,
      [office, year],
    );
    return `P-${year}-${String(last).padStart(4, '0')}`;
  }
}
