import { Injectable } from '@nestjs/common';
import { readWorkstationSession } from '@pst/contracts';
import { Bus } from '@pst/messaging';
import { hashToken } from '@pst/security';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GatewayConfig } from '../gateway.config.ts';
import { Settings } from '../http/injected.ts';
import { Services } from '../http/services.ts';

/** A session that ended unheard counts no longer than this. */
const REMEMBERED_MS = 2_000;
const MOST_REMEMBERED = 200;

/**
 * Which visit a desk PC's browser has attached: a token in a cookie that scripts cannot read, good while
 * the guestbook says that this visitor sits there. It tells nothing of who is signed in.
 */
@Injectable()
export class AttachedVisits {
  private readonly known = new Map<string, { visitId: string | undefined; until: number }>();
  private readonly secure: boolean;
  private readonly name: string;

  constructor(
    private readonly services: Services,
    bus: Bus,
    @Settings() config: GatewayConfig,
  ) {
    this.secure = config.PUBLIC_URL.startsWith('https:');
    this.name = this.secure ? '__Host-pst-visit' : 'pst-visit';
    const forget = () => this.forgetAll();
    bus.connection.subscribe('pst.*.guestbook.workstation.>', { callback: forget });
    bus.onReconnect(forget);
  }

  tokenOf(request: FastifyRequest): string | undefined {
    return request.cookies[this.name];
  }

  /** No lifetime: the cookie ends with the browser, and its worth with the visit. */
  write(reply: FastifyReply, token: string): void {
    void reply.setCookie(this.name, token, {
      path: '/',
      httpOnly: true,
      sameSite: 'strict',
      secure: this.secure,
    });
  }

  clear(reply: FastifyReply): void {
    void reply.clearCookie(this.name, { path: '/', secure: this.secure });
  }

  /** The visit behind a request; undefined when there is none, or the guestbook cannot be asked. */
  async visitOf(request: FastifyRequest): Promise<string | undefined> {
    const token = this.tokenOf(request);
    if (token === undefined) {
      return undefined;
    }
    const fingerprint = hashToken(token);
    const seen = this.known.get(fingerprint);
    if (seen !== undefined && seen.until > performance.now()) {
      return seen.visitId;
    }
    try {
      const { session } = await this.services.ask(readWorkstationSession, { token }, request);
      const visitId = session?.visitId;
      if (this.known.size >= MOST_REMEMBERED) {
        this.known.clear();
      }
      this.known.set(fingerprint, { visitId, until: performance.now() + REMEMBERED_MS });
      return visitId;
    } catch {
      // Reading goes on while the guestbook is away; only the visit is not told.
      return undefined;
    }
  }

  /** After a desk PC changed hands here, so that the very next request knows. */
  forgetAll(): void {
    this.known.clear();
  }
}
