import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import { acceptSoftcopy, newId, type RequestOf } from '@pst/contracts';
import { Answers, Config } from '@pst/messaging';
import { objectStorage, type ObjectStorage } from '@pst/object-storage';
import { Transaction } from '@pst/persistence';
import type { Caller } from '@pst/security';
import type { CatalogueConfig } from '../../catalogue.config.ts';
import { lockedPublication } from '../locked-publication.ts';
import { softcopyView } from '../publication-view.ts';
import { handOf, recordChange } from '../record-change.ts';
import { storeSoftcopy } from '../store-softcopy.ts';
import { incoming } from '../incoming.ts';
import { inspectPdf } from '../inspect-pdf.ts';

/** Looks into an uploaded PDF and makes it the publication's newest softcopy. */
@Controller()
export class AcceptSoftcopyHandler {
  private readonly storage: ObjectStorage;

  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    @Config() config: CatalogueConfig,
  ) {
    this.storage = objectStorage(config);
  }

  @Answers(acceptSoftcopy)
  async handle(command: RequestOf<typeof acceptSoftcopy>, caller: Caller) {
    const { publicationId, incomingKey, access } = command;
    const { bytes } = await incoming(this.storage, incomingKey);
    const { pages } = await this.storage.withFile(incomingKey, inspectPdf);
    const hash = createHash('sha256');
    await pipeline(this.storage.open(incomingKey), hash);
    const file = {
      bytes,
      pages,
      sha256: hash.digest('hex'),
      access,
      objectKey: `softcopies/${publicationId}/${newId()}.pdf`,
      fileName: command.fileName,
    };
    // The bytes come first: a softcopy without bytes would be a broken promise, bytes without a
    // softcopy are only space.
    await this.storage.move(incomingKey, file.objectKey);
    try {
      return await this.transaction.run(async (tx) => {
        const publication = await lockedPublication(tx, caller.office, publicationId);
        const now = this.clock.now();
        const change = { ...handOf(caller, undefined), action: 'softcopy-added' } as const;
        await recordChange(tx, publication, change, now);
        return softcopyView(await storeSoftcopy(tx, publication, file, now));
      });
    } catch (error) {
      await this.storage.remove(file.objectKey);
      throw error;
    }
  }
}
