// `npm run chaos`: breaks a system of real processes and checks what is left of it.
//   npm run chaos                                  all experiments
//   npm run chaos -- E3 --seed 7 --seconds 120     one of them, by a known seed
import { handOver, prepare } from '../local/toolchain.mjs';

await prepare();
process.exit(await handOver('deploy/chaos/run.ts', process.argv.slice(2)));
