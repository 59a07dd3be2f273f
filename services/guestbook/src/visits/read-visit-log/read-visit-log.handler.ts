import { Controller } from '@nestjs/common';
import { notFound, readVisitLog, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { PersonalData, type Caller } from '@pst/security';
import { DataSource } from 'typeorm';
import { deskView } from '../desk-view.ts';
import { Visit } from '../domain/visit.ts';
import { VisitJournal } from '../visit-journal.ts';

/** What happened to a visit, line by line, with the times as first written and as corrected. */
@Controller()
export class ReadVisitLogHandler {
  constructor(
    private readonly source: DataSource,
    private readonly personal: PersonalData,
    private readonly journal: VisitJournal,
  ) {}

  @Answers(readVisitLog)
  async handle({ visitId }: RequestOf<typeof readVisitLog>, caller: Caller) {
    const visit = await this.source
      .getRepository(Visit)
      .findOneBy({ id: visitId, office: caller.office });
    if (visit === null) {
      throw notFound.error({});
    }
    const log = await this.journal.logOf({ db: this.source.manager }, visitId);
    const corrections = new Map(
      log.flatMap(({ fact }) => (fact.type === 'corrected' ? [[fact.seq, fact.to]] : [])),
    );
    return {
      visit: deskView(visit, this.personal),
      entries: log.map(({ seq, fact, at, recordedAt, actorId, reason }) => ({
        seq,
        type: fact.type,
        at: at.toISOString(),
        recordedAt: recordedAt.toISOString(),
        actorId,
        reason,
        correctedAt: corrections.get(seq) ?? null,
      })),
    };
  }
}
