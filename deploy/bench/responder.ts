// Answers on a bus of its own, twice: as a service does (`rpc.feedback.*`) and as bare as can be (`bare`).
//   NATS_URL, NATS_USER, NATS_PASSWORD, BENCH_ACTOR_KEY (PEM); prints "ready".
import { findInvitation } from '@pst/contracts';
import { Bus, RequestServer } from '@pst/messaging';
import { ActorVerifier, VisitVerifier } from '@pst/security';
import { createLogger } from '@pst/telemetry';

const answer = { token: 'x'.repeat(80), answered: false };
const { NATS_URL = '', NATS_USER = '', NATS_PASSWORD = '' } = process.env;
const bus = await Bus.connect({ NATS_URL, NATS_USER, NATS_PASSWORD }, 'feedback');
const server = new RequestServer(
  'feedback',
  bus,
  new ActorVerifier(process.env['BENCH_ACTOR_KEY'] ?? ''),
  new VisitVerifier(process.env['BENCH_ACTOR_KEY'] ?? ''),
  createLogger('bench', 'warn'),
);
server.addHandler(findInvitation.pattern, () => Promise.resolve(answer), false, {
  contract: findInvitation,
});
server.listen(() => undefined);
bus.connection.subscribe('bare', {
  queue: 'bare',
  callback: (_error, message) => {
    message.json();
    message.respond(JSON.stringify(answer));
  },
});
await bus.connection.flush();
process.stdout.write('ready\n');
