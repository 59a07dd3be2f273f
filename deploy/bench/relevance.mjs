// `npm run bench:relevance`: how well the search answers the graded queries, beside plain PostgreSQL.
import { handOver, prepare } from '../local/toolchain.mjs';

await prepare();
process.exit(await handOver('deploy/bench/relevance.ts', []));
