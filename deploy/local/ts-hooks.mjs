// Runs TypeScript from source: `node --conditions=@pst/source --import ./deploy/local/ts-hooks.mjs main.ts`.
// Node's own type stripping knows no decorators; this compiles with SWC once per file content and
// keeps the result, so that a second start does not even load the compiler.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

const cache = new URL('../../node_modules/.cache/ts-hooks/', import.meta.url);
mkdirSync(cache, { recursive: true });
const swcrc = readFileSync(new URL('../../.swcrc', import.meta.url), 'utf8');
const options = {
  ...JSON.parse(swcrc),
  swcrc: false,
  configFile: false,
  sourceMaps: 'inline',
};
let swc;

function compile(url) {
  const file = fileURLToPath(url);
  const source = readFileSync(file, 'utf8');
  const key = createHash('sha1').update(swcrc).update(file).update(source).digest('hex');
  const compiled = new URL(`${key}.js`, cache);
  try {
    return readFileSync(compiled, 'utf8');
  } catch {
    swc ??= createRequire(import.meta.url)('@swc/core');
    const { code } = swc.transformSync(source, { ...options, filename: file });
    // Written aside and renamed: two services starting together must never read half a file.
    const aside = `${fileURLToPath(compiled)}.${process.pid}`;
    writeFileSync(aside, code);
    renameSync(aside, compiled);
    return code;
  }
}

registerHooks({
  load(url, context, next) {
    if (!url.startsWith('file:') || !/\.m?ts$/.test(url) || url.includes('/node_modules/')) {
      return next(url, context);
    }
    return { format: 'module', source: compile(url), shortCircuit: true };
  },
});
