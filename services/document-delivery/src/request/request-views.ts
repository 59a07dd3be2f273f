import { Injectable } from '@nestjs/common';
import type { listRequests, ReplyOf, readOwnRequest } from '@pst/contracts';
import { PersonalData } from '@pst/security';
import { In, type EntityManager } from 'typeorm';
import { Delivery } from './domain/delivery.ts';
import { DocumentRequest } from './domain/document-request.ts';
import { Parcels } from './parcels.ts';
import { KnownPublicationSchema } from './request.schema.ts';

type OwnView = ReplyOf<typeof readOwnRequest>;
type DeskView = ReplyOf<typeof listRequests>['items'][number];

/** Where a request's personal fields are sealed to: each opens in its own row and column only. */
export const sealedIn = (
  column: 'name' | 'email' | 'description' | 'note' | 'answer',
  requestId: string,
) => `document_request.${column}|${requestId}`;

/** Requests as their readers and the desk see them. */
@Injectable()
export class RequestViews {
  constructor(
    private readonly personal: PersonalData,
    private readonly parcels: Parcels,
  ) {}

  async own(db: EntityManager, requests: readonly DocumentRequest[]): Promise<OwnView[]> {
    const titles = await this.titlesOf(db, requests);
    const links = await db.find(Delivery, {
      where: { requestId: In(requests.map(({ id }) => id)), sendAs: 'link' },
      order: { createdAt: 'asc' },
    });
    return requests.map((request) => this.view(request, titles, links));
  }

  async desk(db: EntityManager, requests: readonly DocumentRequest[]): Promise<DeskView[]> {
    const own = await this.own(db, requests);
    return Promise.all(
      requests.map(async (request, index) => {
        const files = await this.parcels.plan(db, request);
        const view = own[index];
        if (view === undefined) {
          throw new Error('Every request has a view');
        }
        return {
          ...view,
          requesterName: this.open(request, 'name') ?? '',
          guest: request.guest,
          preparedById: request.preparedById,
          approvedBy: request.approvedBy,
          files: files.map(({ n, publicationId, fileName, pages, bytes }) => ({
            n,
            publicationId,
            fileName,
            pages,
            bytes,
          })),
          willSendAs: this.parcels.sendAs(request, files),
        };
      }),
    );
  }

  /** One sealed field in the clear; null once the person was forgotten. */
  open(request: DocumentRequest, column: Parameters<typeof sealedIn>[0]): string | null {
    const sealed = request[`${column}Sealed`];
    return sealed === null ? null : this.personal.open(sealed, sealedIn(column, request.id));
  }

  private view(
    request: DocumentRequest,
    titles: ReadonlyMap<string, string>,
    links: readonly Delivery[],
  ): OwnView {
    const link = links.findLast(({ requestId }) => requestId === request.id);
    return {
      id: request.id,
      number: request.number,
      state: request.state,
      publications: request.publicationIds.map((publicationId) => ({
        publicationId,
        title: titles.get(publicationId) ?? '',
        pages: request.pagesOf(publicationId),
      })),
      description: this.open(request, 'description'),
      purpose: request.purpose,
      channel: request.channel,
      note: this.open(request, 'note'),
      answer: this.open(request, 'answer'),
      declineReason: request.declineReason,
      submittedAt: request.submittedAt.toISOString(),
      dueAt: request.dueAt.toISOString(),
      atDesk: request.visitId !== null,
      deliveredAt: request.deliveredAt?.toISOString() ?? null,
      failure: request.failure,
      expiresAt: link?.revokedAt === null ? link.expiresAt.toISOString() : null,
      opens:
        link === undefined
          ? null
          : { times: link.opens, lastAt: link.lastOpenedAt?.toISOString() ?? null },
    };
  }

  private async titlesOf(
    db: EntityManager,
    requests: readonly DocumentRequest[],
  ): Promise<Map<string, string>> {
    const ids = [...new Set(requests.flatMap(({ publicationIds }) => publicationIds))];
    const known = await db.findBy(KnownPublicationSchema, { id: In(ids) });
    return new Map(known.map(({ id, title }) => [id, title]));
  }
}
