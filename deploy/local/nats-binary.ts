import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { promisify } from 'node:util';

/** A `nats-server` program and where it comes from. */
export interface NatsBinary {
  readonly path: string;
  /** `2.15.1` */
  readonly version: string;
  /** For people: "from the PATH", "unpacked from Debian sid", ... */
  readonly origin: string;
}

/** The oldest server that keeps the durability promises (see docs/adr on the event backbone). */
export const WANTED: readonly [number, number] = [2, 14];

/** The release taken where neither the PATH nor Debian has one; the checksums are its publisher's. */
const RELEASE = 'v2.15.1';
const RELEASES = 'https://github.com/nats-io/nats-server/releases/download';

const run = promisify(execFile);

/** Whether the version keeps the durability promises. */
export function isCurrent(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > WANTED[0] || (major === WANTED[0] && minor >= WANTED[1]);
}

/** The version a `nats-server` program says it has; undefined when it does not run here. */
export function versionOf(path: string): string | undefined {
  try {
    const text = execFileSync(path, ['--version'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return /v(\d+\.\d+\.\d+)/.exec(text)?.[1];
  } catch {
    return undefined;
  }
}

function onThePath(): NatsBinary | undefined {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const path = join(folder, process.platform === 'win32' ? 'nats-server.exe' : 'nats-server');
    const version = folder !== '' && existsSync(path) ? versionOf(path) : undefined;
    if (version !== undefined) {
      return { path, version, origin: 'from the PATH' };
    }
  }
  return undefined;
}

function unpackedBefore(cache: string): NatsBinary | undefined {
  const path = join(cache, 'nats-server');
  const version = existsSync(path) ? versionOf(path) : undefined;
  if (version === undefined) {
    return undefined;
  }
  const note = join(cache, 'origin.txt');
  const origin = existsSync(note) ? readFileSync(note, 'utf8').trim() : 'unpacked earlier';
  return { path, version, origin };
}

function keep(found: string, cache: string, origin: string): NatsBinary | undefined {
  const version = versionOf(found);
  if (version === undefined) {
    return undefined;
  }
  mkdirSync(cache, { recursive: true });
  const path = join(cache, 'nats-server');
  // Renamed into place: two runs preparing at the same time must never see half a program.
  const aside = `${path}.${process.pid}`;
  writeFileSync(aside, readFileSync(found));
  chmodSync(aside, 0o755);
  renameSync(aside, path);
  writeFileSync(join(cache, 'origin.txt'), `${origin}\n`);
  return { path, version, origin };
}

/** The Debian archive this machine itself is configured to use, and the key that signs it. */
export function debianArchives(sources: readonly string[]): string[] {
  const archives = new Set<string>();
  for (const text of sources) {
    for (const [, uri] of text.matchAll(
      /^(?:deb\s+(?:\[[^\]]*\]\s+)?|URIs:\s*)(\S+\/debian\/?)(?:\s|$)/gm,
    )) {
      if (uri !== undefined) {
        archives.add(uri.replace(/\/$/, ''));
      }
    }
  }
  return [...archives];
}

const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';

