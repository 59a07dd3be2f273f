// How the promises were kept since an instant, replayed from the analysts' stream:
//   export $(npm run -s ops -- analyst)
//   node docs/examples/analysts/promises-kept.mjs 2026-11-01T00:00:00+07:00
import { DeliverPolicy, jetstream } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';

const since = new Date(process.argv[2] ?? 0);
const { NATS_URL: servers, NATS_USER: user, NATS_PASSWORD: pass } = process.env;
// Replies come to this prefix; the login may listen to no other.
const connection = await connect({ servers, user, pass, inboxPrefix: '_INBOX_analyst' });

const consumer = await jetstream(connection).consumers.get('ANALYTICS', {
  filter_subjects: 'analytics.*.service-level.>',
  deliver_policy: DeliverPolicy.StartTime,
  opt_start_time: since.toISOString(),
});
const kept = new Map();
const { num_pending: waiting } = await consumer.info();
if (waiting > 0) {
  for await (const message of await consumer.fetch({ max_messages: waiting })) {
    const { type, time, data } = message.json();
    const outcome = type.split('.')[3]; // at-risk, met or breached
    // The replay begins where an event was published; this is when it happened.
    if (new Date(time) >= since) {
      const counts = kept.get(data.clock) ?? { met: 0, breached: 0, 'at-risk': 0 };
      counts[outcome] += 1;
      kept.set(data.clock, counts);
    }
  }
}
for (const [clock, { met, breached }] of kept) {
  const share = ((100 * met) / (met + breached)).toFixed(1);
  process.stdout.write(`${clock.padEnd(26)} ${met} kept, ${breached} broken, ${share} %\n`);
}
await consumer.delete();
await connection.close();
