import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import { openSoftcopy, softcopyRead, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { Transaction } from '@pst/persistence';
import { PersonalData, type Caller } from '@pst/security';
import { DataSource } from 'typeorm';
import type { SoftcopyRow } from '../publication.schema.ts';
import { softcopyFor } from '../reading-rights.ts';
import { useOf } from './use-of-softcopy.ts';

/** Whether the caller may read the PDF, and where its bytes lie. */
@Controller()
export class OpenSoftcopyHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly personal: PersonalData,
  ) {}

  @Answers(openSoftcopy)
  async handle(query: RequestOf<typeof openSoftcopy>, caller: Caller) {
    const softcopy = await softcopyFor(this.source.manager, query.publicationId, caller);
    if (query.counts) {
      await this.announce(softcopy, caller);
    }
    const { objectKey, bytes, sha256, fileName } = softcopy;
    return { objectKey, bytes, sha256, fileName, contentType: 'application/pdf' };
  }

  private async announce({ publicationId, id }: SoftcopyRow, caller: Caller): Promise<void> {
    const at = this.clock.now();
    const reader = this.personal.fingerprint(whoReads(caller), 'recent_reading.reader');
    await this.transaction.run(async (tx) => {
      const { begins, firstInHour } = await useOf(tx, { softcopyId: id, reader, at });
      if (begins) {
        await tx.publish(
          softcopyRead.create(
            {
              publicationId,
              softcopyId: id,
              accountId: caller.actor.kind === 'account' ? caller.actor.id : null,
              ...(caller.visitId !== undefined && { visitId: caller.visitId }),
              readAt: at.toISOString(),
              firstInHour,
            },
            { office: caller.office, about: publicationId, at },
          ),
        );
      }
    });
  }
}

const whoReads = ({ actor, visitId, address }: Caller): string =>
  actor.kind === 'account' ? actor.id : (visitId ?? address ?? '');
