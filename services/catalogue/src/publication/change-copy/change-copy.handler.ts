import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import { changeCopy, copyAdded, notFound, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { Transaction } from '@pst/persistence';
import type { Caller } from '@pst/security';
import { lockedPublication } from '../locked-publication.ts';
import { copyView } from '../publication-view.ts';
import { CopySchema } from '../publication.schema.ts';
import { handOf, recordChange } from '../record-change.ts';
import { onShelf, requireFreeLabel } from '../store-copy.ts';

/** A copy moved on the shelf, wore out, was lost or found again. */
@Controller()
export class ChangeCopyHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
  ) {}

  @Answers(changeCopy)
  handle(command: RequestOf<typeof changeCopy>, caller: Caller) {
    const { publicationId, copyId, reason, ...changes } = command;
    const now = this.clock.now();
    return this.transaction.once(caller, async (tx) => {
      const publication = await lockedPublication(tx, caller.office, publicationId);
      const copy = await tx.db.findOneBy(CopySchema, { id: copyId, publicationId });
      if (copy === null) {
        throw notFound.error({});
      }
      const { shelfMark, label, condition } = copy;
      const before = { shelfMark, label, condition };
      const after = {
        shelfMark: changes.shelfMark ?? shelfMark,
        label: changes.label === undefined ? label : changes.label,
        condition: changes.condition ?? condition,
      };
      const fields = (['shelfMark', 'label', 'condition'] as const)
        .filter((field) => before[field] !== after[field])
        .map((field) => ({ field, from: before[field], to: after[field] }));
      if (fields.length > 0) {
        if (before.label !== after.label) {
          await requireFreeLabel(tx, caller.office, after.label);
        }
        await tx.db.update(CopySchema, { id: copyId }, after);
        publication.hardcopies += onShelf(after) - onShelf(before);
        await tx.db.save(publication);
        const change = { ...handOf(caller, reason), action: 'copy-changed', fields } as const;
        await recordChange(tx, publication, change, now);
      }
      if (before.shelfMark !== after.shelfMark) {
        // Whoever knows a copy knows it by its newest place.
        await tx.publish(
          copyAdded.create(
            { publicationId, copyId, shelfMark: after.shelfMark },
            { office: caller.office, about: publicationId, at: now },
          ),
        );
      }
      return copyView({ ...copy, ...after });
    });
  }
}
