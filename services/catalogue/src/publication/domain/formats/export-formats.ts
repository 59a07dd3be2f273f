import { bibtex, cslJson, ris } from '../citation.ts';
import { csvHeader, csvLine } from './csv.ts';
import type { Described } from './described.ts';
import { dublinCore } from './dublin-core.ts';
import { iso2709 } from './iso2709.ts';
import { marcOf } from './marc.ts';
import { marcxml } from './marcxml.ts';
import { mods } from './mods.ts';

/** How a list of publications is written: around it, each, and between two. */
interface ExportFormat {
  readonly contentType: string;
  readonly extension: string;
  readonly begin?: string;
  readonly between?: string;
  readonly end?: string;
  readonly one: (publication: Described, url: string) => string;
}

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';
const XML = { contentType: 'application/xml; charset=utf-8', extension: 'xml', between: '\n' };

export const EXPORT_FORMATS = {
  csv: {
    contentType: 'text/csv; charset=utf-8',
    extension: 'csv',
    begin: csvHeader,
    one: csvLine,
  },
  marc21: {
    contentType: 'application/marc',
    extension: 'mrc',
    one: (publication, url) => iso2709(marcOf(publication, url)),
  },
  marcxml: {
    ...XML,
    begin: `${DECLARATION}<collection xmlns="http://www.loc.gov/MARC21/slim">\n`,
    one: (publication, url) => marcxml(marcOf(publication, url)).text,
    end: '\n</collection>\n',
  },
  mods: {
    ...XML,
    begin: `${DECLARATION}<modsCollection xmlns="http://www.loc.gov/mods/v3">\n`,
    one: (publication, url) => mods(publication, url).text,
    end: '\n</modsCollection>\n',
  },
  'dublin-core': {
    ...XML,
    begin: `${DECLARATION}<records>\n`,
    one: (publication, url) => dublinCore(publication, url).text,
    end: '\n</records>\n',
  },
  bibtex: {
    contentType: 'application/x-bibtex; charset=utf-8',
    extension: 'bib',
    one: bibtex,
  },
  ris: {
    contentType: 'application/x-research-info-systems; charset=utf-8',
    extension: 'ris',
    one: ris,
  },
  'csl-json': {
    contentType: 'application/vnd.citationstyles.csl+json; charset=utf-8',
    extension: 'json',
    begin: '[',
    between: ',\n',
    one: cslJson,
    end: ']\n',
  },
} as const satisfies Record<string, ExportFormat>;

export type ExportName = keyof typeof EXPORT_FORMATS;

/** Part of a list in that format; the first one begins it, the last one ends it. */
export function exported(
  name: ExportName,
  publications: readonly { readonly publication: Described; readonly url: string }[],
  { first, last }: { first: boolean; last: boolean },
): string {
  const { begin = '', between = '', end = '', one }: ExportFormat = EXPORT_FORMATS[name];
  const written = publications.map(({ publication, url }) => one(publication, url));
  const head = first ? begin : written.length > 0 ? between : '';
  return `${head}${written.join(between)}${last ? end : ''}`;
}
