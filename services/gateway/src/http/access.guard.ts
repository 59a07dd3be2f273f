import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import {
  authenticate,
  crossSite,
  invalidRequest,
  notAllowed,
  notSignedIn,
  ProblemError,
  serviceUnavailable,
} from '@pst/contracts';
import { anonymous, hashToken, requireAllowed, type Actor } from '@pst/security';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GatewayConfig } from '../gateway.config.ts';
import { ROUTE, type RouteContract } from './asks.ts';
import { Settings } from './injected.ts';
import { RateLimits } from './rate-limits.ts';
import { Services } from './services.ts';
import { SessionCookie } from './session-cookie.ts';

/** A session ended elsewhere is noticed within this time. */
const REMEMBERED_MS = 3_000;
const MOST_REMEMBERED = 5_000;
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
const KEY = /^[\x21-\x7e]{1,200}$/;

/** Who asks, whether they may, and not too often. A route that says nothing is closed. */
@Injectable()
export class AccessGuard implements CanActivate {
  private readonly known = new Map<string, { actor: Actor; until: number }>();

  constructor(
    private readonly reflector: Reflector,
    private readonly services: Services,
    private readonly limits: RateLimits,
    private readonly cookie: SessionCookie,
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
    return true;
  }

  /** Forgets a session that has just ended here, so that its next request is refused at once. */
  forget(token: string): void {
    this.known.delete(hashToken(token));
  }

  /** Forgets everybody, after roles or passwords changed. */
  forgetAll(): void {
    this.known.clear();
  }

  private async actorOf(request: FastifyRequest, route: RouteContract): Promise<Actor> {
    const bearer = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    const token = bearer ?? this.cookie.read(request);
    if (token === undefined) {
      return anonymous;
    }
    request.byCookie = bearer === undefined;
    try {
      return await this.authenticated(token, request);
    } catch (error) {
      const { slug } = error instanceof ProblemError ? error : unknownError(error);
      // Accounts being away must not close what is open to anybody, nor must a cookie that has
      // ended; a script that sends a bearer token on purpose is told that it is no longer good.
      const open = route.allow === 'anyone';
      const ended = slug === notSignedIn.slug || slug === invalidRequest.slug;
      if ((open && slug === serviceUnavailable.slug) || (ended && request.byCookie)) {
        return anonymous;
      }
      throw ended ? notSignedIn.error({}) : error;
    }
  }

  private async authenticated(token: string, request: FastifyRequest): Promise<Actor> {
    const fingerprint = hashToken(token);
    const seen = this.known.get(fingerprint);
    if (seen !== undefined && seen.until > performance.now()) {
      return seen.actor;
    }
    const { accountId, ...session } = await this.services.ask(
      authenticate,
      { accessToken: token },
      request,
    );
    const actor: Actor = { kind: 'account', id: accountId, ...session };
    if (this.known.size >= MOST_REMEMBERED) {
      this.known.clear();
    }
    this.known.set(fingerprint, { actor, until: performance.now() + REMEMBERED_MS });
    return actor;
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
