import { databaseUrl } from './databases.ts';
import type { Secrets } from './secrets.ts';

/** The only HTTP door; it owns no database and starts when the others answer. */
export const GATEWAY = 'gateway';
/** Makes streams and consumers; no service logs in as this user. */
export const PROVISIONER = 'provisioner';

/** Reads the analysts' stream and may do nothing else. */
export const ANALYST = 'analyst';
/** As whom insights fills that stream, and who makes it. */
const ANALYTICS_WRITER = 'analytics-writer';
export const ANALYTICS_PROVISIONER = 'analytics-provisioner';

/** The users of the bus beside the services and their provisioner. */
export const ANALYTICS_USERS = [ANALYST, ANALYTICS_WRITER, ANALYTICS_PROVISIONER] as const;

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
    ...(service === 'insights' && { ANALYTICS_PASSWORD: secrets.bus(ANALYTICS_WRITER) }),
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
