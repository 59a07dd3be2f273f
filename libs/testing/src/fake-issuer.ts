import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';

/** How the ID token of one sign-in differs from a good one. */
export interface Forged {
  readonly claims?: JWTPayload;
  /** Signed with a key that is not the issuer's. */
  readonly foreignKey?: boolean;
  /** `alg: none`, without a signature. */
  readonly unsigned?: boolean;
}

/** An OpenID provider on this machine that vouches for whomever the test names. */
export interface FakeIssuer {
  /** As the configuration names it. */
  readonly url: string;
  readonly client: { readonly id: string; readonly secret: string };
  /** What the browser comes back with from the page at `redirectTo`, where `claims.sub` signed in. */
  signIn(redirectTo: string, claims: JWTPayload & { sub: string }, forged?: Forged): IssuerReturn;
  /** What it posts when somebody signs out there. */
  logoutToken(claims: JWTPayload, forged?: Forged): Promise<string>;
  stop(): Promise<void>;
}

export interface IssuerReturn {
  readonly code: string;
  readonly state: string;
  readonly iss: string;
}

interface Issued {
  readonly claims: JWTPayload;
  readonly forged: Forged;
  readonly challenge: string;
  readonly redirectUri: string;
}

const CLIENT = { id: 'pustaka-pst', secret: 'rahasia-klien-untuk-uji' };
const ALGORITHM = 'ES256';

/** Starts one: discovery, keys and the token endpoint; its sign-in page is {@link FakeIssuer.signIn}. */
export async function startFakeIssuer(): Promise<FakeIssuer> {
  const own = await generateKeyPair(ALGORITHM);
  const foreign = await generateKeyPair(ALGORITHM);
  const jwk = { ...(await exportJWK(own.publicKey)), kid: 'own', alg: ALGORITHM, use: 'sig' };
  const codes = new Map<string, Issued>();
  let url = '';

  async function signed(payload: JWTPayload, forged: Forged, type: string): Promise<string> {
    const now = Math.floor(Date.now() / 1_000);
    const claims = {
      iss: url,
      aud: CLIENT.id,
      iat: now,
      exp: now + 60,
      ...payload,
      ...forged.claims,
    };
    return forged.unsigned
      ? new UnsecuredJWT(claims).encode()
      : new SignJWT(claims)
          .setProtectedHeader({ alg: ALGORITHM, kid: 'own', typ: type })
          .sign(forged.foreignKey ? foreign.privateKey : own.privateKey);
  }

  async function exchange(request: IncomingMessage): Promise<[status: number, body: object]> {
    const form = new URLSearchParams(await text(request));
    const issued = codes.get(form.get('code') ?? '');
    // Whatever happens, a code is worth one try (RFC 6749, 4.1.2).
    codes.delete(form.get('code') ?? '');
    const verifier = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    const known =
      form.get('client_id') === CLIENT.id && form.get('client_secret') === CLIENT.secret;
    if (!known) {
      return [401, { error: 'invalid_client' }];
    }
    if (
      issued === undefined ||
      issued.challenge !== verifier ||
      issued.redirectUri !== form.get('redirect_uri')
    ) {
      return [400, { error: 'invalid_grant' }];
    }
    return [
      200,
      {
        access_token: randomUUID(),
        token_type: 'Bearer',
        expires_in: 60,
        id_token: await signed(issued.claims, issued.forged, 'JWT'),
      },
    ];
  }

  async function answer(request: IncomingMessage): Promise<[status: number, body: object]> {
    switch (request.url) {
      case '/.well-known/openid-configuration':
        return [
          200,
          {
            issuer: url,
            authorization_endpoint: `${url}/sign-in`,
            token_endpoint: `${url}/token`,
            jwks_uri: `${url}/keys`,
            response_types_supported: ['code'],
            subject_types_supported: ['public'],
            id_token_signing_alg_values_supported: [ALGORITHM],
            code_challenge_methods_supported: ['S256'],
            authorization_response_iss_parameter_supported: true,
          },
        ];
      case '/keys':
        return [200, { keys: [jwk] }];
      case '/token':
        return exchange(request);
      default:
        return [404, {}];
    }
  }

  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    void answer(request).then(([status, body]) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
    );
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  // A server that listens on TCP has an address with a port.
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url,
    client: CLIENT,
    signIn(redirectTo, claims, forged = {}) {
      const asked = new URL(redirectTo).searchParams;
      const code = randomUUID();
      codes.set(code, {
        claims: { nonce: asked.get('nonce') ?? '', ...claims },
        forged,
        challenge: asked.get('code_challenge') ?? '',
        redirectUri: asked.get('redirect_uri') ?? '',
      });
      return { code, state: asked.get('state') ?? '', iss: url };
    },
    logoutToken: (claims, forged = {}) =>
      signed(
        {
          jti: randomUUID(),
          events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
          ...claims,
        },
        forged,
        'logout+jwt',
      ),
    async stop() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
