import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createSecretKey,
  hkdfSync,
  randomBytes,
  type KeyObject,
} from 'node:crypto';
import { context, propagation } from '@opentelemetry/api';
import { idempotencyKeyReused, type CloudEvent, type SendMessage } from '@pst/contracts';
import type { Caller } from '@pst/security';
import type { DataSource, EntityManager } from 'typeorm';
import type { MessageSeal } from './message-seal.ts';
import { prepared } from './prepared.ts';

/** The stream of all facts, and the work queue of messages to people. */
export const EVENT_STREAM = 'PST';
export const MESSAGE_STREAM = 'MESSAGES';

/** The only way to write and the only way to announce: both happen, or neither does. */
export interface Tx {
  /** TypeORM's entity manager inside the transaction. */
  readonly db: EntityManager;
  /** Announces a fact; it leaves for the bus after the commit, in the order of its aggregate. */
  publish(event: CloudEvent): Promise<void>;
  /** Orders a message to a person; sealed, readable by notifications alone. */
  send(message: SendMessage): Promise<void>;
}

interface OutboxRow {
  readonly id: string;
  readonly key: string;
  readonly stream: string;
  readonly subject: string;
  readonly payload: unknown;
  readonly headers: Record<string, string>;
}

function traceHeaders(): Record<string, string> {
  const headers: Record<string, string> = {};
  propagation.inject(context.active(), headers);
  return headers;
}

/** The answer of an idempotent request, to be stored with the last thing its work announces. */
interface StoredReply {
  readonly key: string;
  readonly sealed: string;
}

/**
 * Appends to the outbox. Taking the aggregate's version locks its row until the commit, so that the
 * order of an aggregate's events is the order of the commits.
 */
async function append(db: EntityManager, row: OutboxRow, reply?: StoredReply): Promise<void> {
  await prepared(
    db,
    `with next as (
       insert into aggregate_version as known (key, version) values ($2, 1)
       on conflict (key) do update set version = known.version + 1
       returning version
     )${reply === undefined ? '' : ', answer as (update idempotent_request set reply = $8 where key = $7)'}
     insert into outbox (id, key, version, stream, subject, payload, headers)
     select $1, $2, next.version, $3, $4,
            $5::jsonb || jsonb_build_object('sequence', next.version), $6::jsonb
     from next`,
    [
      row.id,
      row.key,
      row.stream,
      row.subject,
      JSON.stringify({ ...(row.payload as object), ...row.headers }),
      JSON.stringify(row.headers),
      ...(reply === undefined ? [] : [reply.key, reply.sealed]),
    ],
  );
}

/** One transaction. The newest announcement is held back, so that the last one shares its way. */
class Announcing implements Tx {
  announced = false;
  private held: OutboxRow | undefined;

  constructor(
    readonly db: EntityManager,
    private readonly seal: MessageSeal,
  ) {}

  publish(event: CloudEvent): Promise<void> {
    return this.hold({
      id: event.id,
      key: event.subject,
      stream: EVENT_STREAM,
      subject: subjectOf(event),
      payload: event,
      headers: traceHeaders(),
    });
  }

  send(message: SendMessage): Promise<void> {
    return this.hold({
      id: message.id,
      key: `message:${message.id}`,
      stream: MESSAGE_STREAM,
      subject: `msg.${message.office}.email`,
      payload: { id: message.id, office: message.office, sealed: this.seal.seal(message) },
      headers: traceHeaders(),
    });
  }

  /** Writes what is held, and the reply if there is one; the last statement before the commit. */
  async finish(reply?: StoredReply): Promise<void> {
    const { held } = this;
    this.held = undefined;
    if (held !== undefined) {
      await append(this.db, held, reply);
    } else if (reply !== undefined) {
      await this.db.query(`update idempotent_request set reply = $2 where key = $1`, [
        reply.key,
        reply.sealed,
      ]);
    }
  }

  private async hold(row: OutboxRow): Promise<void> {
    this.announced = true;
    await this.finish();
    this.held = row;
  }
}

export class Transaction {
  private readonly afterCommit = new Set<() => void>();

  constructor(
    private readonly source: DataSource,
    private readonly seal: MessageSeal,
  ) {}

