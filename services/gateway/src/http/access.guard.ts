import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import {
  authenticate,
  authenticateDevice,
  crossSite,
  invalidRequest,
  notAllowed,
  notSignedIn,
  ProblemError,
  serviceUnavailable,
  type Allow,
} from '@pst/contracts';
import { admitsDevices, anonymous, hashToken, requireAllowed, type Actor } from '@pst/security';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GatewayConfig } from '../gateway.config.ts';
import { AttachedVisits } from '../guestbook/attached-visits.ts';
import { ROUTE, type RouteContract } from './asks.ts';
import { Settings } from './injected.ts';
import { ProofOfWork } from './proof-of-work.ts';
import { RateLimits } from './rate-limits.ts';
import { Services } from './services.ts';
import { SessionCookie } from './session-cookie.ts';

/** A session ended elsewhere is noticed within this time. */
const REMEMBERED_MS = 3_000;
const MOST_REMEMBERED = 5_000;
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
const KEY = /^[\x21-\x7e]{1,200}$/;

/** A session's or a device's token, and whether the browser sent it by itself. */
interface Credential {
  readonly of: 'session' | 'device';
  readonly token: string;
  readonly byCookie: boolean;
}

/** Who asks, whether they may, and not too often. A route that says nothing is closed. */
@Injectable()
export class AccessGuard implements CanActivate {
  private readonly known = new Map<string, { actor: Actor; until: number }>();

  constructor(
    private readonly reflector: Reflector,
    private readonly services: Services,
    private readonly limits: RateLimits,
    private readonly proofs: ProofOfWork,
    private readonly cookie: SessionCookie,
    private readonly visits: AttachedVisits,
    @Settings() private readonly config: GatewayConfig,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const route = this.reflector.get<RouteContract | undefined>(ROUTE, context.getHandler());
    if (route === undefined) {
      throw notAllowed.error({});
    }
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const safe = SAFE.has(request.method);
    await this.limits.count(route.limit ?? (safe ? 'read' : 'write'), request.ip, reply);
    const key = request.headers['idempotency-key'];
    if (key !== undefined && (typeof key !== 'string' || !KEY.test(key))) {
      throw new ProblemError(invalidRequest.slug, 400, {}, [
        { path: 'Idempotency-Key', message: '1–200 visible ASCII characters' },
      ]);
    }
    request.actor = await this.actorOf(request, route);
    if (!safe) {
      this.requireSameSite(request);
    }
    requireAllowed(route.allow, request.actor);
    if (route.proofOfWork && request.actor.kind === 'anonymous') {
      await this.proofs.require(request);
    }
    const visitId = await this.visits.visitOf(request);
    if (visitId !== undefined) {
      request.visitId = visitId;
    }
    return true;
  }

  /** Forgets everybody, after a session or device has ended here or roles or passwords changed. */
  forgetAll(): void {
    this.known.clear();
  }

  private async actorOf(request: FastifyRequest, route: RouteContract): Promise<Actor> {
    for (const credential of this.credentialsOf(request, route.allow)) {
      request.byCookie = credential.byCookie;
      try {
        return await this.authenticated(credential, request);
      } catch (error) {
        const { slug } = error instanceof ProblemError ? error : unknownError(error);
        // Accounts being away must not close what is open to anybody, nor must a cookie that has
        // ended; a script that sends a token on purpose is told that it is no longer good.
        const open = route.allow === 'anyone';
        const ended = slug === notSignedIn.slug || slug === invalidRequest.slug;
        if (open && slug === serviceUnavailable.slug) {
          return anonymous;
        }
        if (!ended || !credential.byCookie) {
          throw ended ? notSignedIn.error({}) : error;
        }
      }
    }
    return anonymous;
  }

  /**
   * What the client shows, in the order it is looked at. Where devices are admitted the device speaks
   * first; where neither is asked for by name, whoever is signed in on it; elsewhere it is nobody.
   */
  private credentialsOf(request: FastifyRequest, allow: Allow): Credential[] {
    const shown = /^(Bearer|Device) (\S+)$/i.exec(request.headers.authorization ?? '');
    if (shown !== null) {
      const of = shown[1]?.toLowerCase() === 'device' ? 'device' : 'session';
      return [{ of, token: shown[2] ?? '', byCookie: false }];
    }
    const cookie = (of: Credential['of'], token: string | undefined): Credential[] =>
      token === undefined ? [] : [{ of, token, byCookie: true }];
    const session = cookie('session', this.cookie.read(request));
    const device = cookie('device', this.cookie.readDevice(request));
    if (admitsDevices(allow)) {
      return [...device, ...session];
    }
    return allow === 'anyone' ? [...session, ...device] : session;
  }

  private async authenticated({ of, token }: Credential, request: FastifyRequest): Promise<Actor> {
    const fingerprint = `${of}|${hashToken(token)}`;
    const seen = this.known.get(fingerprint);
    if (seen !== undefined && seen.until > performance.now()) {
      return seen.actor;
    }
    const actor =
      of === 'session' ? await this.account(token, request) : await this.device(token, request);
    if (this.known.size >= MOST_REMEMBERED) {
      this.known.clear();
    }
    this.known.set(fingerprint, { actor, until: performance.now() + REMEMBERED_MS });
    return actor;
  }

  private async account(token: string, request: FastifyRequest): Promise<Actor> {
    const { accountId, ...session } = await this.services.ask(
      authenticate,
      { accessToken: token },
      request,
    );
    return { kind: 'account', id: accountId, ...session };
  }

  private async device(token: string, request: FastifyRequest): Promise<Actor> {
    const { id, kind } = await this.services.ask(authenticateDevice, { token }, request);
    return { kind: 'device', id, device: kind };
  }

  /**
   * A browser sends our cookie along with whatever another site makes it send. What changes something
   * must come from our own pages: by its Origin, or by Sec-Fetch-Site, or by a header that a foreign
   * form cannot set.
   */
  private requireSameSite(request: FastifyRequest): void {
    if (request.headers.authorization !== undefined) {
      return;
    }
    const { origin, host } = request.headers;
    const site = request.headers['sec-fetch-site'];
    const foreign =
      origin === undefined
        ? site !== undefined && site !== 'same-origin' && site !== 'none'
        : origin !== new URL(this.config.PUBLIC_URL).origin && hostOf(origin) !== host;
    const unmarked =
      request.byCookie === true &&
      origin === undefined &&
      site === undefined &&
      request.headers['x-requested-with'] === undefined;
    if (foreign || unmarked) {
      throw crossSite.error({});
    }
  }
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}

function unknownError(error: unknown): never {
  throw error;
}
