import { Injectable } from '@nestjs/common';
import type { CoreConfig } from '@pst/config';
import { messageTo, newId, type SendMessage } from '@pst/contracts';
import { Config, Office } from '@pst/messaging';
import type { Tx } from '@pst/persistence';
import { hashToken, randomToken } from '@pst/security';
import { WorkingTime, type OfficeProfile } from '@pst/service-standard';
import { Delivery } from './domain/delivery.ts';
import type { DocumentRequest } from './domain/document-request.ts';
import { Parcels } from './parcels.ts';
import { RequestViews } from './request-views.ts';

const DAY_MS = 86_400_000;

/** What leaves for the requester's mailbox, whoever decided it. */
@Injectable()
export class Dispatch {
  constructor(
    private readonly time: WorkingTime,
    private readonly views: RequestViews,
    private readonly parcels: Parcels,
    @Office() private readonly profile: OfficeProfile,
    @Config() private readonly config: CoreConfig,
  ) {}

  /** Throws `softcopy-missing` and `pages-not-extractable`. */
  async deliver(tx: Tx, request: DocumentRequest, now: Date): Promise<void> {
    const files = await this.parcels.packAll(tx.db, request);
    const sendAs = this.parcels.sendAs(request, files) ?? 'link';
    const secret = sendAs === 'link' ? randomToken() : null;
    const { linkExpiresAfterDays } = this.profile.policies.documentDelivery;
    const delivery = Delivery.made({
      id: newId(now.getTime()),
      office: request.office,
      requestId: request.id,
      accountId: request.accountId,
      tokenHash: secret === null ? null : hashToken(secret),
      files,
      sendAs,
      expiresAt: new Date(now.getTime() + linkExpiresAfterDays * DAY_MS),
      createdAt: now,
    });
    await tx.db.insert(Delivery, delivery);
    await this.tell(
      tx,
      request,
      {
        template: 'softcopy-delivery',
        ...this.addressing(request),
        titles: files.map(({ title }) => title),
        sources: await this.parcels.citations(tx.db, request),
        attachments: secret === null ? files : [],
        link: secret === null ? null : new URL(`/unduhan/${secret}`, this.config.PUBLIC_URL).href,
        expiresOn: secret === null ? null : this.time.businessDateOf(delivery.expiresAt),
      },
      { kind: 'delivery', id: delivery.id },
    );
  }

  addressing(request: DocumentRequest) {
    return {
      name: this.views.open(request, 'name') ?? '',
      requestNumber: request.number,
      link: new URL('/permintaan', this.config.PUBLIC_URL).href,
    };
  }

  async tell(
    tx: Tx,
    request: DocumentRequest,
    content: SendMessage['content'],
    cause = { kind: 'document-request', id: request.id },
  ): Promise<void> {
    const to = this.views.open(request, 'email');
    // The account was closed: there is nobody to tell any more.
    if (to !== null) {
      const { office, language } = request;
      await tx.send(messageTo({ office, to, language, cause, content }));
    }
  }
}
