import { join } from 'node:path';

import { Sentence } from './sentence.ts';

/** How long a change is kept on this machine alone, at most. */
const SECONDS_BETWEEN = 60;

/** Where PostgreSQL puts its finished log segments, in the folder of the backups. */
export function logArchiveIn(backups: string): string {
  return join(backups, 'wal');
}

/**
 * Settings with which PostgreSQL copies its write-ahead log into the folder, packed, one segment a minute
 * at most. A segment that is there already, as after a fall in the middle, must be the same one.
 */
export function archiving(folder: string): string[] {
  const place = quoted(join(folder, 'NAME.gz'), '%f');
  const aside = quoted(join(folder, '.NAME.gz'), '%f');
  return [
    'archive_mode=on',
    `archive_timeout=${SECONDS_BETWEEN}`,
    `archive_command=if test -f ${place}; then gzip -dc ${place} | cmp -s - "%p"; ` +
      `else gzip -c "%p" > ${aside} && sync && mv ${aside} ${place}; fi`,
  ];
}

/** Settings with which it takes them from there and goes on to this moment, or as far as they lead. */
export function recoveringFrom({
  archive,
  until,
}: {
  readonly archive: string;
  readonly until: Date | undefined;
}): string[] {
  return [
    `restore_command=gzip -dc ${quoted(join(archive, 'NAME.gz'), '%f')} > "%p"`,
    'recovery_target_action=promote',
    ...(until === undefined ? [] : [`recovery_target_time=${inItsWords(until)}`]),
  ];
}

/** PostgreSQL knows no names of zones yet while it reads its settings. */
function inItsWords(moment: Date): string {
  return moment.toISOString().replace('T', ' ').replace('Z', '+00');
}

/** For a shell, and for PostgreSQL, which puts the name of the segment where `sign` stands. */
function quoted(path: string, sign: string): string {
  if (path.includes("'")) {
    throw new Sentence(`A folder of backups must have no ' in its name: ${path}`);
  }
  return `'${path.replaceAll('%', '%%').replace('NAME', sign)}'`;
}
