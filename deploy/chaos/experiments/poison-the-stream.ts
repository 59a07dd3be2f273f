import { jetstream } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { newId, serviceNames, subscriptions, visitCheckedIn } from '@pst/contracts';

import type { Outcome, Trial } from '../trial.ts';

const OFFICE = '1606';
/** As large as the stream takes it, and nothing of it means anything. */
const FLOOD = 'x'.repeat(200_000);

/**
 * E9: messages that nobody can handle lie among those that count. Each becomes one dead letter of each
 * consumer and holds up nothing; one that is too large is refused at the door.
 */
export async function poisonTheStream(trial: Trial): Promise<Outcome> {
  const { system, injected } = trial;
  const consumers = serviceNames.filter((service) =>
    subscriptions[service].some(({ type }) => type === visitCheckedIn.type),
  );
  return trial.underLoad(async () => {
    const connection = await connect(system.witness);
    const stream = jetstream(connection);
    const subject = visitCheckedIn.subjectFor(OFFICE);
    for (const payload of [
      '{"id": "cut off',
      '[]',
      JSON.stringify({ id: newId(), type: 'pst.guestbook.visit.vanished.v1' }),
      JSON.stringify({ id: newId(), type: visitCheckedIn.type, data: { ticket: -1 } }),
      JSON.stringify({ id: newId(), type: visitCheckedIn.type, data: FLOOD }),
    ]) {
      const id = newId();
      injected.foreign.push(id);
      await stream.publish(subject, payload, { msgID: id });
      injected.deadLetters += consumers.length;
      await trial.acknowledgedMore(5);
    }
    const refused = await stream.publish(subject, FLOOD + FLOOD).then(
      () => false,
      () => true,
    );
    await connection.close();
    if (!refused) {
      throw new Error('The stream took a message that is too large.');
    }
  });
}
