// Runs on any Node from 20 on and needs nothing installed: it brings the dependencies and the pinned
// Node 24, and hands over to them. Everything after that is TypeScript.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const OLDEST_NODE = 20;

/** Ends the program with one sentence a newcomer can act on. */
export function giveUp(sentence) {
  process.stderr.write(`\n${sentence}\n`);
  process.exit(1);
}

function lockedPackages(file) {
  return JSON.parse(readFileSync(join(ROOT, file), 'utf8')).packages;
}

/** Whether node_modules holds every version the lock file names (optional ones of other platforms aside). */
function isInstalled() {
  if (!existsSync(join(ROOT, 'node_modules/.package-lock.json')) || !existsSync(pinnedNode())) {
    return false;
  }
  const wanted = lockedPackages('package-lock.json');
  const present = lockedPackages('node_modules/.package-lock.json');
  return Object.entries(wanted).every(
    ([path, { version, optional, link }]) =>
      !path.startsWith('node_modules/') ||
      link === true ||
      (present[path] === undefined ? optional === true : present[path].version === version),
  );
}

function pinnedNode() {
  return join(ROOT, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

function countInstalled() {
  try {
    return readdirSync(join(ROOT, 'node_modules'))
      .filter((name) => !name.startsWith('.'))
      .reduce(
        (sum, name) =>
          sum + (name.startsWith('@') ? readdirSync(join(ROOT, 'node_modules', name)).length : 1),
        0,
      );
  } catch {
    return 0;
  }
}

function showProgress() {
  const total = Object.keys(lockedPackages('package-lock.json')).filter(
    (path) => path.startsWith('node_modules/') && path.lastIndexOf('node_modules/') === 0,
  ).length;
  const onTerminal = process.stdout.isTTY === true;
  const begun = Date.now();
  const timer = setInterval(
    () => {
      const seconds = Math.round((Date.now() - begun) / 1000);
      const line = `  installing dependencies: ${Math.min(countInstalled(), total)} of about ${total} (${seconds} s)`;
      process.stdout.write(onTerminal ? `\r${line}` : `${line}\n`);
    },
    onTerminal ? 500 : 10_000,
  );
  return () => {
    clearInterval(timer);
    if (onTerminal) {
      process.stdout.write('\n');
    }
  };
}

function run(command, args, options) {
  return new Promise((done) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: 'inherit', ...options });
    child.once('error', () => done(127));
    child.once('exit', (code) => done(code ?? 1));
  });
}

async function install() {
  if (!existsSync(join(ROOT, 'package-lock.json'))) {
    giveUp('package-lock.json is missing: this is not a complete copy of the project.');
  }
  process.stdout.write('Setting up for the first time: a minute or two.\n');
  const stop = showProgress();
  // npm under `npm start` carries settings of the outer run; this one starts clean.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_(config|package|lifecycle)/i.test(name)),
  );
  for (const [name, value] of Object.entries(process.env)) {
    if (/^npm_config_(registry|cache|userconfig|proxy|https_proxy|cafile)$/i.test(name)) {
      env[name] = value;
    }
  }
  const code = await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    env: { ...env, NODE_ENV: 'development' },
    shell: process.platform === 'win32',
  });
  stop();
  if (code !== 0) {
    giveUp(
      code === 127
        ? 'npm was not found on the PATH: install Node.js with npm (version 20 or newer) and try again.'
        : 'npm ci failed (its own words are above). With a network and 1.5 GB of free disk space, run the command again.',
    );
  }
}

/** Brings the dependencies and Node 24 where they are missing; a second call takes milliseconds. */
export async function prepare() {
  const [major] = process.versions.node.split('.').map(Number);
  if (major < OLDEST_NODE) {
    giveUp(`Node.js ${OLDEST_NODE} or newer is needed; this is ${process.versions.node}.`);
  }
  if (!isInstalled()) {
    await install();
  }
  if (!existsSync(pinnedNode())) {
    giveUp(
      'The pinned Node.js 24 (npm package "node") is not there after npm ci. Are install scripts switched off ' +
        '(npm config get ignore-scripts)? Allow them and run the command again.',
    );
  }
}

/** The environment in which the pinned Node and the project's tools come first on the PATH. */
export function environment(extra = {}) {
  const tools = [dirname(pinnedNode()), join(ROOT, 'node_modules/.bin')];
  return {
    ...process.env,
    PATH: [...tools, process.env.PATH].join(process.platform === 'win32' ? ';' : ':'),
    ...extra,
  };
}

/** Node flags under which TypeScript of the project runs from source. */
export const FROM_SOURCE = [
  '--conditions=@pst/source',
  `--import=${new URL('./ts-hooks.mjs', import.meta.url)}`,
];

/**
 * Goes on in the pinned Node, from source; signals are passed on and the exit code is taken over.
 * The program it starts notices when this process is killed: its channel (IPC) closes.
 */
export function handOver(
  program,
  args,
  { env = environment(), flags = FROM_SOURCE, quiet = false } = {},
) {
  const child = spawn(pinnedNode(), [...flags, join(ROOT, program), ...args], {
    cwd: ROOT,
    env,
    // `quiet`: what it prints for machines is left out, what it says to people (stderr) stays.
    stdio: ['inherit', quiet ? 'ignore' : 'inherit', 'inherit', 'ipc'],
    // A group of its own, so that a Ctrl-C reaches it once, through here, and not twice.
    detached: process.platform !== 'win32',
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => child.kill(signal));
  }
  // npm killed outright leaves this process with another parent: nobody waits for it any more.
  if (process.env.npm_lifecycle_event !== undefined) {
    const parent = process.ppid;
    setInterval(() => process.ppid === parent || child.kill('SIGTERM'), 250).unref();
  }
  return new Promise((resolve) => {
    child.once('error', (error) =>
      giveUp(`The pinned Node.js does not run here: ${error.message}`),
    );
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
