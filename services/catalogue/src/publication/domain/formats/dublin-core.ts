import { dateOf, languagesOf, type Described } from './described.ts';
import { element, type Xml } from '@pst/xml';

/**
 * The publication as simple Dublin Core in the container of OAI-PMH (`oai_dc`), without an XML
 * declaration. Only the fifteen elements: an own one would fail every harvester's schema.
 */
export function dublinCore(publication: Described, url: string): Xml {
  const { fields } = publication;
  const said: readonly (readonly [name: string, value: string | undefined])[] = [
    ['title', fields.title],
    ...fields.authors.map((author) => ['creator', author] as const),
    ...fields.subjects.map((subject) => ['subject', subject] as const),
    ['description', fields.abstract],
    ['publisher', fields.publisher],
    ['date', dateOf(publication)],
    ['type', 'Text'],
    ['identifier', url],
    ['identifier', fields.isbn && `ISBN ${fields.isbn}`],
    ['identifier', fields.issn && `ISSN ${fields.issn}`],
    ['identifier', fields.catalogueNumber],
    ...languagesOf(publication).map((code) => ['language', code] as const),
    ['relation', fields.series],
    ['coverage', fields.areaName ?? fields.area],
    ['rights', fields.licence],
  ];
  return element(
    'oai_dc:dc',
    {
      'xmlns:oai_dc': 'http://www.openarchives.org/OAI/2.0/oai_dc/',
      'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
      'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
      'xsi:schemaLocation':
        'http://www.openarchives.org/OAI/2.0/oai_dc/ http://www.openarchives.org/OAI/2.0/oai_dc.xsd',
    },
    said.map(([name, value]) => value && element(`dc:${name}`, {}, value)),
  );
}
