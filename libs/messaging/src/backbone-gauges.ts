import { jetstreamManager } from '@nats-io/jetstream';
import type { ServiceName } from '@pst/contracts';
import { EVENT_STREAM, MESSAGE_STREAM } from '@pst/persistence';
import { gauges } from '@pst/telemetry';
import type { DataSource } from 'typeorm';
import type { Bus } from './bus.ts';
import { countDeadLetters } from './dead-letters.ts';
import { durables } from './topology.ts';

/**
 * What of a service's facts and messages waits, as its outbox and JetStream say when somebody collects.
 * All replicas say the same.
 *
 * @returns what ends it
 */
export function measureBackbone(service: ServiceName, source: DataSource, bus: Bus): () => void {
  const own = durables.filter((durable) => durable.service === service);
  const ends = [
    gauges(['pst.outbox.waiting', 'pst.outbox.age'], async (tell) => {
      // By the database's clock, as the rows were written: a demo clock may be another.
      const rows: { stream: string; waiting: number; age: number }[] = await source.query(
        `select stream, count(*)::int as waiting,
                extract(epoch from now() - min(created_at))::float8 as age
         from outbox where published_at is null group by stream`,
      );
      for (const stream of [EVENT_STREAM, MESSAGE_STREAM]) {
        const row = rows.find((each) => each.stream === stream);
        tell('pst.outbox.waiting', row?.waiting ?? 0, { stream });
        tell('pst.outbox.age', Math.max(0, row?.age ?? 0), { stream });
      }
    }),
    gauges(['pst.consumer.lag', 'pst.consumer.unacknowledged'], async (tell) => {
      if (!bus.isUp) {
        return;
      }
      const manager = await jetstreamManager(bus.connection, { checkAPI: false });
      for (const { stream } of own) {
        const info = await manager.consumers.info(stream, service);
        tell('pst.consumer.lag', info.num_pending, { stream });
        tell('pst.consumer.unacknowledged', info.num_ack_pending, { stream });
      }
    }),
    gauges(['pst.dead_letters'], async (tell) => {
      if (bus.isUp) {
        tell('pst.dead_letters', await countDeadLetters(bus.connection, service), {});
      }
    }),
  ];
  return () => ends.forEach((end) => end());
}
