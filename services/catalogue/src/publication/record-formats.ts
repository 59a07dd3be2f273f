import { dublinCore } from './domain/formats/dublin-core.ts';
import { marcOf } from './domain/formats/marc.ts';
import { marcxml } from './domain/formats/marcxml.ts';
import { mods } from './domain/formats/mods.ts';
import type { Xml } from '@pst/xml';
import type { Publication } from './domain/publication.ts';

export interface RecordFormat {
  readonly schema: string;
  readonly namespace: string;
  /** The record in this format; `url` is where people read about it. */
  write(publication: Publication, url: string): Xml;
}

const formats: Record<string, RecordFormat> = {
  oai_dc: {
    schema: 'http://www.openarchives.org/OAI/2.0/oai_dc.xsd',
    namespace: 'http://www.openarchives.org/OAI/2.0/oai_dc/',
    write: dublinCore,
  },
  marcxml: {
    schema: 'http://www.loc.gov/standards/marcxml/schema/MARC21slim.xsd',
    namespace: 'http://www.loc.gov/MARC21/slim',
    write: (publication, url) => marcxml(marcOf(publication, url)),
  },
  mods: {
    schema: 'http://www.loc.gov/standards/mods/v3/mods-3-7.xsd',
    namespace: 'http://www.loc.gov/mods/v3',
    write: mods,
  },
};

/** The forms in which records are given away, by their short names (in OAI-PMH the metadataPrefix). */
export const RECORD_FORMATS: ReadonlyMap<string, RecordFormat> = new Map(Object.entries(formats));
