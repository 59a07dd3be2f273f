import pg from 'pg';

/** One database and one role per service: nobody else has its password. */
export interface ServiceDatabase {
  readonly service: string;
  readonly password: string;
}

/** `document-delivery` owns the database `document_delivery`, reached as the role of the same name. */
export function databaseName(service: string): string {
  return service.replaceAll('-', '_');
}

/** The URL under which a service reaches its database on the server of `adminUrl`. */
export function databaseUrl(adminUrl: string, { service, password }: ServiceDatabase): string {
  const url = new URL(adminUrl);
  url.username = databaseName(service);
  url.password = password;
  url.pathname = `/${databaseName(service)}`;
  return url.href;
}

async function exists(admin: pg.Client, sql: string, name: string): Promise<boolean> {
  return (await admin.query(sql, [name])).rowCount === 1;
}

/** Makes what is missing of the roles and databases; what is there stays as it is. */
export async function createDatabases(
  adminUrl: string,
  databases: readonly ServiceDatabase[],
): Promise<void> {
  const admin = new pg.Client(adminUrl);
  await admin.connect();
  try {
    for (const { service, password } of databases) {
      const name = databaseName(service);
      const quoted = pg.escapeIdentifier(name);
      const secret = pg.escapeLiteral(password);
      if (!(await exists(admin, 'select from pg_roles where rolname = $1', name))) {
        await admin.query(`create role ${quoted} login password ${secret}`);
      }
      if (!(await exists(admin, 'select from pg_database where datname = $1', name))) {
        await admin.query(`create database ${quoted} owner ${quoted}`);
        // Everybody may connect to every database unless told otherwise.
        await admin.query(`revoke all on database ${quoted} from public`);
      }
    }
  } finally {
    await admin.end();
  }
}
