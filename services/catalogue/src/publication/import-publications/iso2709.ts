import type { ControlField, DataField, MarcRecord } from '../domain/formats/marc.ts';
import { decodeMarc8 } from './marc8.ts';
import { Unreadable } from './records.ts';

const RECORD_END = 0x1d;
const FIELD_END = 0x1e;
const SUBFIELD = 0x1f;
const LEADER = 24;
/** Tag, length and start of one field. */
const ENTRY = 12;

/** The records of a file one by one, unread, so that a damaged one harms no other. */
export function splitIso2709(file: Buffer): Buffer[] {
  return partsOf(file, RECORD_END)
    .map((part) => part.subarray(firstIn(part)))
    .filter((part) => part.length > 0);
}

/** Past line ends and padding that some systems write between records. */
function firstIn(part: Buffer): number {
  const first = part.findIndex((byte) => byte > 0x20);
  return first === -1 ? part.length : first;
}

/**
 * A record without its terminator. The directory names the fields in their order; its lengths are not
 * relied on, because systems that changed the encoding of a record often left them as they were.
 *
 * @throws Unreadable when leader, directory and fields do not fit together
 */
export function readIso2709(record: Buffer): MarcRecord {
  const end = record.indexOf(FIELD_END);
  const directory = record.toString('latin1', LEADER, Math.max(end, LEADER));
  if (end < LEADER || directory.length % ENTRY !== 0 || !/^[ -~]{24}/.test(leaderOf(record))) {
    throw new Unreadable('leader or directory is damaged');
  }
  const tags = entriesOf(directory);
  const bodies = partsOf(record.subarray(end + 1), FIELD_END);
  if (bodies.at(-1)?.length === 0) {
    bodies.pop();
  }
  if (tags.length !== bodies.length) {
    throw new Unreadable(`directory lists ${tags.length} fields, the record has ${bodies.length}`);
  }
  const decode = decoderOf(record);
  return {
    leader: leaderOf(record),
    fields: tags.map((tag, index) => fieldOf(tag, bodies[index] ?? Buffer.of(), decode)),
  };
}

const leaderOf = (record: Buffer) => record.toString('latin1', 0, LEADER);

/** Tags in the order of their fields, which need not be that of the directory. */
function entriesOf(directory: string): string[] {
  return Array.from({ length: directory.length / ENTRY }, (_, index) =>
    directory.slice(index * ENTRY, (index + 1) * ENTRY),
  )
    .map((entry) => ({ tag: entry.slice(0, 3), start: Number(entry.slice(7)) }))
    .toSorted((left, right) => left.start - right.start)
    .map(({ tag }) => tag);
}

function fieldOf(
  tag: string,
  body: Buffer,
  decode: (bytes: Buffer) => string,
): ControlField | DataField {
  if (tag.startsWith('00')) {
    return { tag, value: decode(body) };
  }
  const [indicators = Buffer.of(), ...subfields] = partsOf(body, SUBFIELD);
  return {
    tag,
    indicators: indicators.toString('latin1').padEnd(2).slice(0, 2),
    subfields: subfields
      .filter((part) => part.length > 0)
      .map((part) => [part.toString('latin1', 0, 1), decode(part.subarray(1))] as const),
  };
}

/**
 * Leader position 9 says `a` for UTF-8, and is often wrong. MARC-8 is hardly ever well-formed UTF-8 by
 * chance (a diacritic there is followed by a plain letter), so that well-formed bytes are believed.
 */
function decoderOf(record: Buffer): (bytes: Buffer) => string {
  const utf8 = !record.includes(0x1b) && Buffer.from(record.toString('utf8')).equals(record);
  return utf8 ? (bytes) => bytes.toString('utf8').normalize('NFC') : decodeMarc8;
}

function partsOf(bytes: Buffer, separator: number): Buffer[] {
  const parts: Buffer[] = [];
  let start = 0;
  for (let end; (end = bytes.indexOf(separator, start)) !== -1; start = end + 1) {
    parts.push(bytes.subarray(start, end));
  }
  return [...parts, bytes.subarray(start)];
}
