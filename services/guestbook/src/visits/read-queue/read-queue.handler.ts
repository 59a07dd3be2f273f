import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import { readQueue, type ReplyOf, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import type { Caller } from '@pst/security';
import { WorkingTime } from '@pst/service-standard';
import { DataSource } from 'typeorm';

type Queue = ReplyOf<typeof readQueue>;

/** A room shows the head of a line; every board would carry the rest for nothing. */
const SHOWN = 100;

/**
 * The queue as the waiting room may see it, in one statement and so in one consistent moment. Its
 * version is the last number of the outbox: every change of the queue is announced, so it grows.
 */
@Controller()
export class ReadQueueHandler {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly time: WorkingTime,
  ) {}

  @Answers(readQueue)
  async handle(_query: RequestOf<typeof readQueue>, caller: Caller): Promise<Queue> {
    const now = this.clock.now();
    const businessDate = this.time.businessDateOf(now);
    const [row]: [Omit<Queue, 'at' | 'businessDate'>] = await this.source.query(
      `with today as (
         select * from visit where office = $1 and business_date = $2
       ), line as (
         select * from today where state = 'waiting'
         order by (priority is null), queue_order, ticket_number
       ), recent as (
         select ticket_number, calls, state, counter, called_at, 'counter' as place
         from today where called_at is not null
         union all
         select ticket_number, 1, today.state, workstation.name, offered_at, 'workstation'
         from today join workstation on workstation.id = workstation_id
         where offered_at is not null
         order by called_at desc limit 5
       )
       select
         (select last_value::float8 from outbox_seq_seq) as "version",
         coalesce((select json_agg(json_build_object(
           'ticketNumber', ticket_number, 'service', service,
           'dueAt', to_char(due_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))
           from (select * from line limit ${SHOWN}) as head), '[]') as "waiting",
         coalesce((select json_agg(json_build_object(
           'ticketNumber', ticket_number, 'counter', counter, 'place', place, 'calls', calls,
           'state', state,
           'calledAt', to_char(called_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))) from recent), '[]') as "called",
         (select count(*)::int from line) as "waitingCount",
         (select count(*)::int from today where state in ('serving', 'on-hold')) as "servingCount",
         (select count(*)::int from today where state = 'waiting-for-workstation')
           as "workstationQueueCount",
         (select count(*)::int from workstation where office = $1 and state = 'free') as "freeWorkstations"`,
      [caller.office, businessDate],
    );
    return { ...row, businessDate, at: now.toISOString() };
  }
}
