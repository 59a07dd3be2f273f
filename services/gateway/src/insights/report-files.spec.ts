import { describe, expect, it } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';
import { csvOf, fileWanted, XLSX, xlsxOf, type Table } from './report-files.ts';

const TABLE: Table = {
  name: 'Keperluan',
  columns: ['keperluan', 'kunjungan', 'bagian'],
  rows: [
    ['library-visit', 12, 0.75],
    ['=HYPERLINK("http://contoh.example")', 3, null],
    ['Data, "mikro" & <lain>', 1, -0.5],
  ],
};

/** The cells of a workbook's sheet as a spreadsheet would find them: text or number, by address. */
async function opened(tables: readonly Table[], sheet = 1) {
  const files = unzipSync(await xlsxOf(tables));
  const text = (name: string) => strFromU8(files[name] ?? new Uint8Array());
  const shared = [...text('xl/sharedStrings.xml').matchAll(/<si>(.*?)<\/si>/gs)].map(([, xml]) =>
    unescaped((xml ?? '').replaceAll(/<[^>]+>/g, '')),
  );
  const xml = text(`xl/worksheets/sheet${sheet}.xml`);
  const cells = [...xml.matchAll(/<c r="([A-Z]+\d+)"([^>]*)>(.*?)<\/c>/gs)].map(
    ([, address = '', attributes = '', inner = '']) => {
      const value = inner.replaceAll(/<[^>]+>/g, '');
      return [address, /t="s"/.test(attributes) ? shared[Number(value)] : Number(value)] as const;
    },
  );
  return { cells: Object.fromEntries(cells), xml, workbook: text('xl/workbook.xml') };
}

function unescaped(xml: string): string {
  return xml
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}

describe('a report as a file', () => {
  it('is a workbook whose cells are text and numbers, and never a formula', async () => {
    const { cells, xml, workbook } = await opened([TABLE]);
    expect(workbook).toContain('name="Keperluan"');
    expect(cells).toMatchObject({
      A1: 'keperluan',
      B1: 'kunjungan',
      A2: 'library-visit',
      B2: 12,
      C2: 0.75,
      A3: `'=HYPERLINK("http://contoh.example")`,
      B3: 3,
      A4: 'Data, "mikro" & <lain>',
      C4: -0.5,
    });
    expect(xml).not.toContain('<f>');
  });

  it('has a sheet for every table', async () => {
    const other = { name: 'Jam', columns: ['jam'], rows: [[9]] };
    const { cells, workbook } = await opened([TABLE, other], 2);
    expect(workbook).toContain('name="Jam"');
    expect(cells).toMatchObject({ A1: 'jam', A2: 9 });
  });

  it('is CSV that a spreadsheet reads as UTF-8, with nothing in it that computes', () => {
    expect(csvOf(TABLE)).toBe(
      '\uFEFFkeperluan,kunjungan,bagian\r\n' +
        'library-visit,12,0.75\r\n' +
        `"'=HYPERLINK(""http://contoh.example"")",3,\r\n` +
        '"Data, ""mikro"" & <lain>",1,-0.5\r\n',
    );
  });

  it.each([
    [undefined, undefined],
    ['*/*', undefined],
    ['application/json, text/csv;q=0.5', undefined],
    ['text/csv', 'text/csv'],
    ['application/json;q=0.1, text/csv', 'text/csv'],
    [`${XLSX}, text/csv;q=0.9`, XLSX],
  ])('answers Accept %p with %p', (accept, file) => {
    expect(fileWanted(accept)).toBe(file);
  });
});
