import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import {
  emailNotVerified,
  invalidRequest,
  newId,
  notSignedIn,
  ProblemError,
  requestSubmitted,
  submitRequest,
  tooManyDocumentRequests,
  type RequestOf,
} from '@pst/contracts';
import { Answers, Office } from '@pst/messaging';
import { Transaction, type Tx } from '@pst/persistence';
import { PersonalData, type Caller } from '@pst/security';
import { WorkingTime, type OfficeProfile } from '@pst/service-standard';
import { In } from 'typeorm';
import { DocumentRequest } from '../domain/document-request.ts';
import { RequestViews, sealedIn } from '../request-views.ts';
import { KnownPublicationSchema, KnownSoftcopySchema } from '../request.schema.ts';

type Command = RequestOf<typeof submitRequest>;

@Controller()
export class SubmitRequestHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    private readonly time: WorkingTime,
    private readonly personal: PersonalData,
    private readonly views: RequestViews,
    @Office() private readonly profile: OfficeProfile,
  ) {}

  @Answers(submitRequest)
  handle(command: Command, caller: Caller) {
    const { actor, office } = caller;
    if (actor.kind !== 'account') {
      throw notSignedIn.error({});
    }
    if (!actor.emailVerified) {
      throw emailNotVerified.error({});
    }
    const now = this.clock.now();
    return this.transaction.once(caller, async (tx) => {
      // One reader's requests queue up here, so that two at once are neither both new nor both the last
      // one allowed.
      await tx.db.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [actor.id]);
      const publicationIds = [...new Set(command.publicationIds)];
      const same = await this.openOne(tx, actor.id, command, caller);
      if (same !== undefined) {
        const [view] = await this.views.own(tx.db, [same]);
        return view;
      }
      await this.requireRoomToday(tx, actor.id, now);
      await this.requireKnown(tx, publicationIds, caller);
      await this.requirePages(tx, command, caller);
      const id = newId(now.getTime());
      const seal = (column: Parameters<typeof sealedIn>[0], text: string | undefined) =>
        text === undefined ? null : this.personal.seal(text, sealedIn(column, id));
      const request = DocumentRequest.submitted({
        id,
        office,
        number: await this.nextNumber(tx, office, now),
        accountId: actor.id,
        language: caller.language,
        publicationIds,
        pageRanges: command.pages,
        purpose: command.purpose,
        channel: command.channel,
        visitId: caller.visitId ?? null,
        submittedAt: now,
        dueAt: this.time.addWorkingMinutes(now, this.profile.standard.targets.total),
        calendarVersion: this.time.calendarVersion,
        nameSealed: seal('name', actor.name),
        // The verified address of whoever asks, and never one that was typed into the form.
        emailSealed: seal('email', actor.email),
        descriptionSealed: seal('description', command.description),
        noteSealed: seal('note', command.note),
      });
      await tx.db.insert(DocumentRequest, request);
      await tx.publish(
        requestSubmitted.create(
          {
            requestId: id,
            accountId: actor.id,
            publicationIds,
            described: command.description !== undefined,
            purpose: request.purpose,
            channel: request.channel,
            ...(request.visitId !== null && { visitId: request.visitId }),
            submittedAt: now.toISOString(),
            dueAt: request.dueAt.toISOString(),
          },
          { office, about: id, at: now },
        ),
      );
      const [view] = await this.views.own(tx.db, [request]);
      return view;
    });
  }

  /** The reader's own request for the same that nobody has answered yet: asked twice, it is one. */
  private async openOne(
    tx: Tx,
    accountId: string,
    command: Command,
    { office }: Caller,
  ): Promise<DocumentRequest | undefined> {
    const open = await tx.db.findBy(DocumentRequest, { office, accountId, state: 'submitted' });
    return open.find(
      (request) =>
        request.asksForTheSame(command) &&
        this.views.open(request, 'description') === (command.description ?? null),
    );
  }

  private async requireRoomToday(tx: Tx, accountId: string, now: Date): Promise<void> {
    const { requestsPerDay } = this.profile.policies.documentDelivery;
    const [{ today }]: [{ today: number }] = await tx.db.query(
      `select count(*)::int as today from document_request
       where account_id = $1 and submitted_at >= $2`,
      [accountId, this.time.startOfDay(this.time.businessDateOf(now))],
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
  private async requirePages(tx: Tx, { pages, publicationIds }: Command, caller: Caller) {
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
