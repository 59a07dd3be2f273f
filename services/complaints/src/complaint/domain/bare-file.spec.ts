import { describe, expect, it } from '@jest/globals';
import { crc32, deflateSync } from 'node:zlib';
import { barePicture, fileNameOf, mediaTypeOf } from './bare-file.ts';

const latin1 = (text: string) => Buffer.from(text, 'latin1');

/** One pixel, as programs write it. */
const JPEG = Buffer.concat([
  Buffer.from(
    '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=',
    'base64',
  ),
  Buffer.from([0xff, 0xd9]),
]);
const WEBP = Buffer.from('UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==', 'base64');

function segment(marker: number, body: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}
/** Orientation 6 among two entries, as a telephone notes it, and a place behind them. */
const EXIF = segment(
  0xe1,
  Buffer.concat([
    latin1('Exif\0\0II*\0\x08\0\0\0'),
    Buffer.from([2, 0, 0x0f, 1, 2, 0, 4, 0, 0, 0, 65, 66, 67, 0]),
    Buffer.from([0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0]),
    latin1('GPS 2.8833 S 103.8333 E'),
  ]),
);
const withSegments = (...segments: Buffer[]) =>
  Buffer.concat([JPEG.subarray(0, 2), ...segments, JPEG.subarray(2)]);

function chunk(name: string, body: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(Buffer.concat([latin1(name), body])));
  return Buffer.concat([length, latin1(name), body, sum]);
}
const PNG_HEAD = [
  latin1('\x89PNG\r\n\x1a\n'),
  chunk('IHDR', Buffer.from('0000000100000001080200000'.padEnd(26, '0'), 'hex')),
];
const PNG_TAIL = [chunk('IDAT', deflateSync(Buffer.alloc(4))), chunk('IEND', Buffer.alloc(0))];

describe('a file', () => {
  it.each([
    ['image/jpeg', JPEG],
    ['image/png', Buffer.concat([...PNG_HEAD, ...PNG_TAIL])],
    ['image/webp', WEBP],
    ['application/pdf', latin1('%PDF-1.7\n')],
    [undefined, latin1('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')],
    [undefined, latin1('<html>%PDF-1.7')],
    [undefined, latin1('PK\x03\x04')],
    [undefined, latin1('\0\0\0\x18ftypheic')],
    [undefined, latin1('GIF89a')],
    [undefined, Buffer.alloc(0)],
  ])('is %s by its bytes', (type, bytes) => {
    expect(mediaTypeOf(bytes)).toBe(type);
  });

  it.each([
    ['foto.jpg', 'foto.jpg'],
    ['../../etc/passwd', 'passwd.jpg'],
    ['C:\\Users\\Kenari\\Foto loket.jpeg', 'Foto loket.jpg'],
    ['surat.pdf.exe', 'surat.jpg'],
    ['.htaccess', 'lampiran.jpg'],
    ['gambar\u202egpj.exe', 'gambargpj.jpg'],
    ['a"; filename="b.html', 'a filename=b.jpg'],
    ['42.zip', '42.jpg'],
    ['\0\r\n', 'lampiran.jpg'],
    ['x'.repeat(300), `${'x'.repeat(100)}.jpg`],
  ])('called %j is saved as %j', (told, name) => {
    expect(fileNameOf(told, 'image/jpeg')).toBe(name);
  });
});

describe('a photo', () => {
  it('that has nothing to hide stays as it is', () => {
    expect(barePicture(JPEG, 'image/jpeg')).toEqual(JPEG);
    expect(barePicture(WEBP, 'image/webp')).toEqual(WEBP);
    const png = Buffer.concat([...PNG_HEAD, ...PNG_TAIL]);
    expect(barePicture(png, 'image/png')).toEqual(png);
  });

  it('keeps which way is up, and nothing else of what the camera noted', () => {
    const bare = barePicture(
      withSegments(EXIF, segment(0xfe, latin1('Kenari')), segment(0xed, latin1('IPTC Kenari'))),
      'image/jpeg',
    );
    expect(bare?.toString('latin1')).not.toMatch(/GPS|Kenari|ABC/);
    expect(bare?.toString('latin1')).toContain('Exif\0\0MM');
    // It says the same when it is read again.
    expect(bare && barePicture(bare, 'image/jpeg')).toEqual(bare);
    expect(bare?.subarray(-JPEG.length + 2)).toEqual(JPEG.subarray(2));
  });

  it('leaves behind a second picture in a segment and whatever hangs on its end', () => {
    const secret = latin1('PK\x03\x04<script>alert(1)</script>');
    const jpeg = Buffer.concat([withSegments(segment(0xe2, latin1('MPF\0 foto kedua'))), secret]);
    expect(barePicture(jpeg, 'image/jpeg')).toEqual(JPEG);
    const png = Buffer.concat([
      ...PNG_HEAD,
      chunk('tEXt', latin1('Author\0Kenari')),
      chunk('eXIf', latin1('GPS')),
      ...PNG_TAIL,
      secret,
    ]);
    expect(barePicture(png, 'image/png')).toEqual(Buffer.concat([...PNG_HEAD, ...PNG_TAIL]));
    const vp8x = Buffer.concat([
      latin1('VP8X\x0a\0\0\0'),
      Buffer.from([0b0000_1100, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
    ]);
    const body = Buffer.concat([
      latin1('WEBP'),
      vp8x,
      WEBP.subarray(12),
      latin1('EXIF\x04\0\0\0GPS!'),
    ]);
    const head = latin1('RIFF\0\0\0\0');
    head.writeUInt32LE(body.length, 4);
    const webp = barePicture(Buffer.concat([head, body, secret]), 'image/webp');
    expect(webp?.toString('latin1')).not.toMatch(/GPS|script/);
    expect(webp?.readUInt8(20)).toBe(0);
    expect(webp?.readUInt32LE(4)).toBe((webp?.length ?? 0) - 8);
  });

  it.each([
    ['a JPEG that is cut off', JPEG.subarray(0, 40), 'image/jpeg'],
    ['a JPEG without a picture', Buffer.from([0xff, 0xd8, 0xff, 0xd9]), 'image/jpeg'],
    [
      'a JPEG that goes on as a page',
      Buffer.concat([JPEG.subarray(0, 3), latin1('<html>')]),
      'image/jpeg',
    ],
    ['a PNG without an end', Buffer.concat(PNG_HEAD), 'image/png'],
    [
      'a WebP that claims more than it has',
      Buffer.concat([latin1('RIFF\xff\xff\0\0WEBPVP8 \xff\0\0\0')]),
      'image/webp',
    ],
    ['a WebP of nothing', latin1('RIFF\x04\0\0\0WEBP'), 'image/webp'],
  ] as const)('is not %s', (_, bytes, type) => {
    expect(barePicture(bytes, type)).toBeUndefined();
  });
});
