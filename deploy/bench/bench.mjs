// `npm run bench`: measures the budgets of the architecture, each as a ratio to its floor in the same run.
//   npm run bench                 every row
//   npm run bench -- check-in     the rows whose name contains "check-in"
import { handOver, prepare } from '../local/toolchain.mjs';

await prepare();
process.exit(await handOver('deploy/bench/run.ts', process.argv.slice(2)));
