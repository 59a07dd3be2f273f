import type { citePublication, RequestOf } from '@pst/contracts';
import type { AddPublication } from './fields.ts';

type Format = RequestOf<typeof citePublication>['format'];

const CONTENT_TYPE: Record<Format, string> = {
  bibtex: 'application/x-bibtex; charset=utf-8',
  ris: 'application/x-research-info-systems; charset=utf-8',
  'csl-json': 'application/vnd.citationstyles.csl+json; charset=utf-8',
  apa: 'text/plain; charset=utf-8',
};
const EXTENSION: Record<Format, string> = {
  bibtex: 'bib',
  ris: 'ris',
  'csl-json': 'json',
  apa: 'txt',
};

/** A reference to a publication, in the form a word processor or a reader asks for. */
export function cite(fields: AddPublication, format: Format, url: string) {
  return {
    contentType: CONTENT_TYPE[format],
    fileName: `${keyOf(fields)}.${EXTENSION[format]}`,
    text: TEXT[format](fields, url),
  };
}

const TEXT: Record<Format, (fields: AddPublication, url: string) => string> = {
  apa: (fields, url) =>
    `${authorsOf(fields).join(', ')}. (${fields.year ?? 't.t.'}). ${fields.title}. ${publisherOf(fields)}. ${url}`,
  bibtex: (fields, url) =>
    [
      `@techreport{${keyOf(fields)},`,
      ...entries(fields, url).map(([name, value]) => `  ${name} = {${braces(value)}},`),
      '}\n',
    ].join('\n'),
  ris: (fields, url) =>
    [
      'TY  - RPRT',
      ...authorsOf(fields).map((author) => `AU  - ${line(author)}`),
      `TI  - ${line(fields.title)}`,
      ...(fields.year === undefined ? [] : [`PY  - ${fields.year}`]),
      `PB  - ${line(publisherOf(fields))}`,
      ...(fields.issn === undefined ? [] : [`SN  - ${line(fields.issn)}`]),
      `UR  - ${url}`,
      'ER  - ',
      '',
    ].join('\r\n'),
  'csl-json': (fields, url) =>
    JSON.stringify([
      {
        id: keyOf(fields),
        type: 'report',
        title: fields.title,
        author: authorsOf(fields).map((literal) => ({ literal })),
        publisher: publisherOf(fields),
        ...(fields.year !== undefined && { issued: { 'date-parts': [[fields.year]] } }),
        ...(fields.issn !== undefined && { ISSN: fields.issn }),
        URL: url,
      },
    ]),
};

function entries(fields: AddPublication, url: string): [string, string][] {
  return [
    ['title', fields.title],
    [
      'author',
      authorsOf(fields)
        .map((author) => `{${author}}`)
        .join(' and '),
    ],
    ['institution', publisherOf(fields)],
    ...(fields.year === undefined ? [] : ([['year', String(fields.year)]] as [string, string][])),
    ['url', url],
  ];
}

const publisherOf = (fields: AddPublication) => fields.publisher ?? 'Badan Pusat Statistik';

function authorsOf(fields: AddPublication): string[] {
  return fields.authors.length > 0 ? fields.authors : [publisherOf(fields)];
}

function keyOf(fields: AddPublication): string {
  const words = fields.title.toLowerCase().match(/[a-z0-9]+/g) ?? ['publikasi'];
  return [...words.slice(0, 4), ...(fields.year === undefined ? [] : [String(fields.year)])].join(
    '-',
  );
}

/** Braces in a value would end it. */
const braces = (text: string) =>
  text.replaceAll(/[\\{}]/g, (sign) => (sign === '\\' ? '' : `\\${sign}`));
const line = (text: string) => text.replaceAll(/[\r\n]+/g, ' ');
