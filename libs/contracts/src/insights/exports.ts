import { z } from 'zod';
import { storedFile } from '../catalogue/requests.ts';
import { defineRequest } from '../define-request.ts';
import { instant, nextCursor, paging } from '../paging.ts';

const readers = ['head', 'analyst', 'admin'] as const;
const day = z.iso.date();

type ColumnType = 'uuid' | 'text' | 'date' | 'timestamp' | 'int' | 'boolean';
type Columns = Readonly<Record<string, readonly [type: ColumnType, meaning: string]>>;

/**
 * The tables that are exported, one file for each day of the office, and the meaning of each column. As on
 * the analysts' stream, a row says what happened and not to whom.
 */
export const exportTables = {
  visits: {
    meaning: 'One row for each visit, on the day it began',
    columns: {
      visit_id: ['uuid', 'The visit, as in the events'],
      business_date: ['date', 'Day of the office on which the guestbook was signed'],
      hour: ['int', 'Hour on the wall of the office, 0 to 23'],
      weekday: ['int', '1 is Monday'],
      service: ['text', 'Service that was wanted, after any transfer'],
      purpose: ['text', 'What for, as a code of the guestbook'],
      use_of_data: ['text', 'What the data is for, as a code of the guestbook'],
      institution_category: ['text', 'Kind of institution the visitor came for'],
      channel: ['text', 'Where the guestbook was signed'],
      standard: ['text', 'Number of the published standard that promised the times'],
      state: ['text', 'How the visit ended, or where it stands; a cancelled one counts nowhere'],
      time_quality: ['text', 'How the times came to be known'],
      measured: ['boolean', 'Whether the times enter percentiles and shares'],
      checked_in_at: ['timestamp', 'When the guestbook was signed'],
      serving_at: ['timestamp', 'When service first began'],
      completed_at: ['timestamp', 'When the service was delivered'],
      calls: ['int', 'How often the visitor was called'],
      wait_seconds: ['int', 'Working seconds until service began'],
      service_seconds: ['int', 'Working seconds of service'],
      total_seconds: ['int', 'Working seconds of the whole visit'],
      hand_over_seconds: ['int', 'Working seconds from a desk PC being available to its hand-over'],
      served_fate: ['text', 'What became of the promise to be served after the guestbook'],
      workstation_fate: ['text', 'What became of the promise of a desk PC'],
      total_fate: ['text', 'What became of the promise of the whole visit'],
    },
  },
  readings: {
    meaning: 'One row for each time a title was read, in the room or online',
    columns: {
      reading_id: ['uuid', 'The reading'],
      business_date: ['date', 'Day of the office'],
      place: ['text', 'in-room or online'],
      publication_id: ['uuid', 'The publication in the catalogue'],
      first_in_hour: ['boolean', "The reader's first use of it in the hour (COUNTER)"],
    },
  },
  searches: {
    meaning: 'One row for each short while in which the catalogue was searched',
    columns: {
      business_date: ['date', 'Day of the office'],
      searches: ['int', 'How many searches'],
      without_result: ['int', 'How many of them found nothing'],
    },
  },
  requests: {
    meaning: 'One row for each request for softcopies, on the day it was made',
    columns: {
      request_id: ['uuid', 'The request, as in the events'],
      business_date: ['date', 'Day of the office on which it was made'],
      sent_on: ['date', 'Day on which it was sent'],
      failed_on: ['date', 'Day on which sending failed'],
      working_seconds: ['int', 'Working seconds from request to delivery'],
      on_time: ['boolean', 'Whether the promise was kept'],
    },
  },
  ratings: {
    meaning: 'One row for each rating; what was rated is not told, for it would tell who rated',
    columns: {
      business_date: ['date', 'Day of the office'],
      source: ['text', 'A visit, a delivery or an online reading'],
      rating: ['int', '1 to 5'],
    },
  },
  complaints: {
    meaning: 'One row for each case, on the day it came in',
    columns: {
      complaint_id: ['uuid', 'The case, as in the events'],
      business_date: ['date', 'Day of the office on which it came in'],
      channel: ['text', 'Where it came in'],
      class: ['text', 'How the office classified it'],
      initial_on_time: ['boolean', 'Whether the first word was in time'],
      substantive_on_time: ['boolean', 'Whether the answer was in time'],
      overdue_at: ['timestamp', 'When a promised date was first missed'],
      closed_on: ['date', 'Day on which it was closed'],
    },
  },
} as const satisfies Record<string, { meaning: string; columns: Columns }>;

export const exportTable = z
  .enum(Object.keys(exportTables) as (keyof typeof exportTables)[])
  .meta({ id: 'ExportTable' });
export type ExportTable = z.infer<typeof exportTable>;

export const exportFileFormat = z.enum(['parquet', 'csv']).meta({ id: 'ExportFileFormat' });
export type ExportFileFormat = z.infer<typeof exportFileFormat>;

const exportFile = z
  .object({
    table: exportTable,
    date: day,
    rows: z.number().int(),
    parquetBytes: z.number().int(),
    csvBytes: z.number().int(),
    madeAt: instant.describe('Later than the night after its day when a fact came late'),
  })
  .meta({ id: 'ExportFile' });

/** The files that were exported, the newest day first. */
export const listExports = defineRequest('insights.list-exports', {
  allow: readers,
  request: paging.extend({
    table: exportTable.optional(),
    from: day.optional(),
    to: day.optional(),
  }),
  reply: z.object({ items: z.array(exportFile), nextCursor }),
});

/** Where the bytes of one of them lie. */
export const openExport = defineRequest('insights.open-export', {
  allow: readers,
  request: z.object({ table: exportTable, date: day, format: exportFileFormat }),
  reply: storedFile,
});
