import { databaseUrl } from './databases.ts';
import type { Secrets } from './secrets.ts';

/** The only HTTP door; it owns no database and starts when the others answer. */
export const GATEWAY = 'gateway';
/** Makes streams and consumers; no service logs in as this user. */
export const PROVISIONER = 'provisioner';

/** Where the servers are that a service logs in to. */
export interface Servers {
  readonly postgresUrl: string;
  readonly natsUrl: string;
}

/** The part of a service's environment that nobody else may know: its logins and its keys. */
export function keysOf(
  service: string,
  secrets: Secrets,
  { postgresUrl, natsUrl }: Servers,
): Record<string, string> {
  const actor = secrets.keyPair('actor');
  return {
    NATS_URL: natsUrl,
    NATS_USER: service,
    NATS_PASSWORD: secrets.bus(service),
    ACTOR_PUBLIC_KEY: actor.publicKey,
    PERSONAL_DATA_KEY: secrets.key(`personal data ${service}`),
    MESSAGE_KEY: secrets.key('messages'),
    ...(service === GATEWAY
      ? { ACTOR_PRIVATE_KEY: actor.privateKey }
      : {
          DATABASE_URL: databaseUrl(postgresUrl, {
            service,
            password: secrets.database(service),
          }),
        }),
  };
}
