// Loads one address from a process of its own, so that measuring takes nothing from what is measured.
// Reads a Load (see measure.ts) on stdin, prints a LoadResult.
import { randomUUID } from 'node:crypto';
import { json } from 'node:stream/consumers';

import autocannon from 'autocannon';

const { url, connections, seconds, requests } = await json(process.stdin);
let turn = 0;
const result = await autocannon({
  url,
  connections,
  duration: seconds,
  requests: [
    {
      setupRequest(request) {
        const { method, path, headers = {}, body } = requests[turn++ % requests.length];
        return {
          ...request,
          method,
          path,
          headers: method === 'POST' ? { ...headers, 'idempotency-key': randomUUID() } : headers,
          body: body === undefined ? undefined : JSON.stringify(body),
        };
      },
    },
  ],
});
process.stdout.write(
  JSON.stringify({
    perSecond: result['2xx'] / result.duration,
    p97: result.latency.p97_5,
    p99: result.latency.p99,
    refused: result.non2xx + result.errors,
    bytesPerSecond: result.throughput.average,
  }),
);
