import { Controller } from '@nestjs/common';
import {
  deliveryFailed,
  deliverySent,
  messageBounced,
  messageFailed,
  messageSent,
  type EventOf,
} from '@pst/contracts';
import { OnEvent } from '@pst/messaging';
import type { Tx } from '@pst/persistence';
import { WorkingTime } from '@pst/service-standard';
import { Delivery } from '../domain/delivery.ts';
import { DocumentRequest } from '../domain/document-request.ts';

interface Found {
  readonly delivery: Delivery;
  readonly request: DocumentRequest;
}

/** A delivery counts as sent when its mail has left, and not when somebody pressed approve. */
@Controller()
export class FollowMessagesHandler {
  constructor(private readonly time: WorkingTime) {}

  @OnEvent(messageSent)
  async sent({ office, data }: EventOf<typeof messageSent>, tx: Tx): Promise<void> {
    const found = await this.deliveryOf(data.cause, tx);
    const at = new Date(data.sentAt);
    if (found === undefined || !found.request.delivered(at)) {
      return;
    }
    const { delivery, request } = found;
    await tx.db.save(request);
    await tx.publish(
      deliverySent.create(
        {
          deliveryId: delivery.id,
          requestId: request.id,
          accountId: request.accountId,
          publicationIds: request.publicationIds,
          ...(request.visitId !== null && { visitId: request.visitId }),
          as: delivery.sendAs,
          sentAt: data.sentAt,
          workingSeconds: this.time.workingSecondsBetween(request.submittedAt, at),
          onTime: at <= request.dueAt,
        },
        { office, about: request.id, at },
      ),
    );
  }

  @OnEvent(messageFailed)
  async failed({ office, data }: EventOf<typeof messageFailed>, tx: Tx): Promise<void> {
    const { cause, reason, failedAt } = data;
    const found = await this.deliveryOf(cause, tx);
    if (found?.request.failed(reason)) {
      await this.announceFailure(tx, office, found, { reason, failedAt });
    }
  }

  @OnEvent(messageBounced)
  async bounced({ office, data }: EventOf<typeof messageBounced>, tx: Tx): Promise<void> {
    const { cause, reason, bouncedAt: failedAt } = data;
    const found = await this.deliveryOf(cause, tx);
    if (found?.request.cameBack(reason)) {
      await this.announceFailure(tx, office, found, { reason, failedAt });
    }
  }

  private async announceFailure(
    tx: Tx,
    office: string,
    { delivery, request }: Found,
    failure: { reason: string; failedAt: string },
  ): Promise<void> {
    await tx.db.save(request);
    await tx.publish(
      deliveryFailed.create(
        { deliveryId: delivery.id, requestId: request.id, ...failure },
        { office, about: request.id, at: new Date(failure.failedAt) },
      ),
    );
  }

  /** The newest delivery of its request; an older one's mail says nothing about it any more. */
  private async deliveryOf(
    cause: { kind: string; id: string },
    tx: Tx,
  ): Promise<Found | undefined> {
    const delivery =
      cause.kind === 'delivery' ? await tx.db.findOneBy(Delivery, { id: cause.id }) : null;
    if (delivery === null || delivery.revokedAt !== null) {
      return undefined;
    }
    const request = await tx.db.findOneOrFail(DocumentRequest, {
      where: { id: delivery.requestId },
      lock: { mode: 'pessimistic_write' },
    });
    return { delivery, request };
  }
}
