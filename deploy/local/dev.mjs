// `npm run dev -- guestbook`: the whole system, with one service started again at every change of a file
// it uses (in libs too) and its log on the screen.
import { giveUp, handOver, prepare } from './toolchain.mjs';

const service = process.argv[2];
if (service === undefined) {
  giveUp('Which service is to be watched? For example: npm run dev -- guestbook');
}
await prepare();
process.exit(await handOver('deploy/local/system.ts', ['--watch', service]));
