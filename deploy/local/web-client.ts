import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT } from './settings.ts';

const WEB = join(ROOT, 'services/web');
const BUILT = join(WEB, 'dist');
/** Beside the files it speaks of, so that removing them makes it untrue. */
const STAMP = join(BUILT, '.built-from');

/** A fingerprint of everything the browser client is built from. */
function fingerprint(): string {
  const hash = createHash('sha256').update(readFileSync(join(ROOT, 'package-lock.json')));
  const files = globSync(
    ['services/web/**/*', 'libs/contracts/src/**/*.ts', 'libs/service-standard/src/**/*.ts'],
    { cwd: ROOT, exclude: (path) => /(^|\/)(dist|node_modules)(\/|$)/.test(path) },
  );
  for (const file of files.toSorted()) {
    const path = join(ROOT, file);
    if (statSync(path).isFile() && !/\.(spec\.tsx?|md)$/.test(file)) {
      hash.update(file).update(readFileSync(path));
    }
  }
  return hash.digest('hex');
}

/** Builds the browser client unless what is built is built from these very files. */
export async function buildWebClient(): Promise<'built' | 'up to date' | 'absent'> {
  if (!existsSync(join(WEB, 'index.html'))) {
    return 'absent';
  }
  const wanted = fingerprint();
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) {
    return 'up to date';
  }
  const vite = join(ROOT, 'node_modules/vite/bin/vite.js');
  const output = await new Promise<{ code: number | null; text: string }>((resolve, reject) => {
    const build = spawn(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
      cwd: WEB,
      env: { ...process.env, NODE_ENV: 'production' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let text = '';
    build.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
    build.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
    build.once('error', reject);
    build.once('exit', (code) => resolve({ code, text }));
  });
  if (output.code !== 0) {
    throw new Error(`The browser client could not be built:\n${output.text.trim()}`);
  }
  writeFileSync(STAMP, wanted);
  return 'built';
}
