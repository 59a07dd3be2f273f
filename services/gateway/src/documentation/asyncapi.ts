import {
  allEvents,
  fieldMeanings,
  publishedEvents,
  subscriptions,
  type EventContract,
} from '@pst/contracts';
import { schemaOf } from './event-schema.ts';

type Json = Record<string, unknown>;

/** `CheckedIn` of `pst.guestbook.visit.checked-in.v1`, as a component's name. */
const nameOf = (type: string) => type.replace(/^pst\./, '').replaceAll('.', '-');

/** The AsyncAPI 3.0 description of every event on JetStream, from the schemas that parse them. */
export function asyncApi(): Json {
  const channels: Json = {};
  const operations: Json = {};
  const messages: Json = {};

  function describe(
    name: string,
    { type, summary, payload }: { type: string; summary: string; payload: Json },
    { address, stream, keepsDays }: { address: string; stream: string; keepsDays: number },
    from: string,
  ): void {
    messages[name] = {
      name: type,
      contentType: 'application/cloudevents+json',
      summary,
      payload,
    };
    channels[name] = {
      address,
      parameters: { office: { description: 'BPS office code, such as 1606' } },
      messages: { [name]: { $ref: `#/components/messages/${name}` } },
      'x-jetstream': { stream, keepsDays },
    };
    operations[`publish-${name}`] = {
      action: 'send',
      channel: { $ref: `#/channels/${name}` },
      summary: `${from} announces it.`,
    };
  }

  for (const event of allEvents) {
    const readers = Object.entries(subscriptions)
      .filter(([, events]) => events.includes(event))
      .map(([service]) => service);
    describe(
      nameOf(event.type),
      {
        type: event.type,
        summary: `Announced by ${event.service}; read by ${readers.join(', ') || 'analysts'}.`,
        payload: cloudEvent(event, schemaOf(event.schema), {
          traceparent: { type: 'string', description: 'W3C trace context' },
        }),
      },
      { address: event.subjectFor('{office}'), stream: 'PST', keepsDays: 14 },
      event.service,
    );
  }
  for (const published of publishedEvents) {
    const { event, meaning, schema } = published;
    describe(
      `analysts-${nameOf(event.type)}`,
      {
        type: event.type,
        summary: meaning,
        payload: cloudEvent(event, withMeanings(schemaOf(schema)), {}),
      },
      { address: published.subjectFor('{office}'), stream: 'ANALYTICS', keepsDays: 400 },
      'insights',
    );
  }
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Pustaka PST events',
      version: '1',
      description:
        'CloudEvents 1.0 in structured JSON on the JetStream stream `PST`. At least once, in order ' +
        'per subject of the event; no personal data. Fields are only added within a version. Analysts ' +
        'read the stream `ANALYTICS`: fewer events and fewer fields, each event once.',
      license: { name: 'Apache-2.0' },
    },
    defaultContentType: 'application/cloudevents+json',
    channels,
    operations,
    components: { messages },
  };
}

function cloudEvent(event: EventContract, data: Json, others: Json): Json {
  return {
    type: 'object',
    required: ['specversion', 'id', 'source', 'type', 'subject', 'time', 'office', 'data'],
    properties: {
      specversion: { const: '1.0' },
      id: { type: 'string', format: 'uuid', description: 'UUIDv7; also the Nats-Msg-Id' },
      source: { type: 'string', examples: [`urn:pst:1606:${event.service}`] },
      type: { const: event.type },
      subject: { type: 'string', description: 'Id of what the fact is about' },
      time: { type: 'string', format: 'date-time' },
      datacontenttype: { const: 'application/json' },
      office: { type: 'string', pattern: '^[0-9]{4}$' },
      sequence: { type: 'integer', minimum: 1, description: 'Position within the aggregate' },
      ...others,
      data,
    },
  };
}

/** The published fields with what they mean, as the data dictionary has it. */
function withMeanings(schema: Json): Json {
  const fields = Object.entries((schema['properties'] ?? {}) as Record<string, Json>); // of an object
  return {
    ...schema,
    properties: Object.fromEntries(
      fields.map(([name, field]) => [name, { ...field, description: fieldMeanings[name] }]),
    ),
  };
}
