import { exportTables, fieldMeanings, publishedEvents } from '@pst/contracts';
import { formOf, type Form } from './event-page.ts';
import { schemaOf } from './event-schema.ts';

const row = (...cells: string[]) =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;

/** Everything analysts get, in words: the stream's events and the exported tables, from the contracts. */
export function dataDictionary(): string {
  const events = publishedEvents.map((published) => {
    const { event, meaning, schema } = published;
    const form = schemaOf(schema) as Form; // what zod describes of an object
    const fields = Object.entries(form.properties ?? {}).map(([name, field]) =>
      row(
        `\`${name}\``,
        `${formOf(field)}${form.required?.includes(name) ? '' : ', may be missing'}`,
        fieldMeanings[name] ?? '',
      ),
    );
    return [
      `### \`${published.subjectFor('<office>').replace('analytics.<office>.', '')}\``,
      '',
      `${meaning} From \`${event.type}\`, announced by ${event.service}.`,
      '',
      row('field', 'form', 'meaning'),
      '|---|---|---|',
      ...fields,
      '',
    ].join('\n');
  });
  const tables = Object.entries(exportTables).map(([name, { meaning, columns }]) =>
    [
      `### \`${name}\``,
      '',
      `${meaning}.`,
      '',
      row('column', 'type', 'meaning'),
      '|---|---|---|',
      ...Object.entries(columns).map(([column, [type, words]]) =>
        row(`\`${column}\``, type, words),
      ),
      '',
    ].join('\n'),
  );
  return `# Data dictionary

Made from the contracts by \`node deploy/checks/api-drift.mjs --write\`; do not edit. How to get at it: [For analysts](analysts.md).

**Lineage.** A service stores what happened and announces it in one transaction (stream \`PST\`, 14 days). Insights takes every event
in once, publishes the fields below on the stream \`ANALYTICS\` (400 days, at most 512 MB), and projects the facts that reports count and
that are exported, a file for each table and day of the office (kept; written again for 62 days when a fact came late).

**Lists of codes** may get longer. The words behind the codes are at \`GET /v1/reference/guestbook\`.

## Events on the stream

Subjects are \`analytics.<office>.\` and what follows here. The fields stand in \`data\`.

${events.join('\n')}
## Exported tables

${tables.join('\n')}`;
}
