import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import {
  copyAdded,
  findDuplicates,
  mergePublications,
  notFound,
  softcopyAdded,
  type ReplyOf,
  type RequestOf,
} from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { Transaction, type Tx } from '@pst/persistence';
import type { Caller } from '@pst/security';
import { DataSource } from 'typeorm';
import { changeDescription, withdrawFromCatalogue } from '../change-publication.ts';
import { Publication } from '../domain/publication.ts';
import { lockedPublication } from '../locked-publication.ts';
import { currentSoftcopy, publicationView } from '../publication-view.ts';
import { CopySchema, PageTextSchema, SoftcopySchema } from '../publication.schema.ts';
import { handOf, recordChange } from '../record-change.ts';

type Groups = ReplyOf<typeof findDuplicates>['groups'];

/** Finds records of the same publication, and makes one of two. */
@Controller()
export class MergePublicationsHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly source: DataSource,
    private readonly clock: Clock,
  ) {}

  @Answers(findDuplicates)
  async find(_query: RequestOf<typeof findDuplicates>, { office }: Caller) {
    const rows: { group: Groups[number] }[] = await this.source.query(
      `select json_agg(json_build_object(
                'id', id, 'title', title, 'year', year, 'releasedOn', released_on,
                'hardcopies', hardcopies, 'pages', softcopy_pages, 'source', source) order by id) as "group"
       from publication where office = $1 and not withdrawn
       group by title_key having count(*) > 1 and count(distinct year) <= 1
       order by min(id::text) limit 100`,
      [office],
    );
    return { groups: rows.map(({ group }) => group) };
  }

  @Answers(mergePublications)
  merge(command: RequestOf<typeof mergePublications>, caller: Caller) {
    const { publicationId, intoId } = command;
    const { office } = caller;
    const now = this.clock.now();
    const hand = handOf(caller, command.reason);
    return this.transaction.once(caller, async (tx) => {
      if (publicationId === intoId) {
        throw notFound.error({});
      }
      // Always in the same order, so that two merges crossing each other cannot wait for each other.
      for (const id of [publicationId, intoId].toSorted()) {
        await lockedPublication(tx, office, id);
      }
      const duplicate = await lockedPublication(tx, office, publicationId);
      const into = await lockedPublication(tx, office, intoId);
      await this.moveHoldings(tx, duplicate, into, now);
      await changeDescription(tx, into, into.fieldsWith(duplicate), hand, now);
      await tx.db.update(Publication, { mergedInto: duplicate.id }, { mergedInto: into.id });
      await withdrawFromCatalogue(tx, duplicate, hand, now, into.id);
      const fields = [{ field: 'mergedFrom', from: null, to: duplicate.id }];
      await recordChange(tx, into, { ...hand, action: 'merged', fields }, now);
      return publicationView(tx.db, into);
    });
  }

  /** Copies go over; the PDF only where there is none, since nobody here can say which one is better. */
  private async moveHoldings(
    tx: Tx,
    duplicate: Publication,
    into: Publication,
    now: Date,
  ): Promise<void> {
    const about = { office: into.office, about: into.id, at: now };
    const copies = await tx.db.findBy(CopySchema, { publicationId: duplicate.id });
    for (const { id: copyId, shelfMark } of copies) {
      await tx.db.update(CopySchema, { id: copyId }, { publicationId: into.id });
      await tx.publish(copyAdded.create({ publicationId: into.id, copyId, shelfMark }, about));
    }
    into.hardcopies += duplicate.hardcopies;
    duplicate.hardcopies = 0;
    const softcopy = await currentSoftcopy(tx.db, duplicate.id);
    if (softcopy !== null && into.softcopyPages === null) {
      const moved = { publicationId: duplicate.id };
      await tx.db.update(SoftcopySchema, moved, { publicationId: into.id });
      await tx.db.update(PageTextSchema, moved, { publicationId: into.id });
      into.softcopyPages = softcopy.pages;
      into.hasCover = duplicate.hasCover;
      duplicate.softcopyPages = null;
      duplicate.hasCover = false;
      const {
        id: softcopyId,
        version,
        bytes,
        pages,
        sha256,
        access,
        objectKey,
        fileName,
      } = softcopy;
      const file = { softcopyId, version, bytes, pages, sha256, access, objectKey, fileName };
      await tx.publish(softcopyAdded.create({ publicationId: into.id, ...file }, about));
    }
    await tx.db.save(into);
  }
}
