// `npm run redrive -- insights`: delivers the dead letters of a service again, on the system that runs on
// DATA_DIR. With `--list` it only shows them. Elsewhere: NATS_URL, NATS_USER and NATS_PASSWORD.
import { handOver, prepare } from './toolchain.mjs';

await prepare();
process.exit(await handOver('deploy/local/redrive.ts', process.argv.slice(2)));
