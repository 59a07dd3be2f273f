import type { Publication } from '../domain/publication.ts';
import { xml, type Xml } from '../xml.ts';

export interface MetadataFormat {
  readonly schema: string;
  readonly namespace: string;
  /** The record in this format; `url` is where people read about it. */
  write(publication: Publication, url: string): Xml;
}

const LANGUAGES: Record<Publication['language'], readonly string[]> = {
  id: ['id'],
  en: ['en'],
  'id-en': ['id', 'en'],
};

/** What a harvester may ask for, by its metadataPrefix. */
export const METADATA_FORMATS: ReadonlyMap<string, MetadataFormat> = new Map([
  [
    'oai_dc',
    {
      schema: 'http://www.openarchives.org/OAI/2.0/oai_dc.xsd',
      namespace: 'http://www.openarchives.org/OAI/2.0/oai_dc/',
      write: oaiDc,
    },
  ],
]);

/** The fifteen elements of simple Dublin Core, and no others: an ISBN is an identifier like any other. */
function oaiDc(publication: Publication, url: string): Xml {
  const { title, authors, subjects, abstract, publisher, releasedOn, year, language } = publication;
  const { softcopyPages, isbn, issn, series, areaName, licence } = publication;
  const each = (name: string, values: readonly (string | null | false)[]) =>
    values
      .filter((value) => typeof value === 'string' && value !== '')
      .map((value) => xml`<dc:${name}>${String(value)}</dc:${name}>`);
  return xml`<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/oai_dc/ http://www.openarchives.org/OAI/2.0/oai_dc.xsd">${[
    each('title', [title]),
    each('creator', authors),
    each('subject', subjects),
    each('description', [abstract]),
    each('publisher', [publisher]),
    each('date', [releasedOn ?? (year === null ? null : String(year))]),
    each('type', ['Text', publication.kind]),
    each('format', [softcopyPages !== null && 'application/pdf']),
    each('identifier', [url, isbn !== null && `ISBN ${isbn}`, issn !== null && `ISSN ${issn}`]),
    each('language', LANGUAGES[language]),
    each('relation', [series]),
    each('coverage', [areaName]),
    each('rights', [licence]),
  ]}</oai_dc:dc>`;
}
