import { allEvents, subscriptions } from '@pst/contracts';
import { dataSchemaOf } from './event-schema.ts';

type Json = Record<string, unknown>;

/** `CheckedIn` of `pst.guestbook.visit.checked-in.v1`, as a component's name. */
const nameOf = (type: string) => type.replace(/^pst\./, '').replaceAll('.', '-');

/** The AsyncAPI 3.0 description of every event on JetStream, from the schemas that parse them. */
export function asyncApi(): Json {
  const channels: Json = {};
  const operations: Json = {};
  const messages: Json = {};
  for (const event of allEvents) {
    const name = nameOf(event.type);
    const readers = Object.entries(subscriptions)
      .filter(([, events]) => events.includes(event))
      .map(([service]) => service);
    messages[name] = {
      name: event.type,
      contentType: 'application/cloudevents+json',
      summary: `Announced by ${event.service}; read by ${readers.join(', ') || 'analysts'}.`,
      payload: {
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
          traceparent: { type: 'string', description: 'W3C trace context' },
          data: dataSchemaOf(event),
        },
      },
    };
    channels[name] = {
      address: event.subjectFor('{office}'),
      parameters: { office: { description: 'BPS office code, such as 1606' } },
      messages: { [name]: { $ref: `#/components/messages/${name}` } },
    };
    operations[`publish-${name}`] = {
      action: 'send',
      channel: { $ref: `#/channels/${name}` },
      summary: `${event.service} announces it.`,
    };
  }
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Pustaka PST events',
      version: '1',
      description:
        'CloudEvents 1.0 in structured JSON on the JetStream stream `PST`. At least once, in order ' +
        'per subject of the event; no personal data. Fields are only added within a version.',
      license: { name: 'Apache-2.0' },
    },
    defaultContentType: 'application/cloudevents+json',
    channels,
    operations,
    components: { messages },
  };
}
