import type { Language } from '@pst/contracts';

/** Sheets of a PDF, counted from 1 as every viewer does; both are included. */
export interface PageRange {
  readonly from: number;
  readonly to: number;
}

/** What is known of the publication that pages are cut out of. */
export interface ExtractSource {
  readonly title: string;
  readonly year: number | null;
  readonly publisher: string | null;
  /** Address of its record in the catalogue. */
  readonly url: string;
  /** Sheets of the whole, where the catalogue has told. */
  readonly pages: number | null;
}

/** The sheet that goes before the pages, so that they never travel without their source. */
export interface CoverSheet {
  readonly language: Language;
  readonly heading: string;
  readonly title: string;
  readonly facts: readonly (readonly [label: string, value: string])[];
  readonly note: string;
}

export function coverSheet(
  source: ExtractSource,
  range: PageRange,
  office: string,
  language: Language,
): CoverSheet {
  const say = (id: string, en: string) => (language === 'id' ? id : en);
  const pages = spanOf(range);
  return {
    language,
    heading: say('Kutipan publikasi', 'Extract of a publication'),
    title: source.title,
    facts: [
      [
        say('Halaman', 'Pages'),
        source.pages === null
          ? pages
          : say(`${pages} dari ${source.pages}`, `${pages} of ${source.pages}`),
      ],
      [say('Sumber', 'Source'), source.url],
      [say('Sitasi', 'Citation'), citation(source, range, language)],
      [say('Dikirim oleh', 'Sent by'), office],
    ],
    note: say(
      'Halaman berikut sama persis dengan publikasinya. Nomornya dihitung dari lembar pertama berkas PDF, jadi dapat berbeda dari nomor yang tercetak.',
      'The pages that follow are exactly those of the publication. They are counted from the first sheet of the PDF, so the printed numbers may differ.',
    ),
  };
}

/** As the catalogue cites in APA style; with the pages, where only some are sent. */
export function citation(
  { title, year, publisher, url }: ExtractSource,
  range: PageRange | null,
  language: Language,
): string {
  const by = publisher ?? 'Badan Pusat Statistik';
  const sheets = language === 'id' ? 'lembar PDF' : 'PDF sheets';
  const what = range === null ? title : `${title} (${sheets} ${spanOf(range)})`;
  return `${by}. (${year ?? 't.t.'}). ${what}. ${by}. ${url}`;
}

/** `mba-2025.pdf` becomes `mba-2025-hlm-21-23.pdf`. */
export function extractName(fileName: string, range: PageRange): string {
  return `${fileName.replace(/\.pdf$/i, '')}-hlm-${spanOf(range)}.pdf`;
}

const spanOf = ({ from, to }: PageRange) => (from === to ? String(from) : `${from}-${to}`);