async function fromDebian(cache: string): Promise<NatsBinary | undefined> {
  if (!existsSync(KEYRING)) {
    return undefined;
  }
  const files = [
    '/etc/apt/sources.list',
    ...globSync('/etc/apt/sources.list.d/*.{list,sources}'),
  ].filter((file) => existsSync(file));
  const [archive] = debianArchives(files.map((file) => readFileSync(file, 'utf8')));
  if (archive === undefined) {
    return undefined;
  }
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(resolve(cache), 'debian-'));
  try {
    // The newest that keeps the promises, else the stable one: sid's file changes with every upload.
    for (const suite of ['sid', 'trixie']) {
      const found = await unpackSuite(folder, archive, suite);
      const kept =
        found === undefined
          ? undefined
          : keep(found, cache, `unpacked from Debian ${suite}, not installed`);
      if (kept !== undefined && (isCurrent(kept.version) || suite === 'trixie')) {
        return kept;
      }
    }
    return undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function unpackSuite(
  folder: string,
  archive: string,
  suite: string,
): Promise<string | undefined> {
  const at = join(folder, suite);
  for (const part of ['lists/partial', 'cache/archives/partial', 'unpacked']) {
    mkdirSync(join(at, part), { recursive: true });
  }
  writeFileSync(join(at, 'sources.list'), `deb [signed-by=${KEYRING}] ${archive} ${suite} main\n`);
  // Lists, cache and state of our own: the system's packages are neither read nor touched.
  const options = [
    `Dir::Etc::sourcelist=${at}/sources.list`,
    'Dir::Etc::sourceparts=/dev/null',
    `Dir::State=${at}`,
    `Dir::State::lists=${at}/lists`,
    `Dir::State::status=${at}/status`,
    `Dir::Cache=${at}/cache`,
    'Acquire::Languages=none',
    'Acquire::Retries=2',
    'APT::Sandbox::User=',
  ].flatMap((option) => ['-o', option]);
  writeFileSync(join(at, 'status'), '');
  try {
    await run('apt-get', [...options, '-qq', 'update'], { cwd: at });
    await run('apt-get', [...options, '-qq', 'download', 'nats-server'], { cwd: at });
    const [deb] = globSync('nats-server_*.deb', { cwd: at });
    if (deb === undefined) {
      return undefined;
    }
    await run('dpkg', ['-x', deb, 'unpacked'], { cwd: at });
    const [program] = globSync('unpacked/usr/{s,}bin/nats-server', { cwd: at });
    return program === undefined ? undefined : join(at, program);
  } catch {
    return undefined; // no apt, no network, or not a Debian archive: the next source is tried
  }
}

const PLATFORM: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' };

async function fromRelease(cache: string): Promise<NatsBinary | undefined> {
  const name = `nats-server-${RELEASE}-${process.platform}-${PLATFORM[process.arch] ?? process.arch}.tar.gz`;
  try {
    const signal = AbortSignal.timeout(60_000);
    const sums = await download(`${RELEASES}/${RELEASE}/SHA256SUMS`, signal);
    const archive = await download(`${RELEASES}/${RELEASE}/${name}`, signal);
    const wanted = sums
      .toString()
      .split('\n')
      .find((line) => line.endsWith(name))
      ?.split(/\s+/)[0];
    if (wanted !== createHash('sha256').update(archive).digest('hex')) {
      return undefined;
    }
    mkdirSync(cache, { recursive: true });
    const folder = mkdtempSync(join(resolve(cache), 'release-'));
    try {
      writeFileSync(join(folder, name), archive);
      await run('tar', ['-xzf', name], { cwd: folder });
      const [program] = globSync('*/nats-server', { cwd: folder });
      return program === undefined
        ? undefined
        : keep(join(folder, program), cache, `official release ${RELEASE}`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  } catch {
    return undefined; // unreachable: the next source is tried
  }
}

/** The image taken where there is a container engine and nothing else. */
const IMAGE = 'nats:2.15-alpine';

/**
 * A program that runs the server in a container of this user, on the machine's own network and with the
 * folder of its configuration file: called as `nats-server -c FILE`, it behaves like the real one.
 */
export const IN_CONTAINER = `#!/bin/sh
if [ "$1" = -c ]; then
  folder=$(dirname "$2")
  set -- --volume "$folder:$folder" ${IMAGE} nats-server "$@"
else
  set -- ${IMAGE} nats-server "$@"
fi
exec docker run --rm --network host --user "$(id -u):$(id -g)" "$@"
`;

async function fromContainerEngine(cache: string): Promise<NatsBinary | undefined> {
  try {
    await run('docker', ['info']);
  } catch {
    return undefined; // no engine answers
  }
  mkdirSync(cache, { recursive: true });
  const path = join(cache, 'nats-server-in-container');
  writeFileSync(path, IN_CONTAINER, { mode: 0o755 });
  const version = versionOf(path);
  return version === undefined
    ? undefined
    : { path, version, origin: `in a container of ${IMAGE}` };
}

async function download(url: string, signal: AbortSignal): Promise<Buffer> {
  const answer = await fetch(url, { signal });
  if (!answer.ok) {
    throw new Error(`${url} answered ${answer.status}`);
  }
  return Buffer.from(await answer.arrayBuffer());
}

/** Where an unpacked server is kept between runs. */
export const NATS_CACHE = resolve(import.meta.dirname, '../../node_modules/.cache/nats-server');

/**
 * Finds a `nats-server`, fetching one if need be: the PATH, what was unpacked before, Debian's newest
 * package (unpacked, not installed), the official release, a container. One older than {@link WANTED} is returned only
 * when there is nothing better; the caller warns.
 *
 * @returns undefined when this machine has none and none can be had.
 */
export async function findNatsServer(
  options: { cache?: string; say?: (line: string) => void } = {},
): Promise<NatsBinary | undefined> {
  const { cache = NATS_CACHE, say = () => {} } = options;
  const given = process.env['NATS_SERVER_BIN'];
  if (given !== undefined) {
    const version = versionOf(given);
    if (version === undefined) {
      throw new Error(`NATS_SERVER_BIN (${given}) is not a nats-server that runs on this machine.`);
    }
    return { path: given, version, origin: 'given by NATS_SERVER_BIN' };
  }
  const path = onThePath();
  if (path !== undefined && isCurrent(path.version)) {
    return path;
  }
  const before = unpackedBefore(cache);
  if (before !== undefined && isCurrent(before.version)) {
    return before;
  }
  say('Fetching nats-server (once)');
  const fetched = (await fromDebian(cache)) ?? before;
  if (fetched !== undefined && isCurrent(fetched.version)) {
    return fetched;
  }
  return (
    (await fromRelease(cache)) ?? (await fromContainerEngine(cache)) ?? newest([fetched, path])
  );
}

function newest(candidates: readonly (NatsBinary | undefined)[]): NatsBinary | undefined {
  return candidates
    .filter((candidate) => candidate !== undefined)
    .toSorted((a, b) => b.version.localeCompare(a.version, 'en', { numeric: true }))[0];
}
