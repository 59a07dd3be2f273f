import { Injectable } from '@nestjs/common';
import { role, singleSignOnFailed, type Role } from '@pst/contracts';
import { Config, Office } from '@pst/messaging';
import { PersonalData } from '@pst/security';
import type { OfficeProfile } from '@pst/service-standard';
import { createRemoteJWKSet, jwtVerify, type JWTVerifyGetKey } from 'jose';
import * as openid from 'openid-client';
import { z } from 'zod';
import type { AccountsConfig } from '../accounts.config.ts';

/** What of an attempt never leaves the server, or only as a hash. */
export interface Secrets {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** Whom the issuer vouches for. */
export interface Vouched {
  /** Keyed hash of issuer and subject: the one thing by which an account is found. */
  readonly identity: string;
  /** Keyed hash of the session there, where the issuer names one. */
  readonly issuerSession: string | null;
  /** By the office's own table; nothing the issuer says is a role of ours by itself. */
  readonly roles: readonly Role[];
}

const LOGOUT_EVENT = 'http://schemas.openid.net/event/backchannel-logout';
const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA'];
const logoutClaims = z
  .object({
    sub: z.string().optional(),
    sid: z.string().optional(),
    events: z.record(z.string(), z.unknown()),
    // An ID token has one, and is none of these.
    nonce: z.never().optional(),
  })
  .refine(({ sub, sid, events }) => LOGOUT_EVENT in events && (sub ?? sid) !== undefined);

/** The one issuer that the configuration names (OpenID Connect, code flow with PKCE); none is the default. */
@Injectable()
export class Issuer {
  private known: Promise<{ client: openid.Configuration; keys: JWTVerifyGetKey }> | undefined;

  constructor(
    private readonly personal: PersonalData,
    @Config() private readonly config: AccountsConfig,
    @Office() private readonly profile: OfficeProfile,
  ) {}

  /** What the sign-in page calls it; null where the office has none. */
  get name(): string | null {
    const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = this.config;
    const set = OIDC_ISSUER && OIDC_CLIENT_ID && OIDC_CLIENT_SECRET;
    return set ? (this.profile.staffSingleSignOn?.name ?? null) : null;
  }

  newSecrets(): Secrets {
    return {
      state: openid.randomState(),
      nonce: openid.randomNonce(),
      verifier: openid.randomPKCECodeVerifier(),
    };
  }

  /** The issuer's page on which the person signs in. */
  async pageFor({ state, nonce, verifier }: Secrets): Promise<URL> {
    const { client } = await this.found();
    return openid.buildAuthorizationUrl(client, {
      redirect_uri: this.returnTo.href,
      scope: 'openid',
      state,
      nonce,
      code_challenge: await openid.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    });
  }

  /**
   * Exchanges the code and reads the ID token: its signature, issuer, audience, times and nonce.
   *
   * @throws singleSignOnFailed (401), whatever is wrong
   */
  async identify(answer: Record<string, string>, secrets: Secrets): Promise<Vouched> {
    const { client } = await this.found();
    const address = new URL(this.returnTo);
    address.search = new URLSearchParams(answer).toString();
    const claims = await openid
      .authorizationCodeGrant(client, address, {
        expectedState: secrets.state,
        expectedNonce: secrets.nonce,
        pkceCodeVerifier: secrets.verifier,
        idTokenExpected: true,
      })
      .then((tokens) => tokens.claims(), failed);
    if (claims === undefined) {
      throw singleSignOnFailed.error({});
    }
    const { iss, sub, sid } = claims;
    return {
      identity: this.identityOf(iss, sub),
      issuerSession: typeof sid === 'string' ? this.sessionOf(iss, sid) : null,
      roles: this.rolesIn(claims),
    };
  }

  /**
   * Whose sessions a logout token ends.
   *
   * @throws singleSignOnFailed (401)
   */
  async loggedOut(token: string): Promise<{ identity?: string; issuerSession?: string }> {
    const { client, keys } = await this.found();
    const { issuer } = client.serverMetadata();
    const { payload } = await jwtVerify(token, keys, {
      issuer,
      audience: client.clientMetadata().client_id,
      algorithms: ALGORITHMS,
      maxTokenAge: '5m',
      requiredClaims: ['iat', 'jti', 'events'],
    }).catch(failed);
    const claims = logoutClaims.safeParse(payload);
    if (!claims.success) {
      throw singleSignOnFailed.error({});
    }
    const { sub, sid } = claims.data;
    return {
      ...(sub !== undefined && { identity: this.identityOf(issuer, sub) }),
      ...(sid !== undefined && { issuerSession: this.sessionOf(issuer, sid) }),
    };
  }

  /** A page of ours: the browser hands the code over from there, with the cookie of its attempt. */
  private get returnTo(): URL {
    return new URL('/masuk/sso', this.config.PUBLIC_URL);
  }

  private identityOf(issuer: string, subject: string): string {
    return this.personal.fingerprint(JSON.stringify([issuer, subject]), 'account.identity');
  }

  private sessionOf(issuer: string, sid: string): string {
    return this.personal.fingerprint(JSON.stringify([issuer, sid]), 'session.issuer');
  }

  private rolesIn(claims: Record<string, unknown>): Role[] {
    const { rolesClaim = '', roles: table = {} } = this.profile.staffSingleSignOn ?? {};
    let said: unknown = claims;
    for (const part of rolesClaim.split('.')) {
      said = typeof said === 'object' && said !== null ? Reflect.get(said, part) : undefined;
    }
    const names = new Set(Array.isArray(said) ? said : []);
    const granted = Object.entries(table).flatMap(([name, roles]) =>
      names.has(name) ? roles : [],
    );
    return role.options.filter((one) => one !== 'patron' && granted.includes(one));
  }

  /** Read from the issuer at the first use, and again when that failed: no path of it is known before. */
  private found() {
    this.known ??= this.discover().catch((error: unknown) => {
      this.known = undefined;
      throw error;
    });
    return this.known;
  }

  private async discover() {
    const { OIDC_ISSUER, OIDC_CLIENT_ID = '', OIDC_CLIENT_SECRET } = this.config;
    if (this.name === null || OIDC_ISSUER === undefined) {
      throw singleSignOnFailed.error({});
    }
    const address = new URL(OIDC_ISSUER);
    const client = await openid
      .discovery(address, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, undefined, {
        timeout: 10,
        execute: [
          // The code flow need not look at the signature, says the standard; we do.
          openid.enableNonRepudiationChecks,
          ...(address.protocol === 'http:' ? [openid.allowInsecureRequests] : []),
        ],
      })
      .catch(failed);
    const keys = client.serverMetadata().jwks_uri;
    if (keys === undefined) {
      throw singleSignOnFailed.error({});
    }
    return { client, keys: createRemoteJWKSet(new URL(keys)) };
  }
}

/** One answer for every reason: what exactly was wrong helps whoever tries things out, and nobody else. */
function failed(): never {
  throw singleSignOnFailed.error({});
}
