// Bundles one service for production: `node deploy/build/build-service.mjs guestbook` makes
// services/guestbook/dist/main.mjs. Libraries are taken from source, so there is no build order to keep.
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { rolldown } from 'rolldown';

/** Stay outside: native code, and what telemetry has to patch while it is loaded. */
const EXTERNAL = [
  /^pg($|-)/,
  /^pino($|-)/,
  /^@opentelemetry\//,
  /^@node-rs\//,
  'import-in-the-middle',
];
/** Nest asks for these if they are there; none of them is. */
const OPTIONAL = [
  /^@nestjs\/(websockets|platform-express|platform-socket\.io)/,
  /^class-(transformer|validator)/,
  /^(kafkajs|mqtt|amqplib|amqp-connection-manager|ioredis|nats|@grpc\/.*|@mikro-orm\/.*)$/,
];

/** Bundles the service in `folder` and says where the result is. */
export async function buildService(folder) {
  const bundle = await rolldown({
    input: resolve(folder, 'src/main.ts'),
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
  const file = resolve(folder, 'dist/main.mjs');
  await bundle.write({
    file,
    format: 'esm',
    sourcemap: true,
    minify: true,
    // Nest and TypeORM find things by class name.
    keepNames: true,
    codeSplitting: false,
  });
  await bundle.close();
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
