import { createDataSource } from '@pst/persistence';

/** So many rows of a service say what is the matter; the rest waits for the same. */
const SHOWN = 20;

interface Waiting {
  readonly id: string;
  readonly subject: string;
  readonly attempts: number;
  readonly age: number;
  readonly error: string | null;
  readonly count: number;
}

/** What services have stored and not announced yet, oldest first; nothing of its content. */
export async function showOutboxes(databases: ReadonlyMap<string, string>): Promise<string> {
  const lines: string[] = [];
  for (const [service, url] of databases) {
    const none = { entities: [], migrations: [] };
    const source = await createDataSource(url, none, { poolSize: 1 }).initialize();
    try {
      const rows: Waiting[] = await source.query(
        `select id, subject, attempts, last_error as error,
                extract(epoch from now() - created_at)::int as age,
                (count(*) over ())::int as count
         from outbox where published_at is null order by seq limit ${SHOWN}`,
      );
      const [first] = rows;
      if (first !== undefined) {
        const more = first.count - rows.length;
        lines.push(
          `${service}: ${first.count} waiting`,
          ...rows.map(
            ({ id, subject, attempts, age, error }) =>
              `  ${String(age).padStart(6)} s  ${id}  ${subject}  ${attempts} attempts` +
              (error === null ? '' : `, ${error}`),
          ),
          ...(more > 0 ? [`  and ${more} more`] : []),
        );
      }
    } finally {
      await source.destroy();
    }
  }
  return lines.length === 0 ? 'Nothing waits.\n' : `${lines.join('\n')}\n`;
}
