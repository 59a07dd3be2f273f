import { allEvents, fieldMeanings, publishedEvents, subscriptions } from '@pst/contracts';
import { schemaOf } from './event-schema.ts';

/** What is shown of a JSON Schema. */
export interface Form {
  readonly type?: string;
  readonly format?: string;
  readonly const?: string;
  readonly enum?: readonly string[];
  readonly anyOf?: readonly Form[];
  readonly items?: Form;
  readonly properties?: Readonly<Record<string, Form>>;
  readonly required?: readonly string[];
  readonly description?: string;
}

const escape = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** `string (uuid)`, `reading | advice`, `integer or null`. */
export function formOf({ type, format, anyOf, enum: codes, const: only, items }: Form): string {
  if (anyOf !== undefined) {
    return anyOf.map(formOf).join(' or ');
  }
  if (codes !== undefined) {
    return codes.join(' | ');
  }
  if (items !== undefined) {
    return `list of ${formOf(items)}`;
  }
  return `${only ?? type ?? 'anything'}${format === undefined ? '' : ` (${format})`}`;
}

function fieldTable(schema: Form, published: ReadonlySet<string>): string {
  const rows = Object.entries(schema.properties ?? {}).map(
    ([name, field]) =>
      `<tr><th scope="row"><code>${name}</code></th>` +
      `<td>${escape(formOf(field))}${schema.required?.includes(name) ? '' : ', may be missing'}</td>` +
      `<td>${escape(fieldMeanings[name] ?? field.description ?? '')}</td>` +
      `<td>${published.has(name) ? 'yes' : 'no'}</td></tr>`,
  );
  return `<table><thead><tr><th scope="col">field</th><th scope="col">form</th><th scope="col">meaning</th><th scope="col">analysts</th></tr></thead>
<tbody>${rows.join('')}</tbody></table>`;
}

/** Every event to read: where it is found, who reads it, its fields, and which of them analysts get. */
export function eventPage(): string {
  const forAnalysts = new Map(publishedEvents.map((each) => [each.event, each]));
  const sections = allEvents.map((event) => {
    const readers = Object.entries(subscriptions)
      .filter(([, events]) => events.includes(event))
      .map(([service]) => service);
    const published = forAnalysts.get(event);
    const fields = new Set(Object.keys(published?.schema.shape ?? {}));
    return `<section id="${event.type}"><h2><code>${event.type}</code></h2>
${published === undefined ? '' : `<p>${escape(published.meaning)}</p>`}
<p>Subject <code>${escape(event.subjectFor('<office>'))}</code> · announced by ${event.service} · read by ${readers.join(', ')}<br>
${published === undefined ? 'Not for analysts.' : `For analysts: <code>${escape(published.subjectFor('<office>'))}</code>`}</p>
${fieldTable(schemaOf(event.schema), fields)}</section>`;
  });
  const contents = Map.groupBy(allEvents, ({ service }) => service);
  const list = [...contents].map(
    ([service, events]) =>
      `<li>${service}: ${events.map(({ type }) => `<a href="#${type}">${type.split('.').slice(2, -1).join('.')}</a>`).join(', ')}</li>`,
  );
  return `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>Events – Pustaka PST</title>
<style>:root{color-scheme:light dark}body{font:16px/1.5 system-ui;max-width:64rem;margin:2rem auto;padding:0 1rem}h2{font-size:1.1rem;margin-top:2.5rem;overflow-wrap:anywhere}table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.3rem .6rem .3rem 0;border-bottom:1px solid #8886;font-weight:400;overflow-wrap:anywhere}thead th{font-weight:600}</style>
</head><body><main><h1>Events</h1>
<p>CloudEvents 1.0 in structured JSON; machines read <a href="/asyncapi.json">AsyncAPI 3.0</a>. Services tell each other on the
JetStream stream <code>PST</code>: at least once, in order per subject, kept 14 days. Analysts read the stream <code>ANALYTICS</code>: the
fields marked here, each event once, kept 400 days. Within a version fields are only added, and lists of codes may grow.</p>
<nav aria-label="Events by service"><ul>${list.join('')}</ul></nav>
${sections.join('\n')}</main></body></html>`;
}
