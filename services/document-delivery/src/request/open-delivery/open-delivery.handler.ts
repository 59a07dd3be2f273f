import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import {
  deliveryNotFound,
  deliveryOpened,
  findDelivery,
  openDeliveryFile,
  type RequestOf,
} from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { Transaction } from '@pst/persistence';
import { hashToken, type Caller } from '@pst/security';
import { DataSource } from 'typeorm';
import { Delivery } from '../domain/delivery.ts';

/** Whoever has the link from the mail has the files, for as long as the link lives. */
@Controller()
export class OpenDeliveryHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly source: DataSource,
    private readonly clock: Clock,
  ) {}

  @Answers(findDelivery)
  async find({ token }: RequestOf<typeof findDelivery>, caller: Caller) {
    const delivery = await this.behind(token, caller);
    return {
      expiresAt: delivery.expiresAt.toISOString(),
      files: delivery.files.map(({ n, title, fileName, bytes }) => ({ n, title, fileName, bytes })),
    };
  }

  @Answers(openDeliveryFile)
  async open(query: RequestOf<typeof openDeliveryFile>, caller: Caller) {
    const delivery = await this.behind(query.token, caller);
    const { n, objectKey, bytes, sha256, fileName } = delivery.fileAt(query.n);
    if (query.counts) {
      await this.count(delivery, n);
    }
    return { objectKey, bytes, sha256, fileName, contentType: 'application/pdf' };
  }

  private async count({ id, requestId, office }: Delivery, n: number): Promise<void> {
    const now = this.clock.now();
    await this.transaction.run(async (tx) => {
      const delivery = await tx.db.findOneOrFail(Delivery, {
        where: { id },
        lock: { mode: 'pessimistic_write' },
      });
      delivery.countOpening(now);
      await tx.db.save(delivery);
      await tx.publish(
        deliveryOpened.create(
          { deliveryId: id, n, openedAt: now.toISOString() },
          { office, about: requestId, at: now },
        ),
      );
    });
  }

  private async behind(token: string, caller: Caller): Promise<Delivery> {
    const delivery = await this.source
      .getRepository(Delivery)
      .findOneBy({ tokenHash: hashToken(token), office: caller.office });
    if (delivery === null) {
      throw deliveryNotFound.error({});
    }
    delivery.requireOpen(this.clock.now());
    return delivery;
  }
}
