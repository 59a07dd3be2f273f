import type { citePublication, RequestOf } from '@pst/contracts';
import type { AddPublication } from './fields.ts';
import { languagesOf, type Described } from './formats/described.ts';

type Format = RequestOf<typeof citePublication>['format'];
type Written = (publication: Described, url: string) => string;

const FORMATS: Record<Format, { contentType: string; extension: string; text: Written }> = {
  apa: { contentType: 'text/plain; charset=utf-8', extension: 'txt', text: apa },
  bibtex: { contentType: 'application/x-bibtex; charset=utf-8', extension: 'bib', text: bibtex },
  ris: {
    contentType: 'application/x-research-info-systems; charset=utf-8',
    extension: 'ris',
    text: ris,
  },
  'csl-json': {
    contentType: 'application/vnd.citationstyles.csl+json; charset=utf-8',
    extension: 'json',
    text: (publication, url) => `[${cslJson(publication, url)}]`,
  },
};

/** A reference to a publication, in the form a word processor or a reader asks for. */
export function cite(publication: Described, format: Format, url: string) {
  const { contentType, extension, text } = FORMATS[format];
  return {
    contentType,
    fileName: `${keyOf(publication)}.${extension}`,
    text: text(publication, url),
  };
}

/** APA, seventh edition; an office that publishes its own book is named once. */
function apa(publication: Described, url: string): string {
  const { fields } = publication;
  const authors = authorsOf(fields);
  const last = authors.at(-1) ?? '';
  const named = authors.length < 2 ? last : `${authors.slice(0, -1).join(', ')}, & ${last}`;
  const publisher = publisherOf(fields);
  return [
    `${named.replace(/\.$/, '')}.`,
    `(${fields.year ?? 't.t.'}).`,
    `${fields.title}.`,
    ...(authors.length === 1 && last === publisher ? [] : [`${publisher}.`]),
    url,
  ].join(' ');
}

/** BibTeX; names in braces are bodies and stay as they are. */
export function bibtex(publication: Described, url: string): string {
  const { fields } = publication;
  const authors = authorsOf(fields).map((author) => (isPerson(author) ? author : `{${author}}`));
  const entries: readonly (readonly [name: string, value: string | undefined])[] = [
    ['title', `{${escaped(fields.title)}}`],
    ['author', escaped(authors.join(' and ')).replaceAll(/\\([{}])/g, '$1')],
    ['institution', escaped(publisherOf(fields))],
    ['year', fields.year?.toString()],
    ['series', fields.series && escaped(fields.series)],
    ['number', fields.publicationNumber && escaped(fields.publicationNumber)],
    ['isbn', fields.isbn],
    ['issn', fields.issn],
    ['keywords', escaped(fields.subjects.join(', '))],
    ['url', url],
  ];
  const lines = entries.flatMap(([name, value]) => (value ? [`  ${name} = {${value}},`] : []));
  return [`@techreport{${keyOf(publication)},`, ...lines, '}\n'].join('\n');
}

/** RIS, one record. */
export function ris(publication: Described, url: string): string {
  const { fields } = publication;
  const lines: readonly (readonly [tag: string, value: string | undefined])[] = [
    ['TY', 'RPRT'],
    ...authorsOf(fields).map((author) => ['AU', author] as const),
    ['TI', fields.title],
    ['T2', fields.series],
    ['PY', fields.year?.toString()],
    ['DA', fields.releasedOn?.replaceAll('-', '/')],
    ['PB', publisherOf(fields)],
    ['SN', fields.isbn ?? fields.issn],
    ['M1', fields.publicationNumber],
    ['AB', fields.abstract],
    ...fields.subjects.map((subject) => ['KW', subject] as const),
    ...languagesOf(publication).map((code) => ['LA', code] as const),
    ['UR', url],
  ];
  const written = lines.flatMap(([tag, value]) =>
    value ? [`${tag}  - ${value.replaceAll(/[\r\n]+/g, ' ')}`] : [],
  );
  return [...written, 'ER  - ', ''].join('\r\n');
}

/** One item of CSL-JSON. */
export function cslJson(publication: Described, url: string): string {
  const { fields } = publication;
  return JSON.stringify({
    id: keyOf(publication),
    type: 'report',
    title: fields.title,
    'collection-title': fields.series,
    author: authorsOf(fields).map((author) => {
      const [family, given] = author.split(', ');
      return isPerson(author) ? { family, given } : { literal: author };
    }),
    publisher: publisherOf(fields),
    issued: fields.year && { 'date-parts': [[fields.year]] },
    number: fields.publicationNumber,
    abstract: fields.abstract,
    ISBN: fields.isbn,
    ISSN: fields.issn,
    language: fields.language === 'id-en' ? 'id' : fields.language.replace('other', 'und'),
    URL: url,
  });
}

const publisherOf = (fields: AddPublication) => fields.publisher ?? 'Badan Pusat Statistik';

function authorsOf(fields: AddPublication): string[] {
  return fields.authors.length > 0 ? fields.authors : [publisherOf(fields)];
}

/** Catalogues turn the name of a person round; that of an office stays as it is. */
const isPerson = (author: string) => /^[^,]+, [^,]+$/.test(author);

/** The first words of the title, the year, and the end of the id, because editions have one title. */
function keyOf({ id, fields }: Described): string {
  const words = fields.title.toLowerCase().match(/[a-z0-9]+/g) ?? ['publikasi'];
  return [...words.slice(0, 4), fields.year ?? 'tt', id.slice(-4)].join('-');
}

/** What TeX would take for its own signs. */
const escaped = (text: string) =>
  text.replaceAll(/[\\{}&%$#_~^]/g, (sign) => (/[\\~^]/.test(sign) ? '' : `\\${sign}`));
