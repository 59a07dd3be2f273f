import { jetstream } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { newId } from '@pst/contracts';

import { VISIT } from '../crowd.ts';
import type { Outcome, Trial } from '../trial.ts';

const VISITORS = 10;
/** So many clients, or one impatient one, send the same request at once. */
const ALIKE = 50;
const FACTS = 200;

interface Row {
  readonly subject: string;
  readonly payload: object;
}

/**
 * E10: the same again. Fifty requests with one key are one visit with one ticket; facts that stand in the
 * stream a second time, out of their order and past its own memory for duplicates, have no second effect.
 */
export async function repeatEverything(trial: Trial): Promise<Outcome> {
  return trial.underLoad(async () => {
    for (let visitor = 0; visitor < VISITORS; visitor += 1) {
      await askAlike(trial);
    }
    await tellAgain(trial);
  });
}

async function askAlike({ system, ledger }: Trial): Promise<void> {
  const key = newId();
  const heard = new Map<string, number>();
  await Promise.all(
    Array.from({ length: ALIKE }, async () => {
      const answer = await fetch(`${system.door.url}/v1/visits`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': key },
        body: JSON.stringify(VISIT),
      });
      const { id = answer.status } = (await answer.json()) as { id?: string }; // the API's own
      heard.set(String(id), (heard.get(String(id)) ?? 0) + 1);
    }),
  );
  const [id = ''] = heard.keys();
  if (heard.size !== 1) {
    ledger.blamed.push(`one key, answers ${JSON.stringify([...heard])}`);
  }
  ledger.acknowledged.push({
    service: 'guestbook',
    type: 'pst.guestbook.visit.checked-in.v1',
    about: id,
  });
}

/** Under a new message id, which the stream does not know; the newest first. */
async function tellAgain({ system, injected }: Trial): Promise<void> {
  const rows = await system.query<Row>(
    'guestbook',
    `select subject, payload from outbox where stream = 'PST' and published_at is not null
     order by seq desc limit $1`,
    [FACTS],
  );
  const connection = await connect(system.witness);
  for (const { subject, payload } of rows) {
    const id = newId();
    injected.foreign.push(id);
    await jetstream(connection).publish(subject, JSON.stringify(payload), { msgID: id });
  }
  await connection.close();
}
