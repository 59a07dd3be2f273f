/** What the register takes in beside words. HEIC is not among them: its metadata cannot be cut out safely. */
export const MEDIA_TYPES = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'application/pdf': 'pdf',
} as const;
export type MediaType = keyof typeof MEDIA_TYPES;

const PNG_SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
/** What a picture needs to look as it does; texts, times and EXIF are other chunks. */
const PNG_KEPT = new Set(
  'IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT pHYS acTL fcTL fdAT'.split(' '),
);
const WEBP_KEPT = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP']);
/** In the flags of VP8X: EXIF and XMP are announced. */
const WEBP_METADATA = 0b0000_1100;

/** What a file is by its first bytes, whatever it is called; undefined for what is not taken in. */
export function mediaTypeOf(bytes: Buffer): MediaType | undefined {
  if (bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) {
    return 'image/jpeg';
  }
  if (bytes.subarray(0, 8).equals(PNG_SIGNATURE)) {
    return 'image/png';
  }
  if (word(bytes, 0) === 'RIFF' && word(bytes, 8) === 'WEBP') {
    return 'image/webp';
  }
  return bytes.subarray(0, 5).toString('latin1') === '%PDF-' ? 'application/pdf' : undefined;
}

/**
 * The picture alone: without where and by what it was taken, and without whatever was hung on behind its
 * end. Of EXIF only the way up stays. Undefined for bytes that only begin like a picture.
 */
export function barePicture(
  bytes: Buffer,
  type: Exclude<MediaType, 'application/pdf'>,
): Buffer | undefined {
  try {
    switch (type) {
      case 'image/jpeg':
        return bareJpeg(bytes);
      case 'image/png':
        return barePng(bytes);
      case 'image/webp':
        return bareWebp(bytes);
    }
  } catch {
    // Lengths that lead out of the file.
    return undefined;
  }
}

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const COMMENT = 0xfe;
/** JFIF, colour profile, and how Adobe's programs mixed the colours. */
const APP_KEPT = new Set([0xe0, 0xe2, 0xee]);

/** ITU T.81 annex B. */
function bareJpeg(bytes: Buffer): Buffer | undefined {
  const turned = wayUpOf(bytes);
  const kept = [Buffer.from([0xff, SOI]), ...(turned === undefined ? [] : [wayUp(turned)])];
  let scanned = false;
  for (let at = 2; ;) {
    if (bytes.readUInt8(at) !== 0xff) {
      return undefined;
    }
    const marker = bytes.readUInt8(at + 1);
    if (marker === 0xff) {
      at += 1; // padding
      continue;
    }
    if (marker === EOI) {
      return scanned ? Buffer.concat([...kept, Buffer.from([0xff, EOI])]) : undefined;
    }
    let end = at + 2 + bytes.readUInt16BE(at + 2);
    if (marker === SOS) {
      scanned = true;
      end = endOfScan(bytes, end);
    }
    if (end > bytes.length) {
      return undefined;
    }
    const isMetadata =
      marker === COMMENT || (marker >= 0xe0 && marker <= 0xef && !APP_KEPT.has(marker));
    // Cameras hide a second picture, with its own EXIF, in a segment that is named like a profile.
    const isProfile =
      marker !== 0xe2 || bytes.toString('latin1', at + 4, at + 15) === 'ICC_PROFILE';
    if (!isMetadata && isProfile) {
      kept.push(bytes.subarray(at, end));
    }
    at = end;
  }
}

/** Where the next marker stands; in the picture's data an FF is followed by 00 or a restart. */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes.readUInt8(at + 1);
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) {
      return at;
    }
  }
  throw new RangeError('No end');
}

const ORIENTATION = 0x0112;

/** The orientation that the camera noted, 2 to 8; undefined when the picture stands as it is. */
function wayUpOf(bytes: Buffer): number | undefined {
  const exif = bytes.indexOf('Exif\0\0', 0, 'latin1');
  const start = exif + 6;
  if (exif === -1 || exif > 65_536 || start + 8 > bytes.length) {
    return undefined;
  }
  const little = bytes.toString('latin1', start, start + 2) === 'II';
  const short = (at: number) => (little ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at));
  const directory =
    start + (little ? bytes.readUInt32LE(start + 4) : bytes.readUInt32BE(start + 4));
  const entries = directory + 2 <= bytes.length ? short(directory) : 0;
  for (let at = directory + 2; at < directory + 2 + entries * 12; at += 12) {
    if (at + 12 > bytes.length) {
      return undefined;
    }
    if (short(at) === ORIENTATION) {
      const value = short(at + 8);
      return value >= 2 && value <= 8 ? value : undefined;
    }
  }
  return undefined;
}

/** An EXIF segment that says nothing but which way is up. */
function wayUp(orientation: number): Buffer {
  return Buffer.concat([
    Buffer.from([0xff, 0xe1, 0, 34]),
    Buffer.from('Exif\0\0MM\0*\0\0\0\x08', 'latin1'),
    Buffer.from([0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]),
  ]);
}

function barePng(bytes: Buffer): Buffer {
  const kept: Buffer[] = [PNG_SIGNATURE];
  for (let at = 8; ;) {
    const end = at + 12 + bytes.readUInt32BE(at);
    const chunk = word(bytes, at + 4);
    if (end > bytes.length) {
      throw new RangeError('Cut off');
    }
    if (PNG_KEPT.has(chunk)) {
      kept.push(bytes.subarray(at, end));
    }
    if (chunk === 'IEND') {
      return Buffer.concat(kept);
    }
    at = end;
  }
}

function bareWebp(bytes: Buffer): Buffer | undefined {
  const whole = 8 + bytes.readUInt32LE(4);
  const kept: Buffer[] = [];
  for (let at = 12; at < whole;) {
    const chunk = word(bytes, at);
    const length = bytes.readUInt32LE(at + 4);
    const end = at + 8 + length + (length % 2);
    if (end > bytes.length) {
      return undefined;
    }
    if (WEBP_KEPT.has(chunk)) {
      const part = Buffer.from(bytes.subarray(at, end));
      if (chunk === 'VP8X') {
        part.writeUInt8(part.readUInt8(8) & ~WEBP_METADATA, 8);
      }
      kept.push(part);
    }
    at = end;
  }
  const body = Buffer.concat([Buffer.from('WEBP', 'latin1'), ...kept]);
  const head = Buffer.from('RIFF\0\0\0\0', 'latin1');
  head.writeUInt32LE(body.length, 4);
  return kept.length === 0 ? undefined : Buffer.concat([head, body]);
}

const word = (bytes: Buffer, at: number) => bytes.toString('latin1', at, at + 4);

const LONGEST_NAME = 100;

/** A name to save the file by: no path, nothing that turns or hides letters, and the ending of what it is. */
export function fileNameOf(told: string, type: MediaType): string {
  const name = (told.split(/[/\\]/).at(-1) ?? '')
    .normalize('NFC')
    .replaceAll(/[\p{C}\p{Zl}\p{Zp}"<>:|?*;%]/gu, '')
    .replace(/(\.[^.]{1,8})+$/, '')
    .replace(/^[.\s]+/, '')
    .trim();
  return `${Array.from(name).slice(0, LONGEST_NAME).join('') || 'lampiran'}.${MEDIA_TYPES[type]}`;
}
