/** A number as wide as any, so that a table of places does not move what it tells of. */
const wide = (value: number) => String(value).padStart(10, '0');

interface Part {
  readonly number: number;
  readonly bytes: Buffer;
}

const part = (number: number, dictionary: string, stream?: Buffer): Part => ({
  number,
  bytes: Buffer.concat([
    Buffer.from(`${number} 0 obj\n${dictionary}\n`),
    ...(stream ? [Buffer.from('stream\n'), stream, Buffer.from('\nendstream\n')] : []),
    Buffer.from('endobj\n'),
  ]),
});

/** A page that says which it is, above a picture of a megabyte; three objects from `number` on. */
function page(number: number, of: number): Part[] {
  const text = Buffer.from(
    `q 400 0 0 400 100 100 cm /Gambar Do Q BT /F1 40 Tf 100 700 Td (Halaman ${of}) Tj ET`,
  );
  const points = Buffer.alloc(1_000 * 1_000, of % 251);
  return [
    part(
      number,
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${number + 1} 0 R
       /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>
       /XObject << /Gambar ${number + 2} 0 R >> >> >>`,
    ),
    part(number + 1, `<< /Length ${text.length} >>`, text),
    part(
      number + 2,
      `<< /Type /XObject /Subtype /Image /Width 1000 /Height 1000 /ColorSpace /DeviceGray
       /BitsPerComponent 8 /Length ${points.length} >>`,
      points,
    ),
  ];
}

/** The cover of a scanned book: its picture is a quarter of the others'. */
function cover(number: number): Part[] {
  const [sheet, text] = page(number, 1);
  const points = Buffer.alloc(500 * 500, 200);
  const picture = part(
    number + 2,
    `<< /Type /XObject /Subtype /Image /Width 500 /Height 500 /ColorSpace /DeviceGray
     /BitsPerComponent 8 /Length ${points.length} >>`,
    points,
  );
  return [sheet, text, picture].filter((each) => each !== undefined);
}

const table = (from: number, places: readonly number[]) =>
  Buffer.from(
    `xref\n${from} ${places.length}\n${places
      .map((at) => `${wide(at)} ${at === 0 ? '65535 f' : '00000 n'} \n`)
      .join('')}`,
  );

const lengthOf = (parts: readonly Part[]) =>
  parts.reduce((sum, { bytes }) => sum + bytes.length, 0);

function placesOf(parts: readonly Part[], from: number): number[] {
  let at = from;
  return parts.map(({ bytes }) => {
    const place = at;
    at += bytes.length;
    return place;
  });
}

/** The book's contents: one chapter, on page 50. */
const contents = (number: number, pageFifty: number): Part[] => [
  part(number, `<< /Type /Outlines /First ${number + 1} 0 R /Last ${number + 1} 0 R /Count 1 >>`),
  part(
    number + 1,
    `<< /Title (Bab Dua) /Parent ${number} 0 R /Dest [${pageFifty} 0 R /XYZ 0 842 0] >>`,
  ),
];

/** As most programs write it: what is where stands at the end. */
export function plainPdf(pages: number): Buffer {
  const first = (of: number) => 3 * of;
  const kids = Array.from({ length: pages }, (_, index) => `${first(index + 1)} 0 R`).join(' ');
  const outline = first(pages + 1);
  const parts = [
    part(1, `<< /Type /Catalog /Pages 2 0 R /Outlines ${outline} 0 R >>`),
    part(2, `<< /Type /Pages /Count ${pages} /Kids [${kids}] >>`),
    ...Array.from({ length: pages }, (_, index) =>
      index === 0 ? cover(first(1)) : page(first(index + 1), index + 1),
    ).flat(),
    ...contents(outline, first(50)),
  ];
  const head = Buffer.from('%PDF-1.7\n');
  const end = head.length + lengthOf(parts);
  return Buffer.concat([
    head,
    ...parts.map(({ bytes }) => bytes),
    table(0, [0, ...placesOf(parts, head.length)]),
    Buffer.from(`trailer\n<< /Size ${parts.length + 1} /Root 1 0 R >>\nstartxref\n${end}\n%%EOF\n`),
  ]);
}

/** Linearised (ISO 32000-1, annex F): the first page and where it is stand at the beginning. */
export function linearisedPdf(pages: number): Buffer {
  // The rest has the low numbers, the first section those after them, as the annex wants it.
  const first = (of: number) => 3 * (of - 1);
  const section = 3 * pages;
  const kids = [section + 2, ...Array.from({ length: pages - 1 }, (_, index) => first(index + 2))];
  const rest = [
    part(1, '<< /Producer (Uji) >>'),
    part(
      2,
      `<< /Type /Pages /Count ${pages} /Kids [${kids.map((kid) => `${kid} 0 R`).join(' ')}] >>`,
    ),
    ...Array.from({ length: pages - 1 }, (_, index) => page(first(index + 2), index + 2)).flat(),
  ];
  const opening = [
    part(section + 1, `<< /Type /Catalog /Pages 2 0 R /Outlines ${section + 5} 0 R >>`),
    ...cover(section + 2),
    ...contents(section + 5, first(50)),
  ];
  const head = Buffer.from('%PDF-1.7\n');
  const dictionary = (length: number, end: number, main: number) =>
    part(
      section,
      `<< /Linearized 1 /L ${wide(length)} /H [${wide(head.length)} ${wide(1)}] /O ${section + 2}
       /E ${wide(end)} /N ${pages} /T ${wide(main)} >>`,
    );
  const trailer = (main: number) =>
    Buffer.from(
      `trailer\n<< /Size ${section + 7} /Root ${section + 1} 0 R /Prev ${wide(main)} >>\nstartxref\n0\n%%EOF\n`,
    );
  const firstTable = head.length + dictionary(0, 0, 0).bytes.length;
  const entries = table(
    section,
    Array.from({ length: opening.length + 1 }, () => 1),
  );
  const opens = firstTable + entries.length + trailer(0).length;
  const end = opens + lengthOf(opening);
  const main = end + lengthOf(rest);
  const last = [
    table(0, [0, ...placesOf(rest, end)]),
    Buffer.from(`trailer\n<< /Size ${section} >>\nstartxref\n${firstTable}\n%%EOF\n`),
  ];
  const length = main + last.reduce((sum, { length: bytes }) => sum + bytes, 0);
  return Buffer.concat([
    head,
    dictionary(length, end, main).bytes,
    table(section, [head.length, ...placesOf(opening, opens)]),
    trailer(main),
    ...opening.map(({ bytes }) => bytes),
    ...rest.map(({ bytes }) => bytes),
    ...last,
  ]);
}
