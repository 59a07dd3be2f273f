import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { describe, expect, it } from '@jest/globals';

const ROOT = resolve(import.meta.dirname, '../..');
const STATUS = ['met', 'by reading', 'does not apply', 'not met'];
/** Levels 1 and 2 of ASVS 5.0.0 without chapter 17 (WebRTC). */
const REQUIREMENTS = 246;

/** A line of the table; cells with a comma are quoted. */
function cellsOf(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  );
}

const [, ...lines] = readFileSync(join(ROOT, 'docs/security/asvs.csv'), 'utf8').trim().split('\n');
const rows = lines.map((line) => {
  const [requirement = '', level = '', status = '', how = '', spec = '', sentence = ''] =
    cellsOf(line);
  return { requirement, level, status, how, spec, sentence };
});

describe('the table of security requirements', () => {
  it('has a line for each, and one only', () => {
    expect(new Set(rows.map(({ requirement }) => requirement)).size).toBe(REQUIREMENTS);
    expect(rows).toHaveLength(REQUIREMENTS);
    expect(rows.filter(({ level }) => level !== '1' && level !== '2')).toEqual([]);
  });

  it('says of each how, or why not', () => {
    expect(rows.filter(({ status, how }) => !STATUS.includes(status) || how === '')).toEqual([]);
  });

  it('names a spec for what it calls met, and a sentence that stands there', () => {
    const unfounded = rows.filter(({ status, spec, sentence }) => {
      const file = join(ROOT, spec);
      return status === 'met'
        ? sentence === '' || !existsSync(file) || !readFileSync(file, 'utf8').includes(sentence)
        : spec !== '' || sentence !== '';
    });
    expect(unfounded).toEqual([]);
  });

  it('is counted rightly where it is summed up', () => {
    const summary = readFileSync(join(ROOT, 'docs/security.md'), 'utf8');
    const counts = STATUS.map((status) => rows.filter((row) => row.status === status).length);
    const said = [...summary.matchAll(/^\| (?:met|does not|not met).*\| (\d+) \|$/gm)].map(
      ([, count]) => Number(count),
    );
    expect(said).toEqual(counts);
  });
});
