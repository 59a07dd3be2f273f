// Fills an empty catalogue for trying the desk out: some three hundred records through the CSV importer,
// and PDFs that are made here and looked into like any upload. Run once by `npm start`.
import { clockOf } from '@pst/config';
import { newId } from '@pst/contracts';
import { objectStorage } from '@pst/object-storage';
import { createDataSource, MessageSeal, Transaction } from '@pst/persistence';
import { loadOfficeProfile } from '@pst/service-standard';
import { readCatalogueConfig } from '../src/catalogue.config.ts';
import { database } from '../src/database/data-source.ts';
import { inspectPdf } from '../src/publication/inspect-pdf.ts';
import type { Publication } from '../src/publication/domain/publication.ts';
import { readCsv } from '../src/publication/import-publications/csv.ts';
import { importRecord } from '../src/publication/import-publications/import-record.ts';
import { lockedPublication } from '../src/publication/locked-publication.ts';
import { storeCopy } from '../src/publication/store-copy.ts';
import { storeSoftcopy } from '../src/publication/store-softcopy.ts';
import { demoPdf } from './demo-pdf.ts';
import { demoRecords, type DemoRecord } from './demo-records.ts';

const AT_ONCE = 2;

const config = readCatalogueConfig();
const office = loadOfficeProfile(config.OFFICE_PROFILE).office.code;
const clock = clockOf(config);
const storage = objectStorage(config);
const source = await createDataSource(config.DATABASE_URL, database).initialize();
const transaction = new Transaction(source, new MessageSeal(config.MESSAGE_KEY));

function csvOf(records: readonly DemoRecord[]): Buffer {
  const columns = Object.keys(records[0] ?? {}) as (keyof DemoRecord)[];
  const cell = (value: string | number) => `"${String(value).replaceAll('"', '""')}"`;
  return Buffer.from(
    [
      columns.join(','),
      ...records.map((record) => columns.map((column) => cell(record[column])).join(',')),
    ].join('\n'),
  );
}

/** How many pages the sample PDF of a record has; none for most. */
function pagesOf({ title, year }: DemoRecord): number {
  if (title.startsWith('Kabupaten Musi Banyuasin Dalam Angka')) {
    return year >= 2020 ? 90 + 8 * (year - 2018) : 0;
  }
  if (title.startsWith('Kecamatan')) {
    return year === 2024 ? 24 : 0;
  }
  if (title.startsWith('Provinsi')) {
    return year >= 2024 ? 60 : 0;
  }
  return year === 2024 ? 18 : 0;
}

async function addSoftcopy(record: DemoRecord, publication: Publication): Promise<void> {
  const pages = pagesOf(record);
  if (pages === 0) {
    return;
  }
  const objectKey = `softcopies/${publication.id}/${newId()}.pdf`;
  const stored = await storage.put(objectKey, await demoPdf(record, pages));
  const inspected = await storage.withFile(objectKey, inspectPdf);
  await transaction.run(async (tx) => {
    const locked = await lockedPublication(tx, office, publication.id);
    const fileName = `${record.title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}.pdf`;
    const file = { ...stored, ...inspected, access: 'signed-in' as const, objectKey, fileName };
    await storeSoftcopy(tx, locked, file, clock.now());
  });
}

async function load(record: DemoRecord, n: number): Promise<void> {
  const outcome = readCsv(csvOf([record]))[0]?.();
  if (outcome === undefined || Array.isArray(outcome)) {
    throw new Error(`The sample record ${record.id} is refused`);
  }
  const { publication } = await transaction.run(async (tx) => {
    const taken = await importRecord(tx, outcome, { office, now: clock.now() });
    // Two in three stand on the shelf as well, the yearbooks twice.
    const copies = n % 3 === 0 ? 0 : record.title.includes('Dalam Angka') ? 2 : 1;
    for (let copy = 0; taken.outcome === 'added' && copy < copies; copy += 1) {
      const shelfMark = `315.98 BPS ${record.title.charAt(0).toLowerCase()} ${record.year}`;
      const onShelf = { shelfMark, label: null, condition: 'good' } as const;
      await storeCopy(tx, taken.publication, onShelf, clock.now());
    }
    return taken;
  });
  await addSoftcopy(record, publication);
}

const records = demoRecords();
let next = 0;
await Promise.all(
  Array.from({ length: AT_ONCE }, async () => {
    for (let n = next++; n < records.length; n = next++) {
      const record = records[n];
      if (record !== undefined) {
        await load(record, n);
      }
    }
  }),
);
await source.destroy();
process.stdout.write(`${records.length} publications\n`);
