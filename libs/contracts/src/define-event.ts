import { z } from 'zod';
import { newId } from './new-id.ts';

/** `guestbook.visit.checked-in.v1`: service, aggregate, past participle, version. */
type EventName = `${string}.${string}.${string}.v${number}`;

/** CloudEvents 1.0 in structured JSON; `office` and `sequence` are our extension attributes. */
export interface CloudEvent<Data = unknown> {
  readonly specversion: '1.0';
  /** UUIDv7; also the `Nats-Msg-Id` and the key of every consumer's inbox. */
  readonly id: string;
  /** `urn:pst:<office>:<service>`. */
  readonly source: string;
  /** `pst.<service>.<aggregate>.<past-participle>.v<version>`. */
  readonly type: string;
  /** Id of the aggregate the fact is about. */
  readonly subject: string;
  /** Business time of the fact, ISO 8601 UTC. */
  readonly time: string;
  readonly datacontenttype: 'application/json';
  readonly office: string;
  /** Position among the events of the same aggregate, from 1; set when the event is stored. */
  readonly sequence?: number;
  /** W3C trace context of the work that caused the event; set when the event is stored. */
  readonly traceparent?: string;
  readonly data: Data;
}

export interface EventContract<Schema extends z.ZodObject = z.ZodObject> {
  readonly type: string;
  readonly service: string;
  readonly schema: Schema;
  /** The JetStream subject for one office, or for all with `*`. */
  subjectFor(office: string): string;
  create(
    data: z.input<Schema>,
    about: { office: string; about: string; at: Date },
  ): CloudEvent<z.output<Schema>>;
  /** The event with its data parsed; throws a ZodError when it does not have the published form. */
  parse(event: unknown): CloudEvent<z.output<Schema>>;
}

/** The event a consumer of `Contract` receives. */
export type EventOf<Contract> =
  Contract extends EventContract<infer Schema> ? CloudEvent<z.output<Schema>> : never;

export const officeCode = z.string().regex(/^[0-9]{4}$/, 'an office code has four digits');

const envelope = z.object({
  specversion: z.literal('1.0'),
  id: z.uuid(),
  source: z.string().min(1),
  type: z.string().min(1),
  subject: z.string().min(1),
  time: z.iso.datetime(),
  datacontenttype: z.literal('application/json'),
  office: officeCode,
  sequence: z.number().int().positive().optional(),
  traceparent: z.string().optional(),
});

/**
 * A fact another service or an analyst may rely on: ids, codes and times, never personal data.
 * Unknown fields are dropped on reading, so that a newer publisher never breaks an older consumer.
 */
export function defineEvent<Shape extends z.ZodRawShape>(
  name: EventName,
  schema: z.ZodObject<Shape>,
): EventContract<z.ZodObject<Shape>> {
  const [service, aggregate, fact] = name.split('.');
  if (service === undefined || aggregate === undefined || fact === undefined) {
    throw new Error(`An event is named service.aggregate.fact.vN, not ${name}`);
  }
  const type = `pst.${name}`;
  const event = envelope.extend({ type: z.literal(type), data: schema });
  return {
    type,
    service,
    schema,
    subjectFor: (office) => `pst.${office}.${service}.${aggregate}.${fact}`,
    create: (data, { office, about, at }) => ({
      specversion: '1.0',
      id: newId(),
      source: `urn:pst:${office}:${service}`,
      type,
      subject: about,
      time: at.toISOString(),
      datacontenttype: 'application/json',
      office,
      data: schema.parse(data),
    }),
    parse: (input) => event.parse(input) as CloudEvent<z.output<z.ZodObject<Shape>>>,
  };
}
