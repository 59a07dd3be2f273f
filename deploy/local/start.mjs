// `npm start`: the whole system on this machine. Nothing but Node and npm is needed.
import { handOver, prepare } from './toolchain.mjs';

await prepare();
process.exit(await handOver('deploy/local/system.ts', process.argv.slice(2)));
