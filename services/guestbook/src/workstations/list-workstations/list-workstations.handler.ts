import { Controller } from '@nestjs/common';
import { listWorkstations, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import type { Caller } from '@pst/security';
import { DataSource } from 'typeorm';
import { WorkstationSchema } from '../workstation.schema.ts';
import { workstationView } from '../workstation-view.ts';

@Controller()
export class ListWorkstationsHandler {
  constructor(private readonly source: DataSource) {}

  @Answers(listWorkstations)
  async handle(_query: RequestOf<typeof listWorkstations>, caller: Caller) {
    const rows = await this.source
      .getRepository(WorkstationSchema)
      .find({ where: { office: caller.office }, order: { name: 'ASC' }, take: 100 });
    return { items: rows.map(workstationView) };
  }
}
