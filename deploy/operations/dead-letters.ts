import { serviceNames, type ServiceName } from '@pst/contracts';
import { Bus, deadLettersOf, redrive } from '@pst/messaging';

import { PROVISIONER } from '../local/keys.ts';
import { Sentence } from '../local/sentence.ts';

/** Who the commands are on the bus. */
export interface BusLogin {
  readonly NATS_URL: string;
  readonly NATS_USER: string;
  readonly NATS_PASSWORD: string;
}

function serviceNamed(name: string | undefined): ServiceName {
  const service = serviceNames.find((known): known is ServiceName => known === name);
  if (service === undefined) {
    throw new Sentence(`Whose dead letters? One of: ${serviceNames.join(', ')}`);
  }
  return service;
}

/** Shows what a service could not handle, oldest first; nothing of its content. */
export async function showDeadLetters(login: BusLogin, name: string | undefined): Promise<string> {
  const service = serviceNamed(name);
  const bus = await Bus.connect(login, PROVISIONER);
  const letters = await deadLettersOf(bus.connection, service);
  await bus.drain();
  return letters
    .map(({ at, subject, reason }) => `${at.toISOString()}  ${subject}  ${reason}\n`)
    .join('');
}

/** Delivers them again, once their cause is repaired. */
export async function redriveDeadLetters(
  login: BusLogin,
  name: string | undefined,
): Promise<string> {
  const service = serviceNamed(name);
  const bus = await Bus.connect(login, PROVISIONER);
  const count = await redrive(bus.connection, service);
  await bus.drain();
  return `${count} delivered again\n`;
}
