import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { z } from 'zod';

/** Seconds a token lives; it is made for one request and read at once. */
const LIFETIME_SECONDS = 30;

const claims = z.object({ visit: z.uuid(), office: z.string(), exp: z.number() });

// Another type than an actor's token, so that neither is ever taken for the other.
const header = Buffer.from(JSON.stringify({ alg: 'EdDSA', typ: 'pst-visit+jwt' })).toString(
  'base64url',
);

/** The gateway's word that a request comes from the desk PC of a visit: an EdDSA JWT in a NATS header. */
export class VisitSigner {
  private readonly key: KeyObject;

  constructor(privateKeyPem: string) {
    this.key = createPrivateKey(privateKeyPem);
  }

  sign(visitId: string, office: string): string {
    const exp = Math.floor(Date.now() / 1000) + LIFETIME_SECONDS;
    const body = Buffer.from(JSON.stringify({ visit: visitId, office, exp })).toString('base64url');
    const signature = sign(null, Buffer.from(`${header}.${body}`), this.key).toString('base64url');
    return `${header}.${body}.${signature}`;
  }
}

/** Checks what {@link VisitSigner} made. */
export class VisitVerifier {
  private readonly key: KeyObject;

  constructor(publicKeyPem: string) {
    this.key = createPublicKey(publicKeyPem);
  }

  /** The visit's id, or undefined when the token is forged, of another office, malformed or over. */
  verify(token: string, office: string): string | undefined {
    const [head, body, signature] = token.split('.');
    if (head !== header || body === undefined || signature === undefined) {
      return undefined;
    }
    const signed = Buffer.from(`${head}.${body}`);
    if (!verify(null, signed, this.key, Buffer.from(signature, 'base64url'))) {
      return undefined;
    }
    const said = claims.safeParse(JSON.parse(Buffer.from(body, 'base64url').toString('utf8')));
    const good = said.success && said.data.office === office && said.data.exp > Date.now() / 1000;
    return good ? said.data.visit : undefined;
  }
}
