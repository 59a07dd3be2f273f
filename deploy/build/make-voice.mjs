// Makes the recorded calls of the waiting board again: one MP3 with every word, and where each begins.
// Needs Debian's espeak-ng and lame. Run: node deploy/build/make-voice.mjs
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { WORDS } from '../../services/web/src/board/spoken.ts';

const FOLDER = resolve(import.meta.dirname, '../../services/web/public/suara');
const RATE = 22_050;
const HEADER_BYTES = 44;
/** Samples quieter than this (of 32768) are silence at a word's edge. */
const QUIET = 300;
/** Silence around each word, so that a player that is off by a few milliseconds cuts none. */
const PADDING = new Int16Array(Math.round(RATE * 0.08));

/** A word as samples, without the silence that the synthesizer puts around it. */
function samplesOf(text) {
  const wav = execFileSync(
    'espeak-ng',
    ['-v', 'id', '-s', '140', '-p', '42', '-a', '160', '-z', '--stdout', text],
    { maxBuffer: 10_000_000 },
  );
  const samples = new Int16Array(
    wav.buffer,
    wav.byteOffset + HEADER_BYTES,
    (wav.length - HEADER_BYTES) >> 1,
  );
  const loud = (sample) => Math.abs(sample) > QUIET;
  return samples.slice(samples.findIndex(loud), samples.findLastIndex(loud) + 1);
}

const parts = [PADDING];
const places = {};
let position = PADDING.length;
for (const [name, text] of Object.entries(WORDS)) {
  const samples = samplesOf(text);
  const seconds = (count) => Number((count / RATE).toFixed(3));
  places[name] = [seconds(position), seconds(samples.length)];
  parts.push(samples, PADDING);
  position += samples.length + PADDING.length;
}

const raw = Buffer.concat(
  parts.map((part) => Buffer.from(part.buffer, part.byteOffset, part.byteLength)),
);
const folder = mkdtempSync(join(tmpdir(), 'pst-voice-'));
try {
  const file = join(folder, 'words.raw');
  writeFileSync(file, raw);
  execFileSync('lame', [
    '--quiet',
    '-r',
    '-s',
    '22.05',
    '--bitwidth',
    '16',
    '--signed',
    '--little-endian',
    '-m',
    'm',
    '-b',
    '40',
    file,
    join(FOLDER, 'panggilan.mp3'),
  ]);
  writeFileSync(join(FOLDER, 'panggilan.json'), `${JSON.stringify(places, null, 1)}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
