import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readCql, SruDiagnostic, type Cql } from './cql.ts';

/** The query as it was understood, with every bracket. */
const written = (cql: Cql): string =>
  cql === 'everything'
    ? cql
    : 'operator' in cql
      ? `(${written(cql.left)} ${cql.operator} ${written(cql.right)})`
      : `${cql.index} ${cql.relation} ${cql.term}`;

function refusalOf(query: string): unknown {
  try {
    readCql(query);
    return undefined;
  } catch (error) {
    return error;
  }
}

describe('CQL', () => {
  it.each([
    ['penduduk', 'anywhere = penduduk'],
    ['"musi banyuasin"', 'anywhere = musi banyuasin'],
    ['dc.title=statistik', 'title = statistik'],
    ['title all "dalam angka"', 'title all dalam angka'],
    ['cql.anywhere any "padi jagung"', 'anywhere any padi jagung'],
    ['DC.Title == "Sekayu 2023"', 'title == Sekayu 2023'],
    ['dc.title exact Sekayu', 'title == Sekayu'],
    ['dc.date >= 2020 and dc.date<2024', '(date >= 2020 and date < 2024)'],
    ['dc.date within "2020 2024"', 'date within 2020 2024'],
    ['a or b and c', '((anywhere = a or anywhere = b) and anywhere = c)'],
    ['a OR (b NOT "c d")', '(anywhere = a or (anywhere = b not anywhere = c d))'],
    ['cql.allRecords = 1', 'everything'],
    [String.raw`dc.title = "kata \"kutip\""`, 'title = kata "kutip"'],
    ['"and" and "sortby"', '(anywhere = and and anywhere = sortby)'],
    ['padi*', 'anywhere = padi*'],
  ])('reads %s', (query, understood) => {
    expect(written(readCql(query).where)).toBe(understood);
  });

  it('reads what to sort by', () => {
    expect(readCql('padi sortBy dc.date/sort.descending dc.title').sortBy).toEqual([
      { index: 'date', descending: true },
      { index: 'title', descending: false },
    ]);
  });

  it.each([
    [10, ''],
    [10, 'dc.title ='],
    [10, '(padi'],
    [10, 'padi)'],
    [10, 'musi banyuasin'],
    [10, 'padi and'],
    [10, '"padi'],
    [16, 'bath.isbn = 1'],
    [16, 'toString = 1'],
    [16, 'padi sortBy dc.creator'],
    [19, 'dc.date encloses 2020'],
    [20, 'dc.title =/stem padi'],
    [28, 'pa?i'],
    [28, 'p*di'],
    [37, 'padi prox jagung'],
    [38, Array.from({ length: 40 }, () => 'padi').join(' or ')],
    [46, 'padi and/x jagung'],
  ])('answers diagnostic %i to %s', (number, query) => {
    expect(() => readCql(query)).toThrow(expect.objectContaining({ number }));
  });

  it('understands any text, or says in a diagnostic why not', () => {
    const pieces = fc.constantFrom(
      ...'padi dc.title = ( ) and or not "a b" " \\ / sortBy < >= * ? 2020 any'.split(' '),
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string({ maxLength: 6 }))), (words) => {
        const refusal = refusalOf(words.join(' '));
        expect(refusal === undefined || refusal instanceof SruDiagnostic).toBe(true);
      }),
    );
  });
});