  /** Called after each commit that announced something: the relay's wake-up. */
  onAnnounced(listener: () => void): void {
    this.afterCommit.add(listener);
  }

  /** Whether the database answers now. */
  async isPossible(): Promise<boolean> {
    return this.source.query('select 1').then(
      () => true,
      () => false,
    );
  }

  /** Runs `work` in one database transaction; whatever it throws undoes all of it. */
  async run<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> {
    return this.finished(async (tx) => {
      const result = await work(tx);
      await tx.finish();
      return result;
    });
  }

  private async finished<Result>(work: (tx: Announcing) => Promise<Result>): Promise<Result> {
    let announced = false;
    const result = await this.source.transaction(async (db) => {
      const tx = new Announcing(db, this.seal);
      const done = await work(tx);
      ({ announced } = tx);
      return done;
    });
    if (announced) {
      for (const listener of this.afterCommit) {
        listener();
      }
    }
    return result;
  }

  /**
   * Like {@link run}, yet at most once per Idempotency-Key of the caller: a repetition gets the first
   * answer, another body under the same key is refused (`idempotency-key-reused`). The key is stored
   * in the same transaction as the work, so that a crash leaves both or neither.
   *
   * The stored answer is encrypted under a key that only the client's Idempotency-Key yields: a copy
   * of the database shows neither PINs nor tokens.
   */
  async once<Reply>(caller: Caller, work: (tx: Tx) => Promise<Reply>): Promise<Reply> {
    const { idempotencyKey } = caller;
    if (idempotencyKey === undefined) {
      return this.run(work);
    }
    const actor = caller.actor.kind === 'anonymous' ? 'anonymous' : caller.actor.id;
    const scope = `${caller.office}|${actor}|${caller.operation}|${idempotencyKey}`;
    const key = createHash('sha256').update(scope).digest('base64url');
    return this.finished(async (tx) => {
      // A second request with the same key waits here until the first has committed or failed.
      const taken = await prepared(
        tx.db,
        `insert into idempotent_request (key, fingerprint) values ($1, $2)
         on conflict (key) do nothing returning key`,
        [key, caller.fingerprint],
      );
      if (taken.length === 0) {
        const [first]: { fingerprint: string; reply: string }[] = await tx.db.query(
          `select fingerprint, reply from idempotent_request where key = $1`,
          [key],
        );
        if (first === undefined || first.fingerprint !== caller.fingerprint) {
          throw idempotencyKeyReused.error({});
        }
        caller.replayed = true;
        return JSON.parse(openReply(first.reply, scope)) as Reply;
      }
      const reply = await work(tx);
      await tx.finish({ key, sealed: sealReply(JSON.stringify(reply ?? null), scope) });
      return reply;
    });
  }

  /**
   * Runs the work of each event that this consumer has not handled before, in their order and in one
   * transaction: all of them are handled, or none. The ids of those it did.
   */
  async onceForEvents(
    consumer: string,
    events: readonly { readonly id: string; readonly work: (tx: Tx) => Promise<void> }[],
  ): Promise<Set<string>> {
    return this.run(async (tx) => {
      const taken = await prepared<{ event_id: string }>(
        tx.db,
        `insert into inbox (consumer, event_id) select $1, unnest($2::uuid[])
         on conflict do nothing returning event_id`,
        [consumer, events.map(({ id }) => id)],
      );
      const fresh = new Set(taken.map(({ event_id }) => event_id));
      const unseen = new Set(fresh);
      for (const { id, work } of events) {
        // Taken out, because one event may have come twice in the same batch.
        if (unseen.delete(id)) {
          await work(tx);
        }
      }
      return fresh;
    });
  }
}

/** `pst.guestbook.visit.called.v1` of office 1606 travels on `pst.1606.guestbook.visit.called`. */
function subjectOf(event: CloudEvent): string {
  const [, service, aggregate, fact] = event.type.split('.');
  return `pst.${event.office}.${service}.${aggregate}.${fact}`;
}

function replyKey(scope: string): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', scope, '', 'pst idempotent reply', 32)));
}

function sealReply(text: string, scope: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', replyKey(scope), nonce);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
}

function openReply(envelope: string, scope: string): string {
  const bytes = Buffer.from(envelope, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', replyKey(scope), bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(12, 28));
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
}
