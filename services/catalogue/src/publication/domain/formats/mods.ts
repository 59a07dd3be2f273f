import { dateOf, languagesOf, type Described } from './described.ts';
import { element, type Xml } from '@pst/xml';

/** The publication as MODS 3.7 (`http://www.loc.gov/mods/v3`), without an XML declaration. */
export function mods(publication: Described, url: string): Xml {
  const { id, fields, changedAt, softcopyPages } = publication;
  const titled = (title: string) => element('titleInfo', {}, element('title', {}, title));
  const identified = (type: string, value: string | undefined) =>
    value && element('identifier', { type }, value);
  return element(
    'mods',
    { xmlns: 'http://www.loc.gov/mods/v3', version: '3.7' },
    titled(fields.title),
    fields.authors.map((author) => element('name', {}, element('namePart', {}, author))),
    element('typeOfResource', {}, 'text'),
    element('genre', { authority: 'marcgt' }, 'statistics'),
    element(
      'originInfo',
      {},
      fields.publisher && element('publisher', {}, fields.publisher),
      dated('dateIssued', dateOf(publication)),
      element('issuance', {}, 'monographic'),
    ),
    languagesOf(publication).map((code) =>
      element(
        'language',
        {},
        element('languageTerm', { type: 'code', authority: 'iso639-2b' }, code),
      ),
    ),
    softcopyPages === null
      ? undefined
      : element('physicalDescription', {}, element('extent', {}, `${softcopyPages} halaman`)),
    fields.abstract && element('abstract', {}, fields.abstract),
    fields.subjects.map((subject) => element('subject', {}, element('topic', {}, subject))),
    fields.areaName && element('subject', {}, element('geographic', {}, fields.areaName)),
    fields.series && element('relatedItem', { type: 'series' }, titled(fields.series)),
    identified('isbn', fields.isbn),
    identified('issn', fields.issn),
    identified('local', fields.catalogueNumber),
    identified('report number', fields.publicationNumber),
    element('location', {}, element('url', { usage: 'primary' }, url)),
    fields.licence && element('accessCondition', { type: 'use and reproduction' }, fields.licence),
    element(
      'recordInfo',
      {},
      dated('recordChangeDate', changedAt.toISOString()),
      element('recordIdentifier', {}, id),
    ),
  );
}

const dated = (name: string, date: string | undefined) =>
  date && element(name, { encoding: 'w3cdtf' }, date);
