import type { Publication, ReplyOf, readTitleUse } from '@pst/contracts';
import { z } from 'zod';

type Use = ReplyOf<typeof readTitleUse>;
type DataType = 'Book' | 'Report' | 'Other';
/** Uses by metric, then by month. */
type Performance = Record<string, Record<string, number>>;

export const counterReportId = z.enum(['pr', 'ir']);
type ReportId = z.output<typeof counterReportId>;

/** A report in the JSON of the COUNTER Code of Practice 5.1. */
export const counterReport = z
  .object({
    Report_Header: z.looseObject({ Release: z.literal('5.1'), Report_ID: z.string() }),
    Report_Items: z.array(z.looseObject({ Platform: z.string() })),
  })
  .meta({ id: 'CounterReport' });

const PLATFORM = 'Pustaka PST';
const NAMES: Record<ReportId, string> = { pr: 'Platform Report', ir: 'Item Report' };
const DATA_TYPES: Record<Publication['kind'], DataType> = {
  serial: 'Book',
  book: 'Book',
  report: 'Report',
  'press-release': 'Other',
  leaflet: 'Other',
  other: 'Other',
};

export interface Counted {
  readonly from: string;
  readonly to: string;
  readonly office: string;
  readonly now: Date;
  readonly items: readonly {
    readonly publication: Publication;
    readonly months: Use['items'][number]['months'];
  }[];
  readonly searches: Use['searches'];
}

/**
 * The use of the platform (PR) or of each item (IR). Investigations are not measured here, so the report
 * says by its filter which metrics it has, as the code of practice wants it.
 */
export function counterReportOf(id: ReportId, counted: Counted): z.output<typeof counterReport> {
  const { from, to, office, now } = counted;
  const metrics = ['Total_Item_Requests', 'Unique_Item_Requests'];
  return {
    Report_Header: {
      Release: '5.1',
      Report_ID: id.toUpperCase(),
      Report_Name: NAMES[id],
      Created: `${now.toISOString().slice(0, 19)}Z`,
      Created_By: office,
      // All readers together, by the number that the code of practice has for it.
      Institution_ID: { Proprietary: ['PST:0000000000000000'] },
      Institution_Name: 'The World',
      Registry_Record: '',
      Report_Filters: {
        Begin_Date: `${from}-01`,
        End_Date: lastDayOf(to),
        Metric_Type: id === 'pr' ? ['Searches_Platform', ...metrics] : metrics,
      },
    },
    Report_Items: id === 'pr' ? platform(counted) : counted.items.map(itemOf),
  };
}

function platform({ items, searches }: Counted) {
  const byType = Map.groupBy(items, ({ publication }) => DATA_TYPES[publication.kind]);
  const attributes = [...byType].map(([Data_Type, used]) => ({
    Data_Type,
    Performance: performanceOf(used.flatMap(({ months }) => months)),
  }));
  const searched = Object.fromEntries(searches.map(({ month, count }) => [month, count]));
  return [
    {
      Platform: PLATFORM,
      Attribute_Performance: [
        ...attributes,
        ...(searches.length > 0
          ? [{ Data_Type: 'Platform', Performance: { Searches_Platform: searched } }]
          : []),
      ],
    },
  ];
}

function itemOf({ publication, months }: Counted['items'][number]) {
  const { id, isbn, issn } = publication;
  return {
    Item: publication.title,
    Publisher: publication.publisher ?? 'Badan Pusat Statistik',
    Platform: PLATFORM,
    Item_ID: {
      Proprietary: `PST:${id}`,
      ...(isbn !== undefined && { ISBN: isbn }),
      ...(issn !== undefined && { Print_ISSN: issn }),
    },
    Attribute_Performance: [
      { Data_Type: DATA_TYPES[publication.kind], Performance: performanceOf(months) },
    ],
  };
}

function performanceOf(months: Counted['items'][number]['months']): Performance {
  const total: Record<string, number> = {};
  const unique: Record<string, number> = {};
  for (const { month, requests, uniqueRequests } of months) {
    total[month] = (total[month] ?? 0) + requests;
    unique[month] = (unique[month] ?? 0) + uniqueRequests;
  }
  return { Total_Item_Requests: total, Unique_Item_Requests: unique };
}

/** Of a month such as `2026-02`. */
function lastDayOf(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}
