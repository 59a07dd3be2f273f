import { describe, expect, it } from '@jest/globals';
import type { Publication } from '@pst/contracts';
import { counterReportOf, type Counted } from './counter-report.ts';

const publication = (id: string, kind: Publication['kind']): Publication => ({
  id,
  title: `Judul ${id}`,
  kind,
  language: 'id',
  subjects: [],
  authors: [],
  issn: '0215-6857',
  copies: [],
  softcopy: null,
  hasCover: false,
  withdrawn: false,
  mergedInto: null,
  addedAt: '2026-01-01T00:00:00.000Z',
  changedAt: '2026-01-01T00:00:00.000Z',
});
const counted: Counted = {
  from: '2026-01',
  to: '2026-02',
  office: 'BPS Kabupaten Musi Banyuasin',
  now: new Date('2026-03-02T03:04:05.678Z'),
  items: [
    {
      publication: publication('a', 'serial'),
      months: [
        { month: '2026-01', requests: 5, uniqueRequests: 3 },
        { month: '2026-02', requests: 2, uniqueRequests: 2 },
      ],
    },
    {
      publication: publication('b', 'book'),
      months: [{ month: '2026-02', requests: 4, uniqueRequests: 1 }],
    },
    {
      publication: publication('c', 'report'),
      months: [{ month: '2026-02', requests: 1, uniqueRequests: 1 }],
    },
  ],
  searches: [{ month: '2026-02', count: 17 }],
};

describe('a COUNTER 5.1 report', () => {
  it('says what it is, of which days, and which metrics it has', () => {
    expect(counterReportOf('ir', counted).Report_Header).toMatchObject({
      Release: '5.1',
      Report_ID: 'IR',
      Report_Name: 'Item Report',
      Created: '2026-03-02T03:04:05Z',
      Report_Filters: {
        Begin_Date: '2026-01-01',
        End_Date: '2026-02-28',
        Metric_Type: ['Total_Item_Requests', 'Unique_Item_Requests'],
      },
    });
  });

  it('has a line for every item', () => {
    const { Report_Items: items } = counterReportOf('ir', counted);
    expect(items).toHaveLength(3);
    expect(items[0]).toEqual({
      Item: 'Judul a',
      Publisher: 'Badan Pusat Statistik',
      Platform: 'Pustaka PST',
      Item_ID: { Proprietary: 'PST:a', Print_ISSN: '0215-6857' },
      Attribute_Performance: [
        {
          Data_Type: 'Book',
          Performance: {
            Total_Item_Requests: { '2026-01': 5, '2026-02': 2 },
            Unique_Item_Requests: { '2026-01': 3, '2026-02': 2 },
          },
        },
      ],
    });
  });

  it('sums the platform by kind of item, with the searches beside', () => {
    expect(counterReportOf('pr', counted).Report_Items).toEqual([
      {
        Platform: 'Pustaka PST',
        Attribute_Performance: [
          {
            Data_Type: 'Book',
            Performance: {
              Total_Item_Requests: { '2026-01': 5, '2026-02': 6 },
              Unique_Item_Requests: { '2026-01': 3, '2026-02': 3 },
            },
          },
          {
            Data_Type: 'Report',
            Performance: {
              Total_Item_Requests: { '2026-02': 1 },
              Unique_Item_Requests: { '2026-02': 1 },
            },
          },
          { Data_Type: 'Platform', Performance: { Searches_Platform: { '2026-02': 17 } } },
        ],
      },
    ]);
  });
});
