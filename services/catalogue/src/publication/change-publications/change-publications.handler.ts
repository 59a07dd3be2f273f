import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import { changePublications, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { Transaction, type Tx } from '@pst/persistence';
import type { Caller } from '@pst/security';
import { In } from 'typeorm';
import { changeSoftcopyAccess } from '../change-access.ts';
import { changeDescription, withdrawFromCatalogue } from '../change-publication.ts';
import { Publication } from '../domain/publication.ts';
import { handOf, type Hand } from '../record-change.ts';

type Command = RequestOf<typeof changePublications>;

/** The same to many publications, all of it or nothing. */
@Controller()
export class ChangePublicationsHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
  ) {}

  @Answers(changePublications)
  handle({ publicationIds, change, reason }: Command, caller: Caller) {
    const { office } = caller;
    return this.transaction.once(caller, async (tx) => {
      // In the order of their ids, so that two batches never wait for each other.
      const publications = await tx.db.find(Publication, {
        where: { id: In(publicationIds), office, withdrawn: false },
        order: { id: 'ASC' },
        lock: { mode: 'pessimistic_write' },
      });
      const outcome = { changed: [] as string[], unchanged: [] as string[] };
      for (const publication of publications) {
        const isNew = await this.apply(tx, publication, change, handOf(caller, reason));
        outcome[isNew ? 'changed' : 'unchanged'].push(publication.id);
      }
      const known = new Set(publications.map(({ id }) => id));
      return { ...outcome, notFound: publicationIds.filter((id) => !known.has(id)) };
    });
  }

  private async apply(
    tx: Tx,
    publication: Publication,
    change: Command['change'],
    hand: Hand,
  ): Promise<boolean> {
    const now = this.clock.now();
    const { fields } = publication;
    switch (change.kind) {
      case 'withdraw':
        await withdrawFromCatalogue(tx, publication, hand, now);
        return true;
      case 'access':
        return changeSoftcopyAccess(tx, publication, change.access, hand, now);
      case 'licence':
        return changeDescription(
          tx,
          publication,
          { ...fields, licence: change.licence },
          hand,
          now,
        );
      case 'subjects': {
        const subjects = [...new Set([...fields.subjects, ...change.add])].filter(
          (subject) => !change.remove.includes(subject),
        );
        return changeDescription(tx, publication, { ...fields, subjects }, hand, now);
      }
    }
  }
}
