import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { exportTable } from '@pst/contracts';
import { createDataSource } from '@pst/persistence';

import { exportedDay, sourceOf } from '../../services/insights/src/exports/exported-day.ts';

/**
 * Writes `<table>/<office>-<date>.parquet` and `.csv` for every day that has facts, today's so far
 * included: the files that insights keeps for download, without a service that runs.
 */
export async function exportFacts(databaseUrl: string, folder: string): Promise<string> {
  const none = { entities: [], migrations: [] };
  const source = await createDataSource(databaseUrl, none, { poolSize: 1 }).initialize();
  const lines: string[] = [];
  try {
    for (const table of exportTable.options) {
      const days: { office: string; date: string }[] = await source.query(
        `select distinct office, business_date::text as date from ${sourceOf(table)}
         where business_date is not null order by 1, 2`,
      );
      let count = 0;
      mkdirSync(join(folder, table), { recursive: true });
      for (const { office, date } of days) {
        const { rows, parquet, csv } = await exportedDay(source, table, office, date);
        writeFileSync(join(folder, table, `${office}-${date}.parquet`), parquet);
        writeFileSync(join(folder, table, `${office}-${date}.csv`), csv);
        count += rows;
      }
      lines.push(`${table.padEnd(12)} ${days.length} days, ${count} rows\n`);
    }
  } finally {
    await source.destroy();
  }
  return lines.join('');
}
