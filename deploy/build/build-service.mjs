// Bundles one service for production: `node deploy/build/build-service.mjs guestbook` makes
// services/guestbook/dist/main.mjs. Libraries are taken from source, so there is no build order to keep.
import { readdirSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { basename, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { rolldown } from 'rolldown';

/** Asked for by a path that is put together at run time, so that no import names it. */
const SWAGGER = 'swagger-ui-dist';
/** Stay outside: native code, and what telemetry has to patch while it is loaded. */
const EXTERNAL = [
  /^pg($|-)/,
  /^pino($|-)/,
  /^@opentelemetry\//,
  /^@n(ode|api)-rs\//,
  /^import-in-the-middle/,
  // Loads its own worker by a path of its own.
  /^pdfjs-dist/,
  // Serves its own files from its folder.
  SWAGGER,
];
/** Nest asks for these if they are there; none of them is. */
const OPTIONAL = [
  /^@nestjs\/(websockets|platform-express|platform-socket\.io)/,
  /^(class-(transformer|validator)|@fastify\/view$)/,
  /^(kafkajs|mqtt|amqplib|amqp-connection-manager|ioredis|nats|@grpc\/.*|@mikro-orm\/.*)$/,
];

/** Threads, and programs beside the service: each is started by its own file. */
function besideMain(folder) {
  return readdirSync(resolve(folder, 'src'), { recursive: true })
    .filter((file) => /\.(worker|program)\.ts$/.test(file))
    .map((file) => resolve(folder, 'src', file));
}

/** Bundles the service in `folder`, threads and programs beside it; the packages that they load at run time. */
export async function buildService(folder) {
  const outside = [];
  for (const program of besideMain(folder)) {
    const file = resolve(folder, 'dist', basename(program).replace(/\.ts$/, '.mjs'));
    outside.push(...(await bundle(program, file)));
  }
  outside.push(...(await bundle(resolve(folder, 'src/main.ts'), resolve(folder, 'dist/main.mjs'))));
  return outside;
}

/** Bundles one program into one file; the packages that stayed outside of it. */
export async function bundle(input, file) {
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
  const {
    output: [program],
  } = await made.write({
    file,
    format: 'esm',
    sourcemap: true,
    minify: true,
    // Nest and TypeORM find things by class name.
    keepNames: true,
    codeSplitting: false,
  });
  await made.close();
  const asked = [...program.imports, ...program.dynamicImports].filter(
    (name) =>
      !isBuiltin(name) &&
      name !== program.fileName &&
      !OPTIONAL.some((pattern) => pattern.test(name)),
  );
  if (program.code.includes(SWAGGER)) {
    asked.push(SWAGGER);
  }
  return asked.map((name) => /^(?:@[^/]+\/)?[^/]+/.exec(name)[0]);
}

const [script, service] = process.argv.slice(1);
if (script !== undefined && resolve(script) === fileURLToPath(import.meta.url)) {
  if (service === undefined) {
    process.stderr.write('Which service? node deploy/build/build-service.mjs guestbook\n');
    process.exit(1);
  }
  await buildService(resolve(import.meta.dirname, '../../services', service));
}
