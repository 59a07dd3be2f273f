// Writes what follows from other files: the alarms of a cluster, and the dashboards as Grafana reads them.
// Specs of deploy/checks compare what is committed with what this writes.
import { handOver, prepare } from '../local/toolchain.mjs';

await prepare();
process.exit(await handOver('deploy/observability/write.ts', process.argv.slice(2)));
