import type { MarcRecord } from './marc.ts';
import { element, type Xml } from '@pst/xml';

/** The record as MARCXML (`http://www.loc.gov/MARC21/slim`), without an XML declaration. */
export function marcxml({ leader, fields }: MarcRecord): Xml {
  return element(
    'record',
    { xmlns: 'http://www.loc.gov/MARC21/slim', type: 'Bibliographic' },
    element('leader', {}, leader),
    fields.map((field) =>
      'value' in field
        ? element('controlfield', { tag: field.tag }, field.value)
        : element(
            'datafield',
            { tag: field.tag, ind1: field.indicators[0], ind2: field.indicators[1] },
            field.subfields.map(([code, value]) => element('subfield', { code }, value)),
          ),
    ),
  );
}
