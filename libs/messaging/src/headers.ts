/** Names of the headers that accompany a request; one place, so that both ends agree. */
export const HEADER = {
  /** Who asks: the gateway's signed token. Absent: nobody in particular. */
  actor: 'Pst-Actor',
  /** At which visit's desk PC it is asked: the gateway's signed token. Absent: at none. */
  visit: 'Pst-Visit',
  office: 'Pst-Office',
  language: 'Pst-Language',
  /** Epoch milliseconds after which nobody waits for the answer any more. */
  deadline: 'Pst-Deadline',
  idempotencyKey: 'Pst-Idempotency-Key',
  address: 'Pst-Address',
  /** On a reply: it is an error; the body is `{ slug, status, params, errors }`. */
  problem: 'Pst-Problem',
  /** On a reply: the first answer to the same Idempotency-Key. */
  replayed: 'Pst-Replayed',
} as const;

/** Answered by any process of the service, with nothing. */
export const anybodyThere = (service: string) => `rpc.${service}.anybody-there`;
