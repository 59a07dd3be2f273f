import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { CoreConfig } from '@pst/config';
import { Config } from '@pst/messaging';
import { createDataSource, prepared } from '@pst/persistence';
import type { DataSource } from 'typeorm';
import type { Visit } from './domain/visit.ts';

/** Nobody in a line this long asks for the exact place, and counting further costs everybody. */
const COUNTED = 200;

/**
 * The numbers of a business day, A001 and on. Drawn on a connection of their own and committed at once:
 * inside the visit's transaction the day's row would stay locked until the disk has the visit, and
 * visitors would be written one after the other. A number drawn for a visit that then failed is left
 * out; none is ever given twice, not even after a crash, because the visit's own commit carries the
 * earlier one of its number to the disk with it.
 */
@Injectable()
export class TicketNumbers implements OnModuleInit, OnModuleDestroy {
  private readonly source: DataSource;

  constructor(@Config() config: CoreConfig) {
    const nothing = { entities: [], migrations: [] };
    this.source = createDataSource(config.DATABASE_URL, nothing, {
      poolSize: 2,
      waitForDisk: false,
    });
  }

  async onModuleInit(): Promise<void> {
    await this.source.initialize();
  }

  async onModuleDestroy(): Promise<void> {
    await this.source.destroy();
  }

  /**
   * The next number, the 1000th of a day being A1000, and how many are called before a newcomer: whoever
   * waits, or with a priority whoever waits with one.
   */
  async next(
    office: string,
    businessDate: string,
    priority: Visit['priority'],
  ): Promise<{ ticketNumber: string; ahead: number }> {
    const { last, ahead } = await this.one<{ last: number; ahead: number }>(
      `with drawn as (
         insert into ticket_counter as day (office, business_date, last) values ($1, $2, 1)
         on conflict (office, business_date) do update set last = day.last + 1
         returning last
       )
       select last, (select count(*)::int from (
         select from visit where office = $1 and business_date = $2 and state = 'waiting'
           and ($3 or priority is not null)
         limit ${COUNTED}) line) as ahead
       from drawn`,
      [office, businessDate, priority === null],
    );
    return { ticketNumber: `A${String(last).padStart(3, '0')}`, ahead };
  }

  /** How many are called before a newcomer who has a number already. */
  async ahead(office: string, businessDate: string, priority: Visit['priority']): Promise<number> {
    const { ahead } = await this.one<{ ahead: number }>(
      `select count(*)::int as ahead from (
         select from visit where office = $1 and business_date = $2 and state = 'waiting'
           and ($3 or priority is not null)
         limit ${COUNTED}) line`,
      [office, businessDate, priority === null],
    );
    return ahead;
  }

  private async one<Row extends object>(text: string, values: unknown[]): Promise<Row> {
    const runner = this.source.createQueryRunner();
    try {
      const [row] = await prepared<Row>(runner.manager, text, values);
      return row as Row; // both statements count, and a count is always one row
    } finally {
      await runner.release();
    }
  }
}
