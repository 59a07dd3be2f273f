// `npm run ops -- <command>`: what an operator does beside running the services; without one, the list.
import { handOver, prepare } from '../local/toolchain.mjs';

await prepare();
process.exit(await handOver('deploy/operations/main.ts', process.argv.slice(2)));
