import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { deviceKind, role } from '@pst/contracts';
import { z } from 'zod';
import type { Actor } from './actor.ts';

/** Seconds an internal token lives; the gateway makes a new one when half of it is over. */
const LIFETIME_SECONDS = 120;
const MOST_REMEMBERED = 2_000;

const common = z.object({ sub: z.string(), office: z.string(), exp: z.number() });
const claims = z.union([
  common.extend({
    sid: z.string(),
    name: z.string(),
    email: z.string(),
    verified: z.boolean(),
    roles: z.array(role),
  }),
  common.extend({ device: deviceKind }),
]);

interface Remembered {
  readonly actor: Actor;
  readonly office: string;
  readonly expires: number;
}

const header = Buffer.from(JSON.stringify({ alg: 'EdDSA', typ: 'pst+jwt' })).toString('base64url');

/** The gateway's word for who is asking: an EdDSA JWT of two minutes in a NATS header. */
export class ActorSigner {
  private readonly key: KeyObject;
  private readonly made = new Map<string, { token: string; renewAt: number }>();

  constructor(privateKeyPem: string) {
    this.key = createPrivateKey(privateKeyPem);
  }

  sign(actor: Exclude<Actor, { kind: 'anonymous' }>, office: string): string {
    const now = Math.floor(Date.now() / 1000);
    const who =
      actor.kind === 'device'
        ? { device: actor.device }
        : {
            sid: actor.sessionId,
            name: actor.name,
            email: actor.email,
            verified: actor.emailVerified,
            roles: actor.roles,
          };
    const about = JSON.stringify([office, actor.id, who]);
    const known = this.made.get(about);
    if (known !== undefined && known.renewAt > now) {
      return known.token;
    }
    const body = Buffer.from(
      JSON.stringify({
        sub: actor.id,
        office,
        ...who,
        exp: now + LIFETIME_SECONDS,
      }),
    ).toString('base64url');
    const signature = sign(null, Buffer.from(`${header}.${body}`), this.key).toString('base64url');
    const token = `${header}.${body}.${signature}`;
    remember(this.made, about, { token, renewAt: now + LIFETIME_SECONDS / 2 });
    return token;
  }
}

/** Checks what {@link ActorSigner} made; remembers what it has checked, for the token's lifetime. */
export class ActorVerifier {
  private readonly key: KeyObject;
  private readonly known = new Map<string, Remembered>();

  constructor(publicKeyPem: string) {
    this.key = createPublicKey(publicKeyPem);
  }

  /** The actor and their office, or undefined when the token is forged, malformed or over. */
  verify(token: string): { actor: Actor; office: string } | undefined {
    const now = Date.now() / 1000;
    const seen = this.known.get(token);
    if (seen !== undefined) {
      return seen.expires > now ? seen : undefined;
    }
    const [head, body, signature] = token.split('.');
    if (head !== header || body === undefined || signature === undefined) {
      return undefined;
    }
    const genuine = verify(
      null,
      Buffer.from(`${head}.${body}`),
      this.key,
      Buffer.from(signature, 'base64url'),
    );
    if (!genuine) {
      return undefined;
    }
    const parsed = claims.safeParse(JSON.parse(Buffer.from(body, 'base64url').toString('utf8')));
    if (!parsed.success || parsed.data.exp <= now) {
      return undefined;
    }
    const { office, exp } = parsed.data;
    const remembered = { actor: actorOf(parsed.data), office, expires: exp };
    remember(this.known, token, remembered);
    return remembered;
  }
}

function actorOf(said: z.output<typeof claims>): Actor {
  if ('device' in said) {
    return { kind: 'device', id: said.sub, device: said.device };
  }
  const { sub: id, sid: sessionId, name, email, verified: emailVerified, roles } = said;
  return { kind: 'account', id, sessionId, name, email, emailVerified, roles };
}

function remember<Value>(map: Map<string, Value>, key: string, value: Value): void {
  if (map.size >= MOST_REMEMBERED) {
    const oldest = map.keys().next();
    if (!oldest.done) {
      map.delete(oldest.value);
    }
  }
  map.set(key, value);
}
