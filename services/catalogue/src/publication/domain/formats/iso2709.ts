import type { MarcRecord } from './marc.ts';

const RECORD_END = '\u001D';
const FIELD_END = '\u001E';
const SUBFIELD = '\u001F';
const LEADER = 24;
const ENTRY = 12;
/** What four digits of a length can say; a longer text is cut, the rest of the record is not harmed. */
const LONGEST_FIELD = 9_998;

/** The record as ISO 2709 in UTF-8; its directory counts bytes. */
export function iso2709({ leader, fields }: MarcRecord): string {
  const bodies = fields.map((field) =>
    within(
      'value' in field
        ? field.value
        : field.indicators +
            field.subfields.map(([code, value]) => SUBFIELD + code + value).join(''),
    ),
  );
  let start = 0;
  const directory = bodies.map((body, index) => {
    const length = Buffer.byteLength(body) + 1;
    const entry = `${fields[index]?.tag}${digits(length, 4)}${digits(start, 5)}`;
    start += length;
    return entry;
  });
  const base = LEADER + ENTRY * fields.length + 1;
  const head = `${digits(base + start + 1, 5)}${leader.slice(5, 12)}${digits(base, 5)}${leader.slice(17)}`;
  return `${head}${directory.join('')}${FIELD_END}${bodies.map((body) => body + FIELD_END).join('')}${RECORD_END}`;
}

const digits = (number: number, length: number) => String(number).padStart(length, '0');

/** Without the signs that end a field, and no longer than a directory can say. */
function within(body: string): string {
  let text = body.replaceAll(FIELD_END, '').replaceAll(RECORD_END, '');
  while (Buffer.byteLength(text) > LONGEST_FIELD) {
    text = text.slice(0, -Math.ceil((Buffer.byteLength(text) - LONGEST_FIELD) / 4));
  }
  return text.toWellFormed();
}
