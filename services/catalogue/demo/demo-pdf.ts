import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';
import { DISTRICTS, type DemoRecord } from './demo-records.ts';

const MARGIN = 56;
const LARGE_PAGES = 60;
const INK = '#1c2b33';
const ACCENT = '#0c4a5e';
const RULE = '#b9c6cc';

const CHAPTERS: readonly (readonly [string, readonly string[]])[] = [
  ['Geografi dan Iklim', ['Luas Wilayah (km²)', 'Jarak ke Ibu Kota (km)', 'Ketinggian (m)']],
  ['Pemerintahan', ['Desa', 'Kelurahan', 'Rukun Tetangga']],
  ['Penduduk', ['Laki-laki', 'Perempuan', 'Jumlah', 'Rasio Jenis Kelamin']],
  ['Ketenagakerjaan', ['Bekerja', 'Pengangguran', 'Angkatan Kerja']],
  ['Sosial dan Kesejahteraan Rakyat', ['Sekolah', 'Murid', 'Guru', 'Fasilitas Kesehatan']],
  ['Pertanian', ['Luas Panen (ha)', 'Produksi (ton)', 'Produktivitas (ku/ha)']],
  ['Perkebunan', ['Karet (ha)', 'Kelapa Sawit (ha)', 'Produksi (ton)']],
  ['Industri dan Energi', ['Perusahaan', 'Tenaga Kerja', 'Pelanggan Listrik']],
  ['Perdagangan', ['Pasar', 'Toko', 'Koperasi']],
  ['Pendapatan Regional', ['Harga Berlaku (miliar Rp)', 'Harga Konstan (miliar Rp)', 'Laju (%)']],
];

/** Numbers that look like statistics and are the same every time. */
function numbersFrom(seed: string): () => number {
  let state = 0;
  for (const character of seed) {
    state = (Math.imul(state, 31) + (character.codePointAt(0) ?? 0)) >>> 0;
  }
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const grouped = new Intl.NumberFormat('id-ID', { maximumFractionDigits: 2 });

/** A book in the manner of the office's own: cover, preface, and a table on every page after. */
export function demoPdf(record: DemoRecord, pages: number): Promise<Buffer> {
  const document = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    autoFirstPage: false,
    // A book of a hundred pages is to be large enough that a reader fetches it piece by piece.
    compress: pages < LARGE_PAGES,
    info: { Title: record.title, Author: record.publisher, Subject: record.subjects },
  });
  const random = numbersFrom(record.id);
  cover(document, record);
  preface(document, record);
  for (let page = 3; page <= pages; page += 1) {
    table(document, record, page, random);
  }
  document.end();
  return buffer(document);
}

function cover(document: PDFKit.PDFDocument, record: DemoRecord): void {
  document.addPage();
  const { width, height } = document.page;
  document.rect(0, 0, width, height).fill(ACCENT);
  document.rect(0, height * 0.62, width, 6).fill('#f2b134');
  document.fillColor('white').font('Helvetica').fontSize(12);
  document.text(`Katalog: ${record.catalogueNumber}`, MARGIN, MARGIN);
  document.text(`No. Publikasi: ${record.publicationNumber}`);
  document
    .font('Helvetica-Bold')
    .fontSize(34)
    .text(record.title, MARGIN, height * 0.28, {
      width: width - 2 * MARGIN,
      lineGap: 6,
    });
  document
    .font('Helvetica')
    .fontSize(14)
    .text(record.publisher, MARGIN, height * 0.68);
  document.fontSize(10).text('Contoh yang dibuat untuk uji coba; angkanya bukan statistik resmi.');
}

function preface(document: PDFKit.PDFDocument, record: DemoRecord): void {
  document.addPage();
  document.fillColor(ACCENT).font('Helvetica-Bold').fontSize(20).text('Kata Pengantar');
  document.moveDown().fillColor(INK).font('Helvetica').fontSize(11);
  document.text(
    `${record.title} disusun sebagai contoh untuk mencoba layanan perpustakaan. ${record.abstract} ` +
      'Seluruh angka di dalamnya dibangkitkan oleh program dan tidak menggambarkan keadaan sebenarnya.',
    { align: 'justify', lineGap: 4 },
  );
  document.moveDown().text(`Sekayu, ${record.releasedOn}`);
}

function table(
  document: PDFKit.PDFDocument,
  record: DemoRecord,
  page: number,
  random: () => number,
): void {
  document.addPage();
  const chapter = Math.floor((page - 3) / 12) % CHAPTERS.length;
  const [subject, columns] = CHAPTERS[chapter] ?? ['Penduduk', ['Jumlah']];
  const number = `${chapter + 1}.${Math.floor((page - 3) / 3) + 1}.${((page - 3) % 3) + 1}`;
  const year = record.year - ((page - 3) % 4);
  document
    .fillColor(ACCENT)
    .font('Helvetica-Bold')
    .fontSize(9)
    .text(subject.toUpperCase(), MARGIN, 40);
  document.fillColor(INK).fontSize(12);
  document.text(
    `Tabel ${number}  ${columns.slice(0, 2).join(' dan ')} Menurut Kecamatan di ${record.areaName}, ${year}`,
    MARGIN,
    MARGIN + 8,
    { width: document.page.width - 2 * MARGIN },
  );
  const top = document.y + 14;
  const width = (document.page.width - 2 * MARGIN - 170) / columns.length;
  const line = (y: number, colour: string) =>
    document
      .moveTo(MARGIN, y)
      .lineTo(document.page.width - MARGIN, y)
      .lineWidth(0.8)
      .stroke(colour);
  document.font('Helvetica-Bold').fontSize(9).text('Kecamatan', MARGIN, top);
  for (const [index, column] of columns.entries()) {
    document.text(column, MARGIN + 170 + index * width, top, { width: width - 8, align: 'right' });
  }
  line(top + 28, ACCENT);
  document.font('Helvetica').fontSize(10);
  const sums = columns.map(() => 0);
  let y = top + 36;
  for (const [, name] of DISTRICTS) {
    document.fillColor(INK).text(name, MARGIN, y);
    for (const [index] of columns.entries()) {
      const value = Math.round(random() ** 2 * 90_000) / (index === 2 ? 100 : 1);
      sums[index] = (sums[index] ?? 0) + value;
      document.text(grouped.format(value), MARGIN + 170 + index * width, y, {
        width: width - 8,
        align: 'right',
      });
    }
    y += 24;
    line(y - 6, RULE);
  }
  document.font('Helvetica-Bold').text('Musi Banyuasin', MARGIN, y + 4);
  for (const [index, sum] of sums.entries()) {
    document.text(grouped.format(sum), MARGIN + 170 + index * width, y + 4, {
      width: width - 8,
      align: 'right',
    });
  }
  document.font('Helvetica').fontSize(8).fillColor('#55666e');
  document.text(`Sumber: ${record.publisher} (contoh)`, MARGIN, y + 30);
  document.text(`${record.title}   ${page}`, MARGIN, document.page.height - MARGIN - 14, {
    width: document.page.width - 2 * MARGIN,
    align: 'right',
  });
}
