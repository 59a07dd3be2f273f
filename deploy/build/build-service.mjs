// Bundles one service for production: `node deploy/build/build-service.mjs guestbook` makes
// services/guestbook/dist/main.mjs. Libraries are taken from source, so there is no build order to keep.
import { readdirSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { rolldown } from 'rolldown';

/** Stay outside: native code, and what telemetry has to patch while it is loaded. */
const EXTERNAL = [
  /^pg($|-)/,
  /^pino($|-)/,
  /^@opentelemetry\//,
  /^@node-rs\//,
  'import-in-the-middle',
  // Loads its own worker by a path of its own.
  /^pdfjs-dist/,
  // Serves its own files from its folder.
  'swagger-ui-dist',
];
/** Nest asks for these if they are there; none of them is. */
const OPTIONAL = [
  /^@nestjs\/(websockets|platform-express|platform-socket\.io)/,
  /^class-(transformer|validator)/,
  /^(kafkajs|mqtt|amqplib|amqp-connection-manager|ioredis|nats|@grpc\/.*|@mikro-orm\/.*)$/,
];

/** Files that run in a thread of their own and so need a file of their own. */
function workersOf(folder) {
  return readdirSync(resolve(folder, 'src'), { recursive: true })
    .filter((file) => file.endsWith('.worker.ts'))
    .map((file) => resolve(folder, 'src', file));
}

/** Bundles the service in `folder`, its workers beside it, and says where the result is. */
export async function buildService(folder) {
  for (const worker of workersOf(folder)) {
    await bundle(worker, resolve(folder, 'dist', basename(worker).replace(/\.ts$/, '.mjs')));
  }
  return bundle(resolve(folder, 'src/main.ts'), resolve(folder, 'dist/main.mjs'));
}

async function bundle(input, file) {
  const made = await rolldown({
    input,
    platform: 'node',
    // Only ours: with 'import' in the list, CommonJS packages get the wrong half of pg.
    resolve: { conditionNames: ['@pst/source'] },
    external: [...EXTERNAL, ...OPTIONAL],
    transform: {
      target: 'node24',
      decorator: { legacy: true, emitDecoratorMetadata: true },
      assumptions: { setPublicClassFields: true },
      typescript: { removeClassFieldsWithoutInitializer: true },
    },
    onLog(level, log, handler) {
      // Packages that reach for eval or redefine `this` are not ours to correct.
      if (level === 'warn' && log.id?.includes('/node_modules/')) {
        return;
      }
      handler(level, log);
    },
  });
  await made.write({
    file,
    format: 'esm',
    sourcemap: true,
    minify: true,
    // Nest and TypeORM find things by class name.
    keepNames: true,
    codeSplitting: false,
  });
  await made.close();
  return file;
}

const [script, service] = process.argv.slice(1);
if (script !== undefined && resolve(script) === fileURLToPath(import.meta.url)) {
  if (service === undefined) {
    process.stderr.write('Which service? node deploy/build/build-service.mjs guestbook\n');
    process.exit(1);
  }
  await buildService(resolve(import.meta.dirname, '../../services', service));
}
