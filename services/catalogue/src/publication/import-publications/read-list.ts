import type { RequestOf, startImport } from '@pst/contracts';
import { readCsv } from './csv.ts';
import { fromMarc } from './from-marc.ts';
import { readIso2709, splitIso2709 } from './iso2709.ts';
import { readMarcxml, splitMarcxml } from './read-marcxml.ts';
import type { RecordList } from './records.ts';
import { readSlims } from './slims.ts';

type FileSource = Exclude<RequestOf<typeof startImport>['source'], 'bps-webapi'>;

/** How each kind of file is read. */
export const readList: Record<FileSource, (file: Buffer) => RecordList> = {
  csv: readCsv,
  'slims-csv': readSlims,
  marc21: (file) =>
    splitIso2709(file).map((record, index) => () => fromMarc(record, readIso2709, index + 1)),
  marcxml: (file) =>
    splitMarcxml(file).map((record, index) => () => fromMarc(record, readMarcxml, index + 1)),
};
