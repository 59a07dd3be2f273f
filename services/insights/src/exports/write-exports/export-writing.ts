import { createHash } from 'node:crypto';
import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '@pst/config';
import { exportTable, type ExportTable } from '@pst/contracts';
import { Config, Log } from '@pst/messaging';
import { objectStorage } from '@pst/object-storage';
import { WorkingTime } from '@pst/service-standard';
import { describeError, type Logger } from '@pst/telemetry';
import { DataSource } from 'typeorm';
import type { InsightsConfig } from '../../insights.config.ts';
import { exportedDay, formOf, sourceOf } from '../exported-day.ts';

const EVERY_MS = 600_000;
const BATCH = 100;
/** For as long a day may still change: corrections, late answers, closed cases. */
const SETTLES_DAYS = 62;

interface Due {
  readonly office: string;
  readonly date: string;
}

/**
 * Exports each day of the office once it is over in the office's own zone, and again when a fact of it
 * came late. What is due is asked of the facts and of the files, so a machine that was off for a month
 * catches up by itself. The same facts give the same bytes under the same key: two replicas do the same
 * work twice, and no harm.
 */
@Injectable()
export class ExportWriting implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly time: WorkingTime,
    @Config() private readonly config: InsightsConfig,
    @Log() private readonly log: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.next(EVERY_MS / 60);
  }

  async onModuleDestroy(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    await this.round;
  }

  private next(afterMs: number): void {
    this.timer = setTimeout(() => {
      this.round = this.writeDue()
        .catch((error: unknown) => {
          this.log.warn(describeError(error), 'export failed, it will run again');
        })
        .finally(() => this.timer !== undefined && this.next(EVERY_MS));
    }, afterMs);
  }

  /** Writes every file that is missing or out of date; how many were written. */
  async writeDue(): Promise<number> {
    const today = this.time.businessDateOf(this.clock.now());
    let written = 0;
    for (const table of exportTable.options) {
      for (;;) {
        const due = await this.due(table, today);
        for (const { office, date } of due) {
          written += await this.write(table, office, date, today);
        }
        if (due.length < BATCH) {
          break;
        }
      }
    }
    return written;
  }

  private due(table: ExportTable, today: string): Promise<Due[]> {
    return this.source.query(
      `select fact.office, fact.business_date::text as date
       from (select distinct office, business_date from ${sourceOf(table)}
             where business_date < $2::date) as fact
       left join export_file file
         on file.office = fact.office and file.table_name = $1 and file.business_date = fact.business_date
       where file.table_name is null or file.form <> $3
          or (file.checked_on < $2::date and fact.business_date >= $2::date - ${SETTLES_DAYS})
       order by fact.business_date, fact.office limit ${BATCH}`,
      [table, today, formOf(table)],
    );
  }

  private async write(
    table: ExportTable,
    office: string,
    date: string,
    today: string,
  ): Promise<number> {
    const storage = objectStorage(this.config);
    const { rows, parquet, csv } = await exportedDay(this.source, table, office, date);
    const content = createHash('sha256').update(parquet).update(csv).digest('hex');
    const key = `exports/${office}/${table}/${date}-${content.slice(0, 16)}`;
    const [known]: { object_key: string }[] = await this.source.query(
      `select object_key from export_file
       where office = $1 and table_name = $2 and business_date = $3`,
      [office, table, date],
    );
    if (known?.object_key === key) {
      await this.source.query(
        `update export_file set checked_on = $4, form = $5
         where office = $1 and table_name = $2 and business_date = $3`,
        [office, table, date, today, formOf(table)],
      );
      return 0;
    }
    const stored = [
      await storage.put(`${key}.parquet`, parquet),
      await storage.put(`${key}.csv`, csv),
    ] as const;
    await this.source.query(
      `insert into export_file as file (office, table_name, business_date, rows, object_key, form,
         checked_on, made_at, parquet_bytes, parquet_sha256, csv_bytes, csv_sha256)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
       on conflict (office, table_name, business_date) do update set
         rows = excluded.rows, object_key = excluded.object_key, form = excluded.form,
         checked_on = excluded.checked_on, made_at = excluded.made_at,
         parquet_bytes = excluded.parquet_bytes, parquet_sha256 = excluded.parquet_sha256,
         csv_bytes = excluded.csv_bytes, csv_sha256 = excluded.csv_sha256`,
      [
        office,
        table,
        date,
        rows,
        key,
        formOf(table),
        today,
        this.clock.now(),
        ...stored.flatMap(({ bytes, sha256 }) => [bytes, sha256]),
      ],
    );
    if (known !== undefined) {
      await storage.remove(`${known.object_key}.parquet`);
      await storage.remove(`${known.object_key}.csv`);
    }
    return 1;
  }
}
