import { Controller } from '@nestjs/common';
import { listComplaints, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { readCursor, writeCursor } from '@pst/persistence';
import type { Caller } from '@pst/security';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { CaseFile } from '../case-file.ts';
import { Complaint } from '../domain/complaint.ts';
import { handlerOf } from '../handler-of.ts';

/** The register, newest first. */
@Controller()
export class ListComplaintsHandler {
  constructor(
    private readonly source: DataSource,
    private readonly file: CaseFile,
  ) {}

  @Answers(listComplaints)
  async handle(query: RequestOf<typeof listComplaints>, caller: Caller) {
    const found = this.source
      .getRepository(Complaint)
      .createQueryBuilder('complaint')
      .where('complaint.office = :office', { office: caller.office })
      // As `Complaint.isVisibleTo` says.
      .andWhere(
        `not (:me = any(complaint.concernsIds)) and (complaint.class is distinct from 'supervisory'
           or complaint.entrustedIds = '{}' or :me = any(complaint.entrustedIds))`,
        { me: handlerOf(caller) },
      )
      .orderBy('complaint.id', 'DESC')
      .limit(query.limit + 1);
    if (query.state !== undefined) {
      found.andWhere('complaint.state = :state', { state: query.state });
    }
    if (query.channel !== undefined) {
      found.andWhere('complaint.channel = :channel', { channel: query.channel });
    }
    if (query.overdue !== undefined) {
      found.andWhere('complaint.overdue = :overdue', { overdue: query.overdue });
    }
    if (query.mine === true) {
      found.andWhere('complaint.assigneeId = :me');
    }
    if (query.cursor !== undefined) {
      const [id] = readCursor(query.cursor, z.tuple([z.uuid()]));
      found.andWhere('complaint.id < :id', { id });
    }
    const complaints = await found.getMany();
    const page = complaints.slice(0, query.limit);
    const last = page.at(-1);
    return {
      items: page.map((complaint) => this.file.summary(complaint)),
      nextCursor: complaints.length > query.limit && last ? writeCursor([last.id]) : null,
    };
  }
}
