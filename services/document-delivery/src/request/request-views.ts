import { Injectable } from '@nestjs/common';
import type { listRequests, ReplyOf, readOwnRequest } from '@pst/contracts';
import { Office } from '@pst/messaging';
import { PersonalData } from '@pst/security';
import type { OfficeProfile } from '@pst/service-standard';
import { In, type EntityManager } from 'typeorm';
import { Delivery, sendAs, type DeliveredFile } from './domain/delivery.ts';
import { DocumentRequest } from './domain/document-request.ts';
import { KnownPublicationSchema, KnownSoftcopySchema } from './request.schema.ts';

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
    @Office() private readonly profile: OfficeProfile,
  ) {}

  async own(db: EntityManager, requests: readonly DocumentRequest[]): Promise<OwnView[]> {
    const titles = await this.titlesOf(db, requests);
    const links = await db.findBy(Delivery, {
      requestId: In(requests.map(({ id }) => id)),
      sendAs: 'link',
    });
    return requests.map((request) => this.view(request, titles, links));
  }

  async desk(db: EntityManager, requests: readonly DocumentRequest[]): Promise<DeskView[]> {
    const own = await this.own(db, requests);
    return Promise.all(
      requests.map(async (request, index) => {
        const files = await this.filesOf(db, request);
        const view = own[index];
        if (view === undefined) {
          throw new Error('Every request has a view');
        }
        return {
          ...view,
          requesterName: this.open(request, 'name') ?? '',
          files: files.map(({ publicationId, fileName, bytes }) => ({
            publicationId,
            fileName,
            bytes,
          })),
          willSendAs: files.length === 0 ? null : this.sendAs(request, files),
        };
      }),
    );
  }

  /** Exactly what approval would send now, in the order of the request. */
  async filesOf(db: EntityManager, request: DocumentRequest): Promise<DeliveredFile[]> {
    const { office, publicationIds } = request;
    const softcopies = await db.findBy(KnownSoftcopySchema, {
      publicationId: In(publicationIds),
      office,
    });
    const titles = await this.titlesOf(db, [request]);
    return publicationIds.flatMap((publicationId, index) => {
      const softcopy = softcopies.find((known) => known.publicationId === publicationId);
      if (softcopy === undefined) {
        return [];
      }
      const { objectKey, fileName, bytes, sha256 } = softcopy;
      const title = titles.get(publicationId) ?? fileName;
      return [{ n: index + 1, publicationId, title, objectKey, fileName, bytes, sha256 }];
    });
  }

  sendAs(request: DocumentRequest, files: readonly DeliveredFile[]): 'attachment' | 'link' {
    const { attachmentLimitBytes } = this.profile.policies.documentDelivery;
    return sendAs(request.channel, files, attachmentLimitBytes);
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
    const link = links.findLast(
      (delivery) => delivery.requestId === request.id && delivery.revokedAt === null,
    );
    return {
      id: request.id,
      number: request.number,
      state: request.state,
      publications: request.publicationIds.map((publicationId) => ({
        publicationId,
        title: titles.get(publicationId) ?? '',
      })),
      description: this.open(request, 'description'),
      purpose: request.purpose,
      channel: request.channel,
      note: this.open(request, 'note'),
      answer: this.open(request, 'answer'),
      declineReason: request.declineReason,
      submittedAt: request.submittedAt.toISOString(),
      dueAt: request.dueAt.toISOString(),
      deliveredAt: request.deliveredAt?.toISOString() ?? null,
      expiresAt: link?.expiresAt.toISOString() ?? null,
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
