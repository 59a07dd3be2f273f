import { readCql, SruDiagnostic } from '../domain/cql.ts';

/** SRU 2.0 and its elder, which most clients still speak; they differ in names only. */
export const VERSIONS = {
  '1.2': {
    namespace: 'http://www.loc.gov/zing/srw/',
    diagnostics: 'http://www.loc.gov/zing/srw/diagnostic/',
    packing: 'recordPacking',
  },
  '2.0': {
    namespace: 'http://docs.oasis-open.org/ns/search-ws/sruResponse',
    diagnostics: 'http://docs.oasis-open.org/ns/search-ws/diagnostic',
    packing: 'recordXMLEscaping',
  },
} as const;
export type Version = keyof typeof VERSIONS;

type Given = Readonly<Record<string, unknown>>;

export const MOST_RECORDS = 50;
export const USUAL_RECORDS = 10;

/** The version to answer in: the one asked for, and for a request without one that of its form. */
export function versionOf({ version, operation }: Given): Version {
  if (version === undefined) {
    return operation === undefined ? '2.0' : '1.2';
  }
  // A client of 1.1 reads 1.2 as well; of any other the answer is refused, in the newest.
  return version === '1.1' || version === '1.2' ? '1.2' : '2.0';
}

/** Reads the arguments of a search; throws the diagnostic that says what is wrong with them. */
export function readSearch(given: Given) {
  const text = (name: string): string | undefined => {
    const value = given[name];
    if (value !== undefined && typeof value !== 'string') {
      throw new SruDiagnostic(6, 'Unsupported parameter value', name);
    }
    return value;
  };
  const number = (name: string, usual: number, least: number): number => {
    const value = text(name) ?? String(usual);
    if (!/^\d{1,9}$/.test(value) || Number(value) < least) {
      throw new SruDiagnostic(6, 'Unsupported parameter value', name);
    }
    return Number(value);
  };
  const version = text('version');
  if (version !== undefined && !['1.1', '1.2', '2.0'].includes(version)) {
    throw new SruDiagnostic(5, 'Unsupported version', '2.0');
  }
  const operation = text('operation') ?? 'searchRetrieve';
  if (operation !== 'searchRetrieve') {
    throw new SruDiagnostic(4, 'Unsupported operation', operation);
  }
  if (text('sortKeys') !== undefined) {
    throw new SruDiagnostic(80, 'Sort not supported', 'sortKeys; use sortBy in the query');
  }
  const query = text('query');
  if (query === undefined || query.trim() === '') {
    throw new SruDiagnostic(7, 'Mandatory parameter not supplied', 'query');
  }
  const packing = text(VERSIONS[versionOf(given)].packing) ?? 'xml';
  if (packing !== 'xml' && packing !== 'string') {
    throw new SruDiagnostic(71, 'Unsupported record packing', packing);
  }
  return {
    ...readCql(query),
    packing,
    recordSchema: text('recordSchema'),
    startRecord: number('startRecord', 1, 1),
    maximumRecords: Math.min(number('maximumRecords', USUAL_RECORDS, 0), MOST_RECORDS),
  };
}
